import type { Checked } from "../../base/index.ts";
import { type Dim, multiply, type Shape } from "../../ir/index.ts";
import type { OpProblem } from "../op.ts";
import { notNegative, orWord, positive, sizes } from "./attributes.ts";
import type { ConvolutionAttrs } from "./convolution.ts";
import { type GivenNames, readWeight } from "./functional-form.ts";
import type { AxisCount } from "./spatial.ts";
import type { TransposedAttrs } from "./transposed-convolution.ts";

/* What convolutions by weights that are given, `F.conv1d` to `F.conv3d`, have in common. */

type WithGiven = { readonly given: GivenNames };

export type FunctionalConvolutionAttrs = Pick<
  ConvolutionAttrs,
  "stride" | "padding" | "dilation" | "groups"
> &
  WithGiven;

/** `kernel` is how the weight's last sizes are called: "kh, kw". */
export function functionalConvolution(axes: AxisCount, kernel: string) {
  return {
    rules: {
      stride: sizes(axes, positive),
      padding: orWord(sizes(axes, notNegative), "same", "valid"),
      dilation: sizes(axes, positive),
      groups: positive,
    },
    layerOf(
      { given, ...attrs }: FunctionalConvolutionAttrs,
      _x: Shape,
      shapes: Readonly<Record<string, Shape>>,
    ): Checked<ConvolutionAttrs, OpProblem> {
      const weight = readWeight(shapes, axes + 2, `a weight [out, in / groups, ${kernel}]`);
      const [outChannels = 1, channels = 1, ...kernelSize] = weight.value;
      const inChannels = multiply(channels, attrs.groups);
      const layer = { inChannels, outChannels, kernelSize, ...attrs, bias: given.includes("bias") };
      return { value: layer, problems: weight.problems };
    },
  };
}

export type FunctionalTransposedAttrs = Pick<
  TransposedAttrs,
  "stride" | "padding" | "outputPadding" | "dilation" | "groups"
> &
  WithGiven;

export function functionalTransposed(axes: AxisCount, kernel: string) {
  return {
    rules: {
      stride: sizes(axes, positive),
      padding: sizes(axes, notNegative),
      outputPadding: sizes(axes, notNegative),
      dilation: sizes(axes, positive),
      groups: positive,
    },
    layerOf(
      { given, ...attrs }: FunctionalTransposedAttrs,
      _x: Shape,
      shapes: Readonly<Record<string, Shape>>,
    ): Checked<TransposedAttrs, OpProblem> {
      const weight = readWeight(shapes, axes + 2, `a weight [in, out / groups, ${kernel}]`);
      const [inChannels = 1, channels = 1, ...kernelSize] = weight.value;
      const outChannels = multiply(channels, attrs.groups);
      const layer = { inChannels, outChannels, kernelSize, ...attrs, bias: given.includes("bias") };
      return { value: layer, problems: weight.problems };
    },
  };
}

/** Attributes with PyTorch's defaults. */
export function plainFunctional(
  axes: AxisCount,
  options: Partial<FunctionalConvolutionAttrs> = {},
): FunctionalConvolutionAttrs {
  const [ones, zeros] = [same(axes, 1), same(axes, 0)];
  return { stride: ones, padding: zeros, dilation: ones, groups: 1, given: ["weight", "bias"], ...options };
}

/** The same of a transposed one. */
export function plainTransposed(
  axes: AxisCount,
  options: Partial<FunctionalTransposedAttrs> = {},
): FunctionalTransposedAttrs {
  const { padding: _, ...plain } = plainFunctional(axes);
  return { ...plain, padding: same(axes, 0), outputPadding: same(axes, 0), ...options };
}

function same(axes: number, size: Dim): readonly Dim[] {
  return Array.from({ length: axes }, () => size);
}
