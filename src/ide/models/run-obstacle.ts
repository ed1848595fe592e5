import type { Model } from "../../analyzer/index.ts";
import { knownShape } from "../../ir/index.ts";
import { firstFault } from "../../passes/index.ts";
import type { View } from "../view/view.ts";
import { unknownWords } from "./documents.ts";

/** Why a model cannot run, as the rest of a sentence that begins with its name; null if it can. */
export function runObstacle(view: View, model: Model): string | null {
  const { graph, symbolic } = model;
  if (symbolic)
    return "cannot run, because its constructor arguments are not known: construct it with numbers in the file.";
  const unknown = unknownWords(view, model);
  if (unknown !== null) return `cannot run, because not all of it is known: ${unknown}.`;
  if (graph.nodes.some(({ shape }) => knownShape(shape) === undefined)) {
    return "cannot run, because not all of its shapes are numbers: give the shape of its input, by @input in the file or by --input.";
  }
  return firstFault(graph) === undefined ? null : "cannot run, because its layers do not fit together.";
}
