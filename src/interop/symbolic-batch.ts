import { type Graph, known, type Node, type Shape, substitute, symbolsOf } from "../ir/index.ts";

/**
 * The graph for a batch of one image, where the only symbol is in shapes' first axis: all else is then the same for
 * every batch. A node whose other sizes are not numbers is given instead.
 */
export function withBatchOfOne(graph: Graph): { readonly graph: Graph } | { readonly unknown: Node } {
  const nodes = graph.nodes.map((node) => ({ ...node, shape: fixed(node.shape) }));
  const unknown = nodes.findIndex(({ shape }) => shape.some((size) => known(size) === undefined));
  const [node] = unknown < 0 ? [] : graph.nodes.slice(unknown);
  return node === undefined ? { graph: { ...graph, nodes } } : { unknown: node };
}

function fixed([batch, ...rest]: Shape): Shape {
  if (batch === undefined) return [];
  return [substitute(batch, new Map(symbolsOf(batch).map((name) => [name, 1]))), ...rest];
}
