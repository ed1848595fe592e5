import { showItem } from "../tree/show-item.ts";
import type { Command } from "./command.ts";
import { inModelTree } from "./when.ts";

/** Argument: an item of the model tree. */
export const showAlone: Command = {
  id: "cnnBlocks.showAlone",
  title: "Show This Block Alone",
  icon: "symbol-class",
  summary: "Draws only this block of the model tree in the preview.",
  palette: "false",
  menus: { "view/item/context": [{ when: `${inModelTree} && viewItem == block`, group: "1_go@3" }] },
  run: (app, given) => showItem(app, given, "alone"),
};
