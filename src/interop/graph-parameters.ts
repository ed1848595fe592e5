import { type Graph, knownShape } from "../ir/index.ts";
import { findOp } from "../ops/index.ts";
import { parameterName } from "../passes/index.ts";

/** A tensor that a model keeps, by its full name: `layer1.0.conv1.weight`. */
export interface GraphParameter {
  readonly name: string;
  readonly shape: readonly number[];
}

/**
 * Every tensor that a graph's layers keep, each once: first in the order of use, then those of layers that it does not use.
 * Those of symbolic shape are left out.
 */
export function graphParameters(graph: Graph): readonly GraphParameter[] {
  const found = new Map<string, GraphParameter>();
  const unused = graph.unused.map(({ op, attrs, path }) => ({ op, attrs, owner: path }));
  for (const { op, attrs, owner } of [...graph.nodes, ...unused]) {
    for (const [own, spec] of Object.entries(findOp(op).params(attrs))) {
      const [name, shape] = [parameterName(owner, own), knownShape(spec.shape)];
      if (shape !== undefined) found.set(name, { name, shape });
    }
  }
  return [...found.values()];
}
