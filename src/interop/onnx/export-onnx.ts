import { type Checked, faulty, ok } from "../../base/index.ts";
import { type Graph, type Node, type NodeId, printDim } from "../../ir/index.ts";
import { firstFault, lowerGraph, type Parameter, type Stage } from "../../passes/index.ts";
import { byteSize } from "../../words/index.ts";
import { withBatchOfOne } from "../symbolic-batch.ts";
import type { OnnxGraph, OnnxModel, OnnxNode, OnnxTensor, OnnxValue } from "./onnx-model.ts";
import { keepPadsBeforePools } from "./padded-pools.ts";
import { translate } from "./translate.ts";
import { node, type Translation } from "./words.ts";
import { writeOnnx } from "./write.ts";

/** Protocol buffers end below it. */
const largestFile = 2 ** 31;

/** Some room is left for everything but weights. */
const mostBytes = largestFile - 2 ** 24;

/** Opset 17: the last in which means take their axes as an attribute; every runtime since 2022 has it. */
const opset = 17;

export interface OnnxOptions {
  /** The numbers of a parameter, in PyTorch's layout, which is ONNX's too. */
  readonly read: (parameter: Parameter) => Float32Array;
  /** Nodes whose values are wanted besides the model's outputs. */
  readonly observe?: Iterable<NodeId>;
  /** Names for the graph's inputs, in order, instead of generated ones. */
  readonly inputNames?: readonly string[];
}

export interface OnnxProblem {
  readonly code: "unknown-shape" | "faulty-graph" | "not-in-onnx" | "too-large";
  readonly node: NodeId;
  readonly message: string;
}

/**
 * A graph as an .onnx file with its weights. Parameters keep their names; nodes are named by their module's path. A tensor of
 * one value that the model makes is written as a constant. A symbol for the batch stays one. Null where
 * ONNX has no words for a node.
 */
export function exportOnnx(graph: Graph, options: OnnxOptions): Checked<Uint8Array | null, OnnxProblem> {
  const fixed = withBatchOfOne(graph);
  if ("unknown" in fixed) {
    const message = "ONNX export needs sizes that are numbers; only the batch may be a symbol.";
    return faulty(null, { code: "unknown-shape", node: fixed.unknown.id, message });
  }
  const fault = firstFault(fixed.graph);
  if (fault !== undefined) return faulty(null, { code: "faulty-graph", ...fault });
  const large = firstTooLarge(fixed.graph);
  if (large !== undefined) {
    const message = `ONNX files hold at most ${byteSize(largestFile)}, but the model's weights are larger.`;
    return faulty(null, { code: "too-large", node: large, message });
  }
  const { value, problems } = onnxModel(graph, fixed.graph, options);
  return { value: value === null ? null : writeOnnx(value), problems };
}

/** The node whose weights, or own numbers, exceed what a file can hold; found before anything is allocated. */
function firstTooLarge(graph: Graph): NodeId | undefined {
  let bytes = 0;
  const counted = new Set<string>();
  const { stages } = lowerGraph(graph);
  const large = stages.find(({ value, lowering, shape, parameters }) => {
    const own = lowering.family === "source" && !graph.inputs.includes(value) ? [{ name: "", shape }] : [];
    for (const tensor of [...own, ...Object.values(parameters)]) {
      if (tensor.name !== "" && counted.has(tensor.name)) continue;
      counted.add(tensor.name);
      bytes += 4 * tensor.shape.reduce((product, size) => product * size, 1);
    }
    return bytes > mostBytes;
  });
  return large?.value;
}

