import { type Checked, faulty, ok } from "../../base/index.ts";
import type { Graph, Node, NodeId } from "../../ir/index.ts";
import { firstUnknownShape, lowerGraph, type Parameter, type Stage } from "../../passes/index.ts";
import type { OnnxModel, OnnxTensor, OnnxValue } from "./onnx-model.ts";
import { translate } from "./translate.ts";
import { writeOnnx } from "./write.ts";

/** Opset 17: the last in which means take their axes as an attribute; every runtime since 2022 has it. */
const opset = 17;

export interface OnnxOptions {
  /** The numbers of a parameter, in PyTorch's layout, which is ONNX's too. */
  readonly read: (parameter: Parameter) => Float32Array;
  /** Nodes whose values are wanted besides the model's outputs. */
  readonly observe?: Iterable<NodeId>;
}

export interface OnnxProblem {
  readonly code: "unknown-shape" | "not-in-onnx";
  readonly node: NodeId;
  readonly message: string;
}

/**
 * A graph as an .onnx file with its weights. Parameters keep their names; nodes are named by their module's path.
 * Every source becomes an input. Null where ONNX has no words for a node.
 */
export function exportOnnx(graph: Graph, options: OnnxOptions): Checked<Uint8Array | null, OnnxProblem> {
  const unknown = firstUnknownShape(graph);
  if (unknown !== undefined) {
    return faulty(null, {
      code: "unknown-shape",
      node: unknown.id,
      message: "ONNX export needs sizes that are numbers.",
    });
  }
  const { value, problems } = onnxModel(graph, options);
  return { value: value === null ? null : writeOnnx(value), problems };
}

function onnxModel(
  graph: Graph,
  { read, observe = [] }: OnnxOptions,
): Checked<OnnxModel | null, OnnxProblem> {
  const names = graph.nodes.map(valueName);
  const { stages } = lowerGraph(graph);
  const translated = stages.map((stage) => translateStage(stage, stages, graph, names));
  const missing = translated.findIndex((one, id) => one === null && stages[id]?.lowering.family !== "source");
  if (missing >= 0) {
    const message = `ONNX has no words for ${graph.nodes[missing]?.op ?? "this node"} as it is used here.`;
    return faulty(null, { code: "not-in-onnx", node: missing, message });
  }
  const present = translated.filter((one) => one !== null);
  const onnxValue = (id: NodeId): OnnxValue => ({ name: names[id] ?? "", shape: stages[id]?.shape ?? [] });
  return ok({
    producer: "cnn-blocks",
    opset,
    graph: {
      name: graph.name,
      nodes: present.flatMap(({ nodes }) => nodes),
      initializers: [...parameterTensors(stages, read), ...present.flatMap(({ constants }) => constants)],
      inputs: stages
        .filter(({ lowering }) => lowering.family === "source")
        .map(({ value }) => onnxValue(value)),
      outputs: [...new Set([...graph.outputs, ...observe])].map(onnxValue),
    },
  });
}

function translateStage(stage: Stage, stages: readonly Stage[], graph: Graph, names: readonly string[]) {
  const inputs = graph.nodes[stage.value]?.inputs ?? [];
  const named = {
    stage,
    inputs: inputs.map((id) => names[id] ?? ""),
    output: names[stage.value] ?? "",
    shapes: inputs.map((id) => stages[id]?.shape ?? []),
  };
  return translate(named, stage.lowering);
}

/** Unique in the graph, and telling: the path of the layer, or of the module whose forward applied the op. */
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
