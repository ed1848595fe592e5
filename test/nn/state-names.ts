import type { Graph } from "../../src/ir/index.ts";
import { findOp } from "../../src/ops/index.ts";

/** Full names of everything that a model's layers keep, as PyTorch's `state_dict` lists them, sorted. */
export function stateNames(graph: Graph): readonly string[] {
  const names = graph.nodes.flatMap(({ op, attrs, owner }) =>
    Object.keys(findOp(op).params(attrs)).map((name) => (owner === "" ? name : `${owner}.${name}`)),
  );
  return [...new Set(names)].sort();
}
