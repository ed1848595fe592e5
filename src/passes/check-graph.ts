import { type Graph, type ModulePath, type Node, printShape, shapesDiffer } from "../ir/index.ts";
import { findOp, isOp, opSentence } from "../ops/index.ts";
import { formFault, type GraphFault } from "./check-form.ts";

/**
 * The first invalid node: a field of the wrong type, an unknown op, inputs that do not come before it,
 * attributes or inputs that its op refuses, or a shape that does not follow from them. Kernels rely on all of this.
 */
export function firstFault(graph: Graph): GraphFault | undefined {
  const ill = formFault(graph);
  if (ill !== undefined) return ill;
  const owned = new Map<ModulePath, string>();
  for (const [index, node] of graph.nodes.entries()) {
    const fault = faultOf(graph, node, index) ?? sharingFault(node, owned);
    if (fault !== null) return { node: index, message: `${titleOf(graph, node, index)}: ${fault}` };
  }
  const missing = [...graph.inputs, ...graph.outputs].find((id) => graph.nodes[id] === undefined);
  return missing === undefined ? undefined : { node: missing, message: `There is no node ${missing}.` };
}

function faultOf(
  { nodes }: Graph,
  { id, op: kind, attrs, inputs, shape }: Node,
  index: number,
): string | null {
  if (id !== index) return `is in the place of node ${index}.`;
  if (!isOp(kind)) return "is not a known op.";
  const ahead = inputs.find((input) => !(Number.isInteger(input) && input >= 0 && input < index));
  if (ahead !== undefined) return `reads node ${ahead}, which does not come before it.`;
  const op = findOp(kind);
  const shapes = inputs.map((input) => nodes[input]?.shape ?? []);
  const { value, problems } = op.infer(attrs, shapes);
  const [problem] = [...op.check(attrs), ...problems];
  if (problem !== undefined) return opSentence(kind, problem, shapes);
  return shapesDiffer(value, shape) ? `gives ${printShape(value)}, not ${printShape(shape)}.` : null;
}

/** Nodes with one owner share its parameters, so theirs are alike. */
function sharingFault({ op, attrs, owner }: Node, owned: Map<ModulePath, string>): string | null {
  const params = Object.entries(findOp(op).params(attrs)).map(([name, { shape }]) => [
    name,
    printShape(shape),
  ]);
  if (owner === null || params.length === 0) return null;
  const own = params.flat().join(" ");
  const others = owned.get(owner) ?? own;
  owned.set(owner, others);
  return own === others ? null : `its parameters are ${own}, and those of the same layer before ${others}.`;
}

/** `layer1.conv1, Conv2d 3×3, 16→8`; `Node 3, relux`. */
function titleOf({ nodes }: Graph, { op, attrs, inputs, module, owner }: Node, index: number): string {
  const path = owner ?? module;
  const where = path === "" ? `Node ${index}` : path;
  if (!isOp(op)) return `${where}, ${op}`;
  const shapes = inputs.map((input) => nodes[input]?.shape ?? []);
  return `${where}, ${findOp(op).title(attrs, shapes)}`;
}
