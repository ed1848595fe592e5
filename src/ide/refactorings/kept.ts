import type { Model } from "../../analyzer/index.ts";
import { type Graph, printShape, type UnknownDim } from "../../ir/index.ts";
import { isWorse } from "../code-actions/tried.ts";
import { shapeOf } from "../view/node-title.ts";
import type { View } from "../view/view.ts";
import type { Refactoring } from "./refactoring.ts";

/** Whether a text brings no new problem and its models keep what the refactoring promises. */
export function isKept(before: View, after: View, keeps: Refactoring["keeps"]): boolean {
  const [had, has] = [before.analysis.models, after.analysis.models];
  if (had.length !== has.length || isWorse(before, after)) return false;
  return had.every((model, index) => {
    const other = has[index];
    return other !== undefined && isAlike(model, other, keeps);
  });
}

function isAlike(model: Model, other: Model, keeps: Refactoring["keeps"]): boolean {
  if (model.symbolic !== other.symbolic) return false;
  if (keeps === "shapes") return outputs(model.graph) === outputs(other.graph);
  // Where a number became a parameter, a class that nothing constructs has a symbol in its place.
  return model.symbolic || steps(model.graph) === steps(other.graph);
}

function outputs(graph: Graph): string {
  return graph.outputs.map((id) => printShape(shapeOf(graph, id))).join(" ");
}

/** What a graph computes, apart from the names of its modules and where they are written. */
function steps({ nodes, outputs: results }: Graph): string {
  const computed = nodes.map(({ op, attrs, inputs, shape }) => [op, attrs, inputs, shape]);
  return JSON.stringify([results, computed], withoutPlaces);
}

/** An unknown size is compared by its reason: the place that it carries moves with the text. */
function withoutPlaces(key: string, value: unknown): unknown {
  return key === ("because" satisfies keyof UnknownDim) ? undefined : value;
}
