import { exportOnnx } from "../../src/interop/onnx/index.ts";
import { knownShape } from "../../src/ir/index.ts";
import { models, randn } from "../../src/nn/index.ts";
import { trace } from "../../src/nn/running/trace.ts";
import { compilePlan } from "../../src/runtime/index.ts";
import { testValues } from "../support/test-values.ts";
import type { BenchModel } from "./engine.ts";
import { tfliteOf } from "./peers/tflite.ts";

const nets: Readonly<Record<string, () => Parameters<typeof trace>[0]>> = {
  ResNet18: () => new models.ResNet18(),
  ResNet50: () => new models.ResNet50(),
  MobileNetV1: () => new models.MobileNetV1(),
  GoogLeNet: () => new models.GoogLeNet(),
  DenseNet121: () => new models.DenseNet121(),
  MobileNetV2: () => new models.MobileNetV2(),
  SqueezeNet11: () => new models.SqueezeNet11(),
  EfficientNetB0: () => new models.EfficientNetB0(),
  AlexNet: () => new models.AlexNet(),
  VGG16: () => new models.VGG16(),
};

export const modelNames = Object.keys(nets);

/** The nets that the race is about; the others only when asked for. */
export const usualModels = modelNames.filter((name) => name !== "AlexNet" && name !== "VGG16");

export function benchModel(name: string): BenchModel {
  const make = nets[name];
  if (make === undefined) throw new Error(`There is no net "${name}"; there are ${modelNames.join(", ")}.`);
  const graph = trace(make(), randn(1, 3, 224, 224));
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
  };
}
