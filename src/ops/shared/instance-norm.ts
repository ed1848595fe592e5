import { type Dim, differs, product } from "../../ir/index.ts";
import { type Flag, finite, flag, positive } from "./attributes.ts";
import type { OpSource } from "./define-op.ts";
import { channelMismatch, readOnly, wrongPlaces } from "./inputs.ts";
import { learnedNames, normalizationCost, normalized, scaleAndShift } from "./normalize.ts";
import { at, required } from "./reference.ts";
import { type AxisCount, layoutWords } from "./spatial.ts";
import { printed, titleOf } from "./words.ts";

export type InstanceNormAttrs = {
  readonly numFeatures: Dim;
  readonly epsilon: Dim;
  readonly affine: Flag;
};

/**
 * Instance normalisation (Ulyanov, Vedaldi & Lempitsky 2016) over the axes behind the channels, without running
 * statistics; with or without a batch. Where γ and β are not learned, any number of channels passes, as in PyTorch.
 */
export function instanceNorm<K extends string>(
  kind: K,
  displayName: string,
  axes: AxisCount,
): Omit<OpSource<K, InstanceNormAttrs>, "examples"> {
  return {
    kind,
    category: "normalization",
    displayName,
    summary: `Shifts and scales each channel of each ${axes === 1 ? "signal" : axes === 2 ? "image" : "volume"} to mean 0 and variance 1.`,
    title: ({ numFeatures }) => titleOf(displayName, printed(numFeatures)),
    rules: { numFeatures: positive, epsilon: finite, affine: flag },
    infer({ numFeatures, affine }, inputs) {
      const { value: shape, problems } = readOnly(inputs);
      if (problems.length > 0) return { value: shape, problems };
      const axis = shape.length - axes - 1;
      const channels = shape[axis];
      if (channels === undefined || axis > 1)
        return { value: shape, problems: [wrongPlaces(axes, layoutWords[axes], shape)] };
      if (affine !== true || !differs(channels, numFeatures)) return { value: shape, problems };
      const wrong = channelMismatch("numFeatures", numFeatures, channels);
      return { value: shape.with(axis, numFeatures), problems: [wrong] };
    },
    params: ({ numFeatures, affine }) => scaleAndShift(affine, [numFeatures]),
    macs: () => 0,
    elementwise: ({ affine }, _inputs, output) => normalizationCost(affine, output),
    centresChannels: true,
    window: (_attrs, [shape = []]) => ({
      kind: "mixed",
      axes: Array.from({ length: axes }, (_, axis) => shape.length - axes + axis),
      keepsPlace: true,
    }),
    reference({ epsilon }, inputs, params) {
      const x = required(inputs[0]);
      const count = Number(product(x.shape.slice(-axes)));
      const C = at(x.shape, x.shape.length - axes - 1);
      return normalized(x, count, epsilon, params, (offset) => Math.floor(offset / count) % C);
    },
    lower({ epsilon, affine }, [shape = []]) {
      const channelAxis = shape.length - axes - 1;
      const over = { kind: "groups", groups: at(shape, channelAxis), channelAxis } as const;
      return { family: "normalization", over, ...learnedNames(affine), epsilon };
    },
    refusals: [
      {
        name: "no channels",
        attrs: plainInstanceNorm(0),
        problem: "invalid-attribute",
        blames: "numFeatures",
      },
    ],
  };
}

/** Attributes with PyTorch's defaults. */
export function plainInstanceNorm(numFeatures: Dim): InstanceNormAttrs {
  return { numFeatures, epsilon: 1e-5, affine: false };
}
