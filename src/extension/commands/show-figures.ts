import { showItem } from "../tree/show-item.ts";
import type { Command } from "./command.ts";
import { inModelTree } from "./when.ts";

/** Argument: an item of the model tree. */
export const showFigures: Command = {
  id: "cnnBlocks.showFigures",
  title: "Show Figures and Feature Maps",
  icon: "graph",
  summary:
    "Opens the side panel of the preview at a layer or block of the model tree: its figures and, after a run, its feature maps.",
  palette: "false",
  menus: { "view/item/context": [{ when: `${inModelTree} && viewItem != model`, group: "1_go@4" }] },
  run: (app, given) => showItem(app, given, "figures"),
};
