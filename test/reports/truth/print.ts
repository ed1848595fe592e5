import { existsSync } from "node:fs";
import { join } from "node:path";
import { root } from "../../../scripts/root.ts";
import type { Held } from "./held.ts";
import { holdOnnxLight } from "./onnx-light.ts";
import { holdPorts } from "./ports-table.ts";
import { holdTorchvision } from "./torchvision-list.ts";

/** Figures that nobody here made up, beside the project. */
export const truthFolder = join(root, "../shared/truth");

/** The tables, and how each is held. */
export const tables: Readonly<Record<string, (truth: string) => readonly Held[]>> = {
  "torchvision.json": holdTorchvision,
  ports: holdPorts,
  "onnx-light": holdOnnxLight,
};

/** Prints each net of the tables, or of those that are named, whose figures differ. True where none does. */
export function printTruth(names: readonly string[]): boolean {
  if (!existsSync(truthFolder)) {
    console.error(`There is no ${truthFolder}.`);
    return false;
  }
  let differing = 0;
  for (const [name, hold] of Object.entries(tables)) {
    if (names.length > 0 && !names.includes(name)) continue;
    const held = hold(truthFolder);
    const different = held.filter(({ difference }) => difference !== null);
    for (const { net, difference } of different) console.log(`${name}, ${net}: ${difference}`);
    console.log(`${name}: ${held.length - different.length} of ${held.length} nets have the table's figures`);
    differing += different.length;
  }
  return differing === 0;
}
