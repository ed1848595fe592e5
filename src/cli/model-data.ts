import { layerNodes, layerPath } from "../ide/index.ts";
import {
  type Counts,
  type Dim,
  type Graph,
  type Node,
  printDim,
  type Report,
  type Shape,
  type UnknownPart,
} from "../ir/index.ts";
import type { WordedProblem } from "../protocol/index.ts";
import { gapsIn, peakWords, totalWords } from "../words/index.ts";
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
  /** What forward calls its inputs; empty where the library has the forward. */
  readonly inputNames: readonly string[];
  /** What the object that forward returns calls its outputs; empty for one tensor or a list. */
  readonly outputNames: readonly string[];
  readonly output: ShapeData | readonly ShapeData[] | "unknown";
  /** `fits where H and W are multiples of 16`; null unless sizes are only named and not all of them fit. */
  readonly conditions: string | null;
  readonly parameters: SizeData;
  /** How many of the parameters have `requiresGrad` false. */
  readonly fixedParameters: SizeData;
  readonly buffers: SizeData;
  readonly macs: SizeData;
  readonly layers: readonly LayerData[];
  /** Layers that the call does not reach. Their parameters count. */
  readonly unused: readonly UnusedData[];
  /** What the totals lack. A total that lacks something is a text: "at least 211". */
  readonly unknown: readonly UnknownData[];
  /** All problems of the file, because one problem may concern several models. */
  readonly problems: readonly WordedProblem[];
}

interface UnusedData {
  readonly path: string;
  readonly op: string;
  readonly class: string;
  readonly parameters: SizeData;
}

interface UnknownData {
  /** The module that it is about; null where it is about none. */
  readonly path: string | null;
  readonly kind: UnknownPart["kind"];
  readonly reason: string;
  readonly line: number | null;
  /** Which totals lack it. */
  readonly lacks: readonly string[];
}

interface LayerData {
  readonly path: string;
  /** The op's kind: `conv2d`. */
  readonly op: string;
  /** Whether a condition decides if it is applied, or an unknown count how often; absent where it certainly is, once. */
  readonly certainty?: "conditional" | "repeated";
  /** The class of the module at the path. */
  readonly class: string | null;
  readonly input: ShapeData | readonly ShapeData[];
  readonly output: ShapeData;
  readonly parameters: SizeData;
  /** Absent where none is fixed. */
  readonly fixedParameters?: SizeData;
  readonly macs: SizeData;
}

type SizeData = number | string;
type ShapeData = readonly SizeData[];

export function modelData(chosen: ChosenModel, host: CliHost): ModelData {
  const { view, model } = chosen;
  const { graph } = model;
  const report = view.report(model);
  const total = (name: keyof Counts) => totalData(report, name);
  return {
    name: model.name,
    variable: model.variable,
    class: model.className,
    file: shownPath(view.analysis.file, host),
    input: oneOrAll(shapesOf(graph, graph.inputs)),
    inputNames: model.inputNames,
    outputNames: model.outputNames,
    output: graph.outputs.length === 0 ? "unknown" : oneOrAll(shapesOf(graph, graph.outputs)),
    conditions: view.conditions(model),
    parameters: total("parameters"),
    fixedParameters: total("fixedParameters"),
    buffers: total("buffers"),
    macs: total("macs"),
    layers: layerNodes(graph).map((node) => layerData(chosen, node)),
    unused: graph.unused.map(({ path, op, className }, index) => {
      const parameters = sizeData(report.unused[index]?.parameters ?? 0);
      return { path, op, class: className, parameters };
    }),
    unknown: report.gaps.map(({ path, kind, reason, because, lacks }) => {
      const line = because === null ? null : view.lineOf(because);
      return { path, kind, reason, line, lacks };
    }),
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
    parameters: sizeData(counts.parameters),
    ...(counts.fixedParameters === 0 ? {} : { fixedParameters: sizeData(counts.fixedParameters) }),
    macs: sizeData(counts.macs),
    ...certaintyOf(graph, node),
  };
}

function certaintyOf({ unknowns }: Graph, { unknown }: Node): Pick<LayerData, "certainty"> {
  const part = unknown === undefined ? undefined : unknowns[unknown];
  if (part === undefined) return {};
  return { certainty: part.kind === "count" ? "repeated" : "conditional" };
}

function shapesOf(graph: Graph, ids: readonly number[]): readonly ShapeData[] {
  return ids.map((id) => shapeData(graph.nodes[id]?.shape ?? []));
}

function oneOrAll(shapes: readonly ShapeData[]): ShapeData | readonly ShapeData[] {
  const [only] = shapes;
  return shapes.length === 1 && only !== undefined ? only : shapes;
}

function shapeData(shape: Shape): ShapeData {
  return shape.map(sizeData);
}

/** A total, or the text "at least 211" where it lacks something. */
export function totalData(report: Pick<Report, "total" | "gaps">, name: keyof Counts): SizeData {
  return gapsIn(report, name).length === 0
    ? sizeData(report.total[name])
    : totalWords(report, name, (count) => String(sizeData(count)));
}

/** The peak of activation memory, in the same form. */
export function peakData(report: Pick<Report, "peakActivationBytes" | "gaps">): SizeData {
  return gapsIn(report, "activationBytes").length === 0
    ? sizeData(report.peakActivationBytes)
    : peakWords(report, (bytes) => String(sizeData(bytes)));
}

export function sizeData(dim: Dim): SizeData {
  return typeof dim === "number" ? dim : printDim(dim);
}
