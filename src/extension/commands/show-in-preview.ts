import { revealSource } from "../preview/source-selection.ts";
import { outlined } from "../tree/outlined.ts";
import type { Command } from "./command.ts";
import { targetDocument } from "./target.ts";
import { inModelTree } from "./when.ts";

/** Argument: an item of the model tree. The preview marks what the cursor is on, so the cursor goes there. */
export const showInPreview: Command = {
  id: "cnnBlocks.showInPreview",
  title: "Show in Preview",
  icon: "open-preview",
  summary: "Draws the model of the tree in the preview and marks the layer or module there.",
  palette: "false",
  menus: {
    "view/item/context": [
      { when: inModelTree, group: "inline@1" },
      { when: inModelTree, group: "1_go@2" },
    ],
  },
  async run(app, given) {
    const item = outlined(given);
    if (item === undefined) return;
    const { uri } = await targetDocument(app, item.file);
    await app.preview.open({ uri, model: item.model });
    if (item.source !== null) await revealSource(item.source);
  },
};
