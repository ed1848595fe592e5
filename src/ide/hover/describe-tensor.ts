import type { Model, NodeReference, TensorFact } from "../../analyzer/index.ts";
import {
  elementCount,
  multiply,
  type Node,
  printDim,
  printShape,
  printShapeShort,
  type ReceptiveField,
  type Shape,
} from "../../ir/index.ts";
import { byteSize, namedSizes } from "../../words/index.ts";
import { distinctShapes } from "../view/distinct-shapes.ts";
import { nodeTitle } from "../view/node-title.ts";
import type { View } from "../view/view.ts";
import { openSizeWords } from "./describe-open-sizes.ts";
import { assumedNote, code, lines } from "./markdown.ts";

const bytesPerNumber = 4;

/** Shape, sizes by name, memory, and the op that made it with its receptive field. */
export function describeTensor(view: View, facts: readonly TensorFact[], name: string | null): string | null {
  const shapes = distinctShapes(facts.map(({ shape }) => shape));
  const [shape] = shapes;
  const [fact] = facts;
  if (shape === undefined || fact === undefined) return null;
  if (shapes.length > 1) return severalShapes(view, facts, shapes, name);
  return lines(
    `${name === null ? "" : `**${code(name)}** `}${code(printShape(shape))}`,
    [namedSizes(shape), `float32, ${memoryOf(shape)}`].filter((part) => part !== null).join(" · "),
    originOf(view, facts),
    openSizeWords(view, shapes),
    noteOnInput(view, facts),
  );
}

/** A forward that runs for several instances: each shape with the place it came from. */
function severalShapes(
  view: View,
  facts: readonly TensorFact[],
  shapes: readonly Shape[],
  name: string | null,
): string {
  const rows = shapes.map((shape) => {
    const nodes = facts
      .filter((fact) => printShape(fact.shape) === printShape(shape))
      .flatMap((fact) => fact.nodes);
    const paths = [...new Set(nodes.map((reference) => nodeOf(view, reference).module))].filter(
      (path) => path !== "",
    );
    const where =
      paths.length === 0 ? "" : ` ${paths.slice(0, 3).map(code).join(", ")}${paths.length > 3 ? " …" : ""}`;
    return `- ${code(printShape(shape))} ${memoryOf(shape)}${where}`;
  });
  const heading = `${name === null ? "" : `**${code(name)}** `}has ${shapes.length} shapes, one for each instance or call:`;
  return [heading, "", ...rows, "", openSizeWords(view, shapes), noteOnInput(view, facts)]
    .filter((part) => part !== null)
    .join("\n");
}

function originOf(view: View, facts: readonly TensorFact[]): string | null {
  const references = facts.flatMap(({ nodes }) => nodes);
  // One model's output may be another's input. Prefer the node that made it, because it says more.
  const made = references.find((one) => nodeOf(view, one).inputs.length > 0);
  const reference = made ?? references[0];
  if (reference === undefined) return null;
  const model = view.model(reference.model);
  const node = nodeOf(view, reference);
  if (model.graph.inputs.includes(node.id)) return `input of ${model.name}`;
  const field = view.report(model).nodes[node.id]?.receptiveField ?? null;
  const path = node.owner ?? node.module;
  const from = `from ${nodeTitle(model.graph, node)}${path === "" ? "" : ` in ${code(path)}`}`;
  return [from, field === null ? null : fieldWords(field)].filter((part) => part !== null).join(" · ");
}

/** `receptive field 7×7, stride 2×2` */
export function fieldWords({ size, jump }: ReceptiveField): string {
  return `receptive field ${size.map(printDim).join("×")}, stride ${jump.map(printDim).join("×")}`;
}

function noteOnInput(view: View, facts: readonly TensorFact[]): string | null {
  const models = facts.flatMap(({ nodes }) => nodes).map((reference) => view.model(reference.model));
  const assumed = models.find((model) => model.inputFrom === "assumed" && !model.symbolic);
  return assumed === undefined ? null : assumedNote(inputsOf(assumed));
}

function inputsOf({ graph }: Model): string {
  return graph.inputs.map((id) => printShapeShort(graph.nodes[id]?.shape ?? [])).join(", ");
}

function nodeOf(view: View, { model, node }: NodeReference): Node {
  const found = view.model(model).graph.nodes[node];
  if (found === undefined) throw new Error(`A fact names node ${node}, which ${model} does not have.`);
  return found;
}

function memoryOf(shape: Shape): string {
  return byteSize(multiply(elementCount(shape), bytesPerNumber));
}
