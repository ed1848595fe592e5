import type { Graph, Node, Shape, UnknownId, UnusedLayer } from "../../ir/index.ts";
import { findOp } from "../../ops/index.ts";

/** `Conv2d 3×3, 64→128, stride 2`: the op's title for these attributes and inputs. */
export function nodeTitle(graph: Graph, node: Node): string {
  return `${findOp(node.op).title(node.attrs, inputShapes(graph, node))}${doubtWords(graph, node.unknown)}`;
}

/** The title of a layer that nothing calls. */
export function layerTitle(graph: Graph, { op, attrs, unknown }: UnusedLayer): string {
  return `${findOp(op).title(attrs, [])}${doubtWords(graph, unknown)}`;
}

/** `×?` after what there may be any number of, `(conditional)` after what may be there or not. */
function doubtWords({ unknowns }: Graph, unknown: UnknownId | undefined): string {
  const part = unknown === undefined ? undefined : unknowns[unknown];
  if (part === undefined) return "";
  return part.kind === "count" ? " ×?" : " (conditional)";
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

/** `1×3×8×8 → 1×64×4×4`: what goes in and what comes out; unknown where that does not follow from the source. */
export function flowWords(graph: Graph, say: (shape: Shape) => string, note = ""): string {
  const words = (ids: readonly number[]) => ids.map((id) => say(shapeOf(graph, id))).join(", ");
  const from = graph.inputs.length === 0 ? "unknown input" : `${words(graph.inputs)}${note}`;
  return `${from} → ${graph.outputs.length === 0 ? "unknown" : words(graph.outputs)}`;
}
