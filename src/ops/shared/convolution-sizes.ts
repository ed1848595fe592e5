import { type Attrs, type Dim, known } from "../../ir/index.ts";

/** A convolution over any number of axes, as far as its weights say. */
export interface ConvolutionSizes {
  readonly inChannels: number;
  readonly outChannels: number;
  readonly groups: number;
  readonly kernel: readonly number[];
}

/** The sizes of an op of the category "convolution" that keeps its weights, where all are numbers; else null. */
export function convolutionSizes(attrs: Attrs): ConvolutionSizes | null {
  if (!Array.isArray(attrs.kernelSize)) return null;
  const kernel = attrs.kernelSize.map((size) => known(size as Dim));
  const [inChannels, outChannels, groups] = [attrs.inChannels, attrs.outChannels, attrs.groups].map((size) =>
    size === undefined ? undefined : known(size as Dim),
  );
  if (inChannels === undefined || outChannels === undefined || groups === undefined) return null;
  if (!kernel.every((size) => size !== undefined)) return null;
  return { inChannels, outChannels, groups, kernel };
}
