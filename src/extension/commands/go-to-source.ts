import { revealSource } from "../preview/source-selection.ts";
import { outlined } from "../tree/outlined.ts";
import type { Command } from "./command.ts";
import { inModelTree } from "./when.ts";

/** Argument: an item of the model tree. */
export const goToSource: Command = {
  id: "cnnBlocks.goToSource",
  title: "Go to Source",
  icon: "go-to-file",
  summary: "Shows where the layer or module of the model tree is written.",
  palette: "false",
  menus: { "view/item/context": [{ when: inModelTree, group: "1_go@1" }] },
  async run(_app, given) {
    const source = outlined(given)?.source ?? null;
    if (source !== null) await revealSource(source);
  },
};