/** `fixed` is the graph for one image; `graph` knows the sizes' names. */
function onnxModel(
  graph: Graph,
  fixed: Graph,
  { read, observe = [], inputNames = [] }: OnnxOptions,
): Checked<OnnxModel | null, OnnxProblem> {
  const { stages } = lowerGraph(fixed);
  const names = valueNames(graph, inputNames, stages);
  const given = inputsOf(graph, stages);
  const translated = stages.map((stage) =>
    given.includes(stage.value) ? nothing : translateStage(stage, stages, graph, names),
  );
  const missing = translated.indexOf(null);
  if (missing >= 0) {
    const message = `ONNX has no operator for ${graph.nodes[missing]?.op ?? "this node"} as it is used here.`;
    return faulty(null, { code: "not-in-onnx", node: missing, message });
  }
  const present = translated.filter((one) => one !== null);
  const onnxValue = (id: NodeId): OnnxValue => ({
    name: names[id] ?? "",
    shape: graph.nodes[id]?.shape.map((size) => (typeof size === "number" ? size : printDim(size))) ?? [],
  });
  const { values, copies } = outputsOf(graph.outputs, observe, onnxValue);
  const written: OnnxGraph = {
    name: graph.name,
    nodes: [...present.flatMap(({ nodes }) => nodes), ...copies],
    initializers: [...parameterTensors(stages, read), ...present.flatMap(({ constants }) => constants)],
    inputs: given.map(onnxValue),
    outputs: values,
  };
  return ok({ producer: "cnn-blocks", opset, graph: keepPadsBeforePools(written) });
}

/**
 * The model's outputs, place by place, and what is wanted besides. An output has one name in ONNX, so a tensor that stands at
 * several places is copied.
 */
function outputsOf(
  outputs: readonly NodeId[],
  observe: Iterable<NodeId>,
  onnxValue: (id: NodeId) => OnnxValue,
): { readonly values: readonly OnnxValue[]; readonly copies: readonly OnnxNode[] } {
  const copies: OnnxNode[] = [];
  const values = outputs.map((id, place) => {
    const value = onnxValue(id);
    if (outputs.indexOf(id) === place) return value;
    const name = `${value.name}/at${place}`;
    copies.push(node("Identity", [value.name], name));
    return { ...value, name };
  });
  const others = [...new Set(observe)].filter((id) => !outputs.includes(id));
  return { values: [...values, ...others.map(onnxValue)], copies };
}

/** An input keeps its made name where a parameter has the wanted one. */
function valueNames(
  graph: Graph,
  inputNames: readonly string[],
  stages: readonly Stage[],
): readonly string[] {
  const names = graph.nodes.map(valueName);
  const taken = new Set([
    ...names,
    ...stages.flatMap(({ parameters }) => Object.values(parameters).map(({ name }) => name)),
  ]);
  for (const [index, id] of graph.inputs.entries()) {
    const wanted = inputNames[index];
    if (wanted === undefined || taken.has(wanted)) continue;
    taken.add(wanted);
    names[id] = wanted;
  }
  return names;
}

/** What is handed in: the model's arguments, then noise that it makes, which a file of fixed numbers has no words for. */
function inputsOf(graph: Graph, stages: readonly Stage[]): readonly NodeId[] {
  const noise = stages.filter(({ lowering }) => lowering.family === "source" && "stream" in lowering.fill);
  return [...new Set([...graph.inputs, ...noise.map(({ value }) => value)])];
}

/** An input needs no words: it is named where it is read. */
const nothing: Translation = { nodes: [], constants: [] };

function translateStage(
  stage: Stage,
  stages: readonly Stage[],
  graph: Graph,
  names: readonly string[],
): Translation | null {
  const inputs = graph.nodes[stage.value]?.inputs ?? [];
  const named = {
    stage,
    inputs: inputs.map((id) => names[id] ?? ""),
    output: names[stage.value] ?? "",
    shapes: inputs.map((id) => stages[id]?.shape ?? []),
    sizes: graph.nodes[stage.value]?.shape ?? [],
  };
  return translate(named, stage.lowering);
}

/** Unique in the graph, and readable: the path of the layer, or of the module whose forward applied the op. */
export function valueName({ id, op, owner, module }: Node): string {
  const path = owner ?? module;
  return path === "" ? `${op}_${id}` : `${path}/${op}_${id}`;
}

/** Shared parameters are written once. */
function parameterTensors(stages: readonly Stage[], read: OnnxOptions["read"]): readonly OnnxTensor[] {
  const byName = new Map<string, Parameter>();
  for (const parameter of stages.flatMap(({ parameters }) => Object.values(parameters))) {
    byName.set(parameter.name, parameter);
  }
  return [...byName.values()].map((parameter) => ({
    name: parameter.name,
    shape: parameter.shape,
    data: read(parameter),
  }));
}
