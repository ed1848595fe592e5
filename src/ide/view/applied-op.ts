import type { PlacedProblem } from "../../analyzer/index.ts";
import { type Graph, type Node, type Shape, sameShape } from "../../ir/index.ts";
import { inputShapes } from "./node-title.ts";

/** Whether a node applies the op at which a problem arose, to the inputs that the problem names. */
export function isAppliedAs(graph: Graph, node: Node, op: NonNullable<PlacedProblem["op"]>): boolean {
  return node.op === op.kind && areSame(inputShapes(graph, node), op.inputs);
}

function areSame(shapes: readonly Shape[], wanted: readonly Shape[]): boolean {
  return (
    shapes.length === wanted.length && shapes.every((shape, index) => sameShape(shape, wanted[index] ?? []))
  );
}
