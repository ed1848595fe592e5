import { window } from "vscode";
import { exampleNames, showExample } from "../own-examples.ts";
import type { Command } from "./command.ts";
import { asText } from "./target.ts";

/** Argument: an example's name, such as `residual`. Opens the author's own copy of it. Returns the copy's address. */
export const openExample: Command = {
  id: "cnnBlocks.openExample",
  title: "Open Example…",
  icon: "book",
  summary: "Opens your own copy of one of the bundled examples.",
  async run({ context }, wanted) {
    const names = exampleNames(context);
    const name = asText(wanted) ?? (await window.showQuickPick(names, { title: "Open Example" }));
    return name === undefined ? undefined : (await showExample(context, name)).uri;
  },
};
