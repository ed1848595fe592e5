import type { Command } from "./command.ts";
import { asText, targetDocument } from "./target.ts";
import { inModelFile } from "./when.ts";

/** Arguments: the file, and a model's id. */
export const openPreview: Command = {
  id: "cnnBlocks.openPreview",
  title: "Open Architecture Preview",
  icon: "open-preview",
  summary: "Draws the file's models beside the code and follows every edit.",
  menus: {
    "editor/title": [{ when: inModelFile, group: "navigation@1" }],
    "editor/context": [{ when: inModelFile, group: "z_cnnBlocks@1" }],
  },
  async run(app, file, model) {
    const { uri } = await targetDocument(app, file);
    await app.preview.open({ uri, model: asText(model) ?? null });
  },
};
