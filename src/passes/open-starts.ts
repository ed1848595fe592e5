import type { Graph, UnknownPart } from "../ir/index.ts";
import { findOp } from "../ops/index.ts";
import { parameterName, startsIn } from "./program.ts";

/** The kept tensors that start from numbers which are not known, each once. To run, such a model needs weights. */
export function openStarts(graph: Graph): readonly UnknownPart[] {
  const starts = startsIn(graph);
  const unused = graph.unused.map((layer) => ({ ...layer, owner: layer.path }));
  const parts = [...graph.nodes, ...unused].flatMap(({ op, attrs, owner, source }) =>
    Object.entries(findOp(op).params(attrs)).flatMap(([ownName, spec]): UnknownPart[] => {
      const path = parameterName(owner, ownName);
      const start = starts.get(path) ?? spec.init;
      return start.kind === "open" ? [{ path, kind: "start", reason: start.reason, because: source }] : [];
    }),
  );
  return [...new Map(parts.map((part) => [part.path, part])).values()];
}
