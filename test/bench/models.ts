import { exportOnnx } from "../../src/interop/onnx/index.ts";
import { type Graph, knownShape } from "../../src/ir/index.ts";
import { models, randn } from "../../src/nn/index.ts";
import { trace } from "../../src/nn/running/trace.ts";
import { compilePlan } from "../../src/runtime/index.ts";
import { testValues } from "../support/test-values.ts";
import type { BenchModel } from "./engine.ts";
import { foldedProgram } from "./peers/folded.ts";
import { ordersOf } from "./peers/order.ts";
import { tfliteOf } from "./peers/tflite.ts";

/** A net and the shape of the input that it is raced on. */
interface Net {
  readonly make: () => Parameters<typeof trace>[0];
  readonly size: number;
}

const nets: Readonly<Record<string, Net>> = {
  ResNet18: { make: () => new models.ResNet18(), size: 224 },
  ResNet50: { make: () => new models.ResNet50(), size: 224 },
  MobileNetV1: { make: () => new models.MobileNetV1(), size: 224 },
  GoogLeNet: { make: () => new models.GoogLeNet(), size: 224 },
  DenseNet121: { make: () => new models.DenseNet121(), size: 224 },
  MobileNetV2: { make: () => new models.MobileNetV2(), size: 224 },
  SqueezeNet11: { make: () => new models.SqueezeNet11(), size: 224 },
  EfficientNetB0: { make: () => new models.EfficientNetB0(), size: 224 },
  ConvNeXtTiny: { make: () => models.convnext("convnext_tiny"), size: 224 },
  MobileNetV3Large: { make: () => models.mobilenetV3("mobilenet_v3_large"), size: 224 },
  RegNetY400MF: { make: () => models.regnet("regnet_y_400mf"), size: 224 },
  YOLOv5s: { make: () => new models.YOLOv5s(), size: 640 },
  UNet: { make: () => new models.UNet(), size: 256 },
  AlexNet: { make: () => new models.AlexNet(), size: 224 },
  VGG16: { make: () => new models.VGG16(), size: 224 },
};

export const modelNames = Object.keys(nets);

/** The nets that the race is about; the others only when asked for. */
export const usualModels = modelNames.filter((name) => name !== "AlexNet" && name !== "VGG16");

export function benchModel(name: string): BenchModel {
  const net = nets[name];
  if (net === undefined) throw new Error(`There is no net "${name}"; there are ${modelNames.join(", ")}.`);
  const graph = trace(net.make(), randn(1, 3, net.size, net.size));
  const { value: onnx, problems } = exportOnnx(graph, { read: testValues });
  const { value: plan } = compilePlan(graph);
  if (onnx === null || plan === null) throw new Error(problems[0]?.message ?? "No plan.");
  const inputShape = knownShape(graph.nodes[graph.inputs[0] ?? 0]?.shape ?? []) ?? [];
  return {
    name,
    inputShape,
    macs: plan.steps.reduce((sum, { macs }) => sum + macs, 0),
    graph,
    onnx: new Uint8Array(onnx),
    tflite: tfliteOf(graph, testValues),
    output: outputOf(graph),
  };
}

function outputOf(graph: Graph): BenchModel["output"] {
  const [id = 0] = graph.outputs;
  const shape = knownShape(graph.nodes[id]?.shape ?? []) ?? [];
  return { shape, order: ordersOf(foldedProgram(graph)).get(id) ?? [] };
}
