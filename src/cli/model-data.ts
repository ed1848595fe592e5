import { layerNodes, layerPath } from "../ide/index.ts";
import { type Dim, type Graph, type Node, printDim, type Shape } from "../ir/index.ts";
import type { WordedProblem } from "../protocol/index.ts";
import type { ChosenModel } from "./chosen-models.ts";
import type { CliHost } from "./host.ts";
import { problemData } from "./problem-lines.ts";
import { shownPath } from "./source-file.ts";

/** A model as `summary --json` prints it. Sizes and counts are numbers if they are known, else formulas. */
export interface ModelData {
  /** The variable and the class, `net · Net`, or the class alone. */
  readonly name: string;
  readonly variable: string | null;
  readonly class: string;
  readonly file: string;
  /** A shape; if the model takes several tensors, a list of shapes. */
  readonly input: ShapeData | readonly ShapeData[];
  readonly output: ShapeData | readonly ShapeData[];
  readonly parameters: SizeData;
  readonly buffers: SizeData;
  readonly macs: SizeData;
  readonly layers: readonly LayerData[];
  /** All problems of the file, because one problem may concern several models. */
  readonly problems: readonly WordedProblem[];
}

interface LayerData {
  readonly path: string;
  /** The op's kind: `conv2d`. */
  readonly op: string;
  /** The class of the module at the path. */
  readonly class: string | null;
  readonly input: ShapeData | readonly ShapeData[];
  readonly output: ShapeData;
  readonly parameters: SizeData;
  readonly macs: SizeData;
}

type SizeData = number | string;
type ShapeData = readonly SizeData[];

export function modelData(chosen: ChosenModel, host: CliHost): ModelData {
  const { view, model } = chosen;
  const { graph } = model;
  const { total } = view.report(model);
  return {
    name: model.name,
    variable: model.variable,
    class: model.className,
    file: shownPath(view.analysis.file, host),
    input: oneOrAll(shapesOf(graph, graph.inputs)),
    output: oneOrAll(shapesOf(graph, graph.outputs)),
    parameters: size(total.parameters),
    buffers: size(total.buffers),
    macs: size(total.macs),
    layers: layerNodes(graph).map((node) => layerData(chosen, node)),
    problems: problemData(view, host),
  };
}

function layerData({ view, model }: ChosenModel, node: Node): LayerData {
  const { graph } = model;
  const counts = view.report(model).nodes[node.id];
  if (counts === undefined) throw new Error(`The report has no node ${node.id}.`);
  const path = layerPath(node);
  return {
    path,
    op: node.op,
    class: graph.modules.find((module) => module.path === path)?.className ?? null,
    input: oneOrAll(shapesOf(graph, node.inputs)),
    output: shapeData(node.shape),
    parameters: size(counts.parameters),
    macs: size(counts.macs),
  };
}

function shapesOf(graph: Graph, ids: readonly number[]): readonly ShapeData[] {
  return ids.map((id) => shapeData(graph.nodes[id]?.shape ?? []));
}

function oneOrAll(shapes: readonly ShapeData[]): ShapeData | readonly ShapeData[] {
  const [only] = shapes;
  return shapes.length === 1 && only !== undefined ? only : shapes;
}

function shapeData(shape: Shape): ShapeData {
  return shape.map(size);
}

function size(dim: Dim): SizeData {
  return typeof dim === "number" ? dim : printDim(dim);
}
