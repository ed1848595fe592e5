import { env, window } from "vscode";
import { outlined } from "../tree/outlined.ts";
import type { Command } from "./command.ts";
import { inModelTree } from "./when.ts";

/** Argument: an item of the model tree. */
export const copyFigures: Command = {
  id: "cnnBlocks.copyFigures",
  title: "Copy Figures",
  icon: "copy",
  summary: "Copies the shape, parameters, MACs and memory of a layer or module of the model tree.",
  palette: "false",
  menus: { "view/item/context": [{ when: inModelTree, group: "3_copy@1" }] },
  async run(_app, given) {
    const item = outlined(given);
    if (item === undefined) return;
    await env.clipboard.writeText([item.path || item.name, ...item.details].join("\n"));
    window.setStatusBarMessage("$(check) Copied the figures", 3000);
  },
};
