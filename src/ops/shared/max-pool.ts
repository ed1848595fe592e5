import { type Dim, elementCount, multiply, product, subtract } from "../../ir/index.ts";
import { type Flag, flag, notNegative, positive, sizes } from "./attributes.ts";
import type { OpSource } from "./define-op.ts";
import { inferPooling, lowerPooling, poolReference, titlePooling, widePadding } from "./pooling.ts";
import { required } from "./reference.ts";
import { slidingField } from "./sliding-window.ts";
import { type AxisCount, axisWords, type Sizes, same } from "./spatial.ts";

export type MaxPoolAttrs = {
  readonly kernelSize: Sizes;
  readonly stride: Sizes;
  /** Around the input, never chosen: it counts as −∞. */
  readonly padding: Sizes;
  readonly dilation: Sizes;
  /** Rounds the output size up; the last window still has to start inside the input or its leading padding. */
  readonly ceilMode: Flag;
};

/** The largest number under a window that slides over one, two or three axes; with or without a batch. */
export function maxPool<K extends string>(
  kind: K,
  displayName: string,
  axes: AxisCount,
): Omit<OpSource<K, MaxPoolAttrs>, "examples"> {
  return {
    kind,
    category: "pooling",
    displayName,
    summary: `Keeps the largest number under a window that slides over ${axisWords[axes]}.`,
    title: (attrs) => titlePooling(displayName, attrs),
    rules: {
      kernelSize: sizes(axes, positive),
      stride: sizes(axes, positive),
      padding: sizes(axes, notNegative),
      dilation: sizes(axes, positive),
      ceilMode: flag,
    },
    check: widePadding,
    infer: inferPooling,
    params: () => ({}),
    macs: () => 0,
    // Comparisons: one fewer than numbers under the window.
    elementwise: ({ kernelSize }, _inputs, output) =>
      multiply(elementCount(output), subtract(product(kernelSize), 1)),
    window: ({ kernelSize, stride, dilation }) => slidingField(kernelSize, stride, dilation),
    reference: (attrs, inputs) =>
      poolReference(attrs, required(inputs[0]), (values) =>
        values.reduce((a, b) => Math.max(a, b), Number.NEGATIVE_INFINITY),
      ),
    lower: (attrs, inputs) => lowerPooling(attrs, inputs, "max", false),
  };
}

/** Attributes with PyTorch's defaults and the same window along all axes, for examples. */
export function plainMaxPool(
  axes: AxisCount,
  k: Dim,
  stride: Dim,
  options: Partial<MaxPoolAttrs> = {},
): MaxPoolAttrs {
  const window = { kernelSize: same(axes, k), stride: same(axes, stride), padding: same(axes, 0) };
  return { ...window, dilation: same(axes, 1), ceilMode: false, ...options };
}
