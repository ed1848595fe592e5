import { ViewColumn, window, workspace } from "vscode";
import { summaryUri } from "../summary-documents.ts";
import type { Command } from "./command.ts";
import { targetDocument } from "./target.ts";
import { inModelFile } from "./when.ts";

/** Argument: the file. Opens its layer table beside it and keeps the table up to date. */
export const showSummary: Command = {
  id: "cnnBlocks.showSummary",
  title: "Show Summary",
  icon: "table",
  summary: "Opens a table of the models' layers beside the file.",
  menus: {
    "editor/title": [{ when: inModelFile, group: "1_run@4" }],
  },
  async run(app, file) {
    const document = await targetDocument(app, file);
    const summary = await workspace.openTextDocument(summaryUri(document.uri));
    await window.showTextDocument(summary, {
      viewColumn: ViewColumn.Beside,
      preserveFocus: true,
      preview: true,
    });
  },
};
