import type { DrawnPlace } from "../../protocol/index.ts";
import type { App } from "../app.ts";
import { revealSource } from "../preview/source-selection.ts";
import { outlined } from "../tree/outlined.ts";
import type { Command } from "./command.ts";
import { targetDocument } from "./target.ts";
import { inModelTree } from "./when.ts";

/**
 * Arguments: an item of the model tree; or a file and the places where its models draw something, of which that of the model
 * in view is taken. The preview marks what the cursor is on, so the cursor goes there.
 */
export const showInPreview: Command = {
  id: "cnnBlocks.showInPreview",
  title: "Show in Preview",
  icon: "open-preview",
  summary:
    "Draws the model in the preview and marks the layer or module there: from the model tree, and from a hover.",
  palette: "false",
  menus: {
    "view/item/context": [
      { when: inModelTree, group: "inline@1" },
      { when: inModelTree, group: "1_go@2" },
    ],
  },
  async run(app, given, places) {
    const item = outlined(given);
    const at = item ?? placeIn(app, given, places);
    if (at === undefined) return;
    const { uri } = await targetDocument(app, item === undefined ? given : item.file);
    await app.preview.open({ uri, model: at.model });
    if (at.source !== null) await revealSource(at.source);
  },
};

function placeIn({ preview }: App, file: unknown, places: unknown): DrawnPlace | undefined {
  if (!Array.isArray(places)) return undefined;
  const { uri, model } = preview.state();
  const all: readonly DrawnPlace[] = places;
  return (uri === file ? all.find((place) => place.model === model) : undefined) ?? all[0];
}
