import { env, window } from "vscode";
import type { Command } from "./command.ts";
import { targetDocument } from "./target.ts";
import { inModelFile } from "./when.ts";

/** Argument: the file. Copies its layer tables, fenced so that an issue or a page keeps the columns in line. */
export const copySummary: Command = {
  id: "cnnBlocks.copySummary",
  title: "Copy Summary as Markdown",
  icon: "copy",
  summary: "Copies the tables of the models' layers to the clipboard, as Markdown.",
  menus: { "editor/title": [{ when: inModelFile, group: "1_run@5" }] },
  async run(app, file) {
    const document = await targetDocument(app, file);
    const { text } = await app.server.request("cnnBlocks/summary", { uri: document.uri.toString() });
    await env.clipboard.writeText(`\`\`\`text\n${text.trimEnd()}\n\`\`\`\n`);
    window.setStatusBarMessage("$(check) Copied the summary", 3000);
  },
};
