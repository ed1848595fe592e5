import { ViewColumn, window, workspace } from "vscode";
import { changesUri } from "../changes-documents.ts";
import { committedTexts } from "../committed-texts.ts";
import type { Command } from "./command.ts";
import { targetDocument } from "./target.ts";

/** Argument: the file. Opens what has become of its models since the last commit, and keeps that up to date. */
export const showChanges: Command = {
  id: "cnnBlocks.showChanges",
  title: "List Model Changes since Last Commit",
  icon: "list-unordered",
  summary:
    "Lists the layers added, removed and changed since the last commit beside the file, and what they cost.",
  // It runs git, which reads the repository's configuration.
  enablement: "isWorkspaceTrusted",
  async run(app, file) {
    const { uri } = await targetDocument(app, file);
    const commit = await committedTexts(uri);
    if (typeof commit === "string") {
      void window.showWarningMessage(commit);
      return;
    }
    const changes = await workspace.openTextDocument(changesUri(uri));
    await window.showTextDocument(changes, {
      viewColumn: ViewColumn.Beside,
      preserveFocus: true,
      preview: true,
    });
  },
};
