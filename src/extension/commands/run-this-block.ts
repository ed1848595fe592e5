import { commands } from "vscode";
import { outlined } from "../tree/outlined.ts";
import type { Command } from "./command.ts";
import { inModelTree } from "./when.ts";

/** Argument: an item of the model tree. */
export const runThisBlock: Command = {
  id: "cnnBlocks.runThisBlock",
  title: "Run This Block…",
  icon: "play-circle",
  summary: "Runs the block of the model tree alone, on an input shape that you choose.",
  palette: "false",
  menus: { "view/item/context": [{ when: `${inModelTree} && viewItem == block`, group: "2_run@1" }] },
  async run(_app, given) {
    const item = outlined(given);
    if (item?.block == null) return undefined;
    return commands.executeCommand("cnnBlocks.runBlock", item.file, item.block);
  },
};
