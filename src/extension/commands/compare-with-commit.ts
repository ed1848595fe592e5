import { window } from "vscode";
import { committedTexts } from "../committed-texts.ts";
import type { Command } from "./command.ts";
import { asText, targetDocument } from "./target.ts";
import { inModelFile } from "./when.ts";

/** Arguments: the file, and a model's id. Puts the model beside what it was at the last commit, in the preview. */
export const compareWithCommit: Command = {
  id: "cnnBlocks.compareWithCommit",
  title: "Compare Model with Last Commit",
  icon: "git-compare",
  summary:
    "Draws the model beside what it was at the last commit, and marks the layers added, removed and changed.",
  // It runs git, which reads the repository's configuration.
  enablement: "isWorkspaceTrusted",
  menus: { "editor/title": [{ when: inModelFile, group: "1_run@6" }] },
  async run(app, file, model) {
    const { uri } = await targetDocument(app, file);
    const commit = await committedTexts(uri);
    if (typeof commit === "string") {
      void window.showWarningMessage(commit);
      return;
    }
    await app.preview.compareWithCommit({ uri, model: asText(model) ?? null });
  },
};
