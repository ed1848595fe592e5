import { call, constant, type Draft, ownScratch } from "../draft.ts";
import { epilogueOf } from "../epilogue.ts";
import { imageOf, inLayout, outputValue } from "../values.ts";
import { biasOf, type Convolution, geometry, outputSize, stripOf, weightsOf } from "./convolution.ts";

/** Bytes of rows that are copied at a time: a fraction of the second cache. */
const stripBytes = 64 * 1024;

export function depthwise(draft: Draft, convolution: Convolution): string {
  const { stage, kernel } = convolution;
  const input = inLayout(draft, stage.inputs[0] ?? 0, "blocked");
  const { N, H, W, planes } = imageOf(input.shape);
  const { dilationWidth, kernelHeight, kernelWidth, ...square } = geometry(convolution);
  const args = {
    input: input.at,
    inputPlane: input.plane,
    inputHeight: H,
    inputWidth: W,
    ...outputSize(stage),
    ...square,
    weights: weightsOf(draft, convolution, planes * kernel[0] * kernel[1] * 32, { kind: "depthwise" }),
    bias: biasOf(draft, convolution),
    ...epilogueOf(stage.epilogue.activation),
    planeBegin: 0,
    planeEnd: planes,
  };
  const output = outputValue(draft, stage, "blocked");
  const full = { ...args, output: output.at, outputPlane: output.plane };
  const options = {
    count: N,
    advance: { input: input.image, output: output.image },
    split: "plane",
  } as const;
  if (slidesOverRows(convolution, W)) {
    call(draft, "f32_depthwise", { ...full, zeros: constant(draft, W * 32, { kind: "zeros" }) }, options);
  } else {
    const { chunk, bytes } = stripOf(convolution, 32, stripBytes);
    const work = ownScratch(draft, kernel[0] * kernel[1] * 4 + 16 + bytes);
    const strip = { dilationWidth, kernelHeight, kernelWidth, scratch: work.at, chunk };
    const own = { scratch: work.step };
    call(draft, "f32_depthwise_strip", { ...full, ...strip }, { ...options, own });
  }
  return `depthwise ${kernel.join("×")}`;
}

/** Whether the kernel of 3 × 3 fits, whose rows have at most one column of padding at either end. */
function slidesOverRows({ kernel, stride, padding, dilation, stage }: Convolution, width: number): boolean {
  if (kernel.join() !== "3,3" || dilation[1] !== 1 || padding.left > 1 || width < 2) return false;
  const end = (imageOf(stage.shape).W - 1) * stride[1] + 3 - padding.left;
  return stride[1] <= 2 && end <= width + 1;
}
