import type { NormalizationLowering } from "../../ops/index.ts";
import type { OnnxTensor } from "./onnx-model.ts";
import { float, int, type Named, node, parameterName, type Translation, withBatch } from "./words.ts";

/** ONNX has one for the last axes; for channels in groups there is none before opset 18, but one for single channels. */
export function translateNormalization(named: Named, lowering: NormalizationLowering): Translation {
  const { over } = lowering;
  if (over.kind !== "groups") return ofLastAxes(named, lowering, over.count);
  if (over.channelAxis === 0)
    return withBatch(named, named.stage.shape.length - 1, (batched) =>
      ofGroups(batched, lowering, over.groups),
    );
  return ofGroups(named, lowering, over.groups);
}

function ofLastAxes(
  named: Named,
  { weight, bias, epsilon }: NormalizationLowering,
  count: number,
): Translation {
  const { stage, output, inputs } = named;
  const shape = stage.shape.slice(stage.shape.length - count);
  const ones = weight === null ? [filled(`${output}/scale`, shape, 1)] : [];
  const learned = [weight === null ? `${output}/scale` : parameterName(named, weight)];
  if (bias !== null) learned.push(parameterName(named, bias));
  const attributes = { axis: int(-count), epsilon: float(epsilon) };
  const nodes = [node("LayerNormalization", [inputs[0] ?? "", ...learned], output, attributes)];
  return { nodes, constants: ones };
}

/** A group is one channel on the way; 0 copies the batch's size, −1 is the rest. Then scale and shift by channel. */
function ofGroups(
  named: Named,
  { weight, bias, epsilon }: NormalizationLowering,
  groups: number,
): Translation {
  const { stage, output, inputs } = named;
  const [rank, channels] = [stage.shape.length, stage.shape[1] ?? 1];
  const constants: OnnxTensor[] = [
    { name: `${output}/groups`, shape: [3], data: [0, groups, -1] },
    filled(`${output}/scale`, [groups], 1),
    filled(`${output}/shift`, [groups], 0),
    { name: `${output}/sizes`, shape: [rank], data: [0, ...stage.shape.slice(1)] },
  ];
  const plain = [`${output}/grouped`, `${output}/scale`, `${output}/shift`];
  const steps = [
    node("Reshape", [inputs[0] ?? "", `${output}/groups`], `${output}/grouped`),
    node("InstanceNormalization", plain, `${output}/normal`, { epsilon: float(epsilon) }),
    node("Reshape", [`${output}/normal`, `${output}/sizes`], `${output}/normalized`),
  ];
  let last = `${output}/normalized`;
  for (const [op, name] of [["Mul", weight] as const, ["Add", bias] as const]) {
    if (name === null) continue;
    const shape = { name: `${output}/${name}/shape`, shape: [rank - 1], data: alongChannels(rank, channels) };
    constants.push(shape);
    steps.push(node("Reshape", [parameterName(named, name), shape.name], `${output}/${name}`));
    steps.push(node(op, [last, `${output}/${name}`], `${output}/${op}`));
    last = `${output}/${op}`;
  }
  return { nodes: [...steps, node("Identity", [last], output)], constants };
}

/** [C, 1, …], which broadcasts over everything behind the channels. */
function alongChannels(rank: number, channels: number): readonly number[] {
  return Array.from({ length: rank - 1 }, (_, axis) => (axis === 0 ? channels : 1));
}

function filled(name: string, shape: readonly number[], value: number): OnnxTensor {
  return { name, shape, data: new Float32Array(shape.reduce((a, b) => a * b, 1)).fill(value) };
}
