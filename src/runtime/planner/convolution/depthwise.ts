import { call, constant, type Draft } from "../draft.ts";
import { epilogueOf } from "../epilogue.ts";
import { imageOf, inLayout, outputValue } from "../values.ts";
import { biasOf, type Convolution, geometry, outputSize, weightsOf } from "./convolution.ts";

export function depthwise(draft: Draft, convolution: Convolution): string {
  const { stage, kernel } = convolution;
  const input = inLayout(draft, stage.inputs[0] ?? 0, "blocked");
  const { N, H, W, planes } = imageOf(input.shape);
  const args = {
    input: input.at,
    inputPlane: input.plane,
    inputHeight: H,
    inputWidth: W,
    ...outputSize(stage),
    ...geometry(convolution),
    weights: weightsOf(draft, convolution, planes * kernel[0] * kernel[1] * 32, { kind: "depthwise" }),
    bias: biasOf(draft, convolution),
    ...epilogueOf(stage.epilogue.activation),
    zeros: constant(draft, W * 32, { kind: "zeros" }),
    planeBegin: 0,
    planeEnd: planes,
  };
  const output = outputValue(draft, stage, "blocked");
  const advance = { input: input.image, output: output.image };
  const options = { count: N, advance, split: "plane" } as const;
  call(draft, "f32_depthwise", { ...args, output: output.at, outputPlane: output.plane }, options);
  return `depthwise ${kernel.join("×")}`;
}
