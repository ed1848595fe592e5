import type { Graph, Node, Shape } from "../../ir/index.ts";
import { findOp } from "../../ops/index.ts";

/** `Conv2d 3×3, 64→128, stride 2`: the op's title for these attributes and inputs. */
export function nodeTitle(graph: Graph, node: Node): string {
  return findOp(node.op).title(node.attrs, inputShapes(graph, node));
}

/** The shapes of a node's inputs, in order. */
export function inputShapes(graph: Graph, node: Node): readonly Shape[] {
  return node.inputs.map((id) => shapeOf(graph, id));
}

/** The shape of the node with that id. Throws if the graph does not have it, which would be a bug of ours. */
export function shapeOf(graph: Graph, id: number): Shape {
  const node = graph.nodes[id];
  if (node === undefined) throw new Error(`The graph ${graph.name} has no node ${id}.`);
  return node.shape;
}
