import type { AffineLowering } from "../../ops/index.ts";
import type { OnnxTensor } from "./onnx-model.ts";
import { float, type Named, node, parameterName, type Translation } from "./words.ts";

/** ONNX demands scale and shift: ones and zeros where the model has none. */
export function translateAffine(named: Named, lowering: AffineLowering): Translation {
  const channels = named.stage.shape[1] ?? 1;
  const filled = (name: string, value: number): OnnxTensor => ({
    name: `${named.output}/${name}`,
    shape: [channels],
    data: new Float32Array(channels).fill(value),
  });
  const constants = [
    ...(lowering.weight === null ? [filled("scale", 1)] : []),
    ...(lowering.bias === null ? [filled("shift", 0)] : []),
  ];
  const inputs = [
    named.inputs[0] ?? "",
    lowering.weight === null ? `${named.output}/scale` : parameterName(named, lowering.weight),
    lowering.bias === null ? `${named.output}/shift` : parameterName(named, lowering.bias),
    parameterName(named, lowering.mean),
    parameterName(named, lowering.variance),
  ];
  const attributes = { epsilon: float(lowering.epsilon) };
  return { nodes: [node("BatchNormalization", inputs, named.output, attributes)], constants };
}
