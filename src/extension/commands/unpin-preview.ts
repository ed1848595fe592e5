import { window } from "vscode";
import type { Command } from "./command.ts";
import { inPinnedPreview, inPreview } from "./when.ts";

/** Returns whether a preview was pinned. */
export const unpinPreview: Command = {
  id: "cnnBlocks.unpinPreview",
  title: "Unpin This Preview",
  icon: "pinned",
  summary: "Lets a pinned preview follow the editor again. If another one did, that one now keeps its model.",
  menus: { "editor/title": [{ when: `${inPreview} && ${inPinnedPreview}`, group: "navigation@1" }] },
  async run(app) {
    const wasPinned = app.preview.unpin();
    if (!wasPinned) void window.showInformationMessage("No preview is pinned.");
    return wasPinned;
  },
};
