import { window } from "vscode";
import type { Command } from "./command.ts";
import { inPinnedPreview, inPreview } from "./when.ts";

/** Returns whether there was a preview to pin. */
export const pinPreview: Command = {
  id: "cnnBlocks.pinPreview",
  title: "Pin This Preview",
  icon: "pin",
  summary:
    "Lets the open preview keep its model, so that the next one opens beside it and follows the editor.",
  menus: { "editor/title": [{ when: `${inPreview} && !${inPinnedPreview}`, group: "navigation@1" }] },
  async run(app) {
    const isPinned = app.preview.pin();
    if (!isPinned)
      void window.showInformationMessage("No preview follows the editor, so there is none to pin.");
    return isPinned;
  },
};
