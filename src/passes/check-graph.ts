import { type Graph, type Node, printShape, type Shape, shapesDiffer } from "../ir/index.ts";
import { findOp, isOp, opSentence } from "../ops/index.ts";
import { formFault, type GraphFault } from "./check-form.ts";
import { parameterName } from "./program.ts";

/**
 * The first invalid node: a field of the wrong type, an unknown op, inputs that do not come before it,
 * attributes or inputs that its op refuses, or a shape that does not follow from them. Kernels rely on all of this.
 */
export function firstFault(graph: Graph): GraphFault | undefined {
  const ill = formFault(graph);
  if (ill !== undefined) return ill;
  const owned = new Map<string, Shape>();
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

/** Nodes with one owner share its parameters, so those of one name are alike. */
function sharingFault({ op, attrs, owner }: Node, owned: Map<string, Shape>): string | null {
  if (owner === null) return null;
  for (const [name, { shape }] of Object.entries(findOp(op).params(attrs))) {
    const fullName = parameterName(owner, name);
    const other = owned.get(fullName) ?? shape;
    owned.set(fullName, other);
    if (printShape(other) !== printShape(shape))
      return `its ${fullName} is ${printShape(shape)}, and elsewhere ${printShape(other)}.`;
  }
  return null;
}

/** `layer1.conv1, Conv2d 3×3, 16→8`; `Node 3, relux`. */
function titleOf({ nodes }: Graph, { op, attrs, inputs, module, owner }: Node, index: number): string {
  const path = owner ?? module;
  const where = path === "" ? `Node ${index}` : path;
  if (!isOp(op)) return `${where}, ${op}`;
  const shapes = inputs.map((input) => nodes[input]?.shape ?? []);
  return `${where}, ${findOp(op).title(attrs, shapes)}`;
}
