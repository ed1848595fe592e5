import { showItem } from "../tree/show-item.ts";
import type { Command } from "./command.ts";
import { inModelTree } from "./when.ts";

/** Argument: an item of the model tree. */
export const showInTable: Command = {
  id: "cnnBlocks.showInTable",
  title: "Show in Table",
  icon: "table",
  summary: "Lists a layer, or the layers of a block, of the model tree in the table of the preview.",
  palette: "false",
  menus: { "view/item/context": [{ when: `${inModelTree} && viewItem != model`, group: "1_go@5" }] },
  run: (app, given) => showItem(app, given, "table"),
};
