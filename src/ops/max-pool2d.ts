import { add, elementCount, floorDivide, multiply, product, subtract, symbol } from "../ir/index.ts";
import { type DimPair, type Flag, flag, notNegative, pair, positive } from "./shared/attributes.ts";
import { defineOp } from "./shared/define-op.ts";
import { inferPooling, lowerPooling, poolReference, titlePooling, widePadding } from "./shared/pooling.ts";
import { required } from "./shared/reference.ts";
import { slidingField } from "./shared/sliding-window.ts";

export type MaxPool2dAttrs = {
  readonly kernelSize: DimPair;
  readonly stride: DimPair;
  /** Around the input, never chosen: it counts as −∞. */
  readonly padding: DimPair;
  readonly dilation: DimPair;
  /** Rounds the output size up; the last window still has to start inside the input or its leading padding. */
  readonly ceilMode: Flag;
};

/** The largest number under a sliding window; takes [N, C, H, W] or [C, H, W]. */
export const maxPool2d = defineOp<"max-pool2d", MaxPool2dAttrs>({
  kind: "max-pool2d",
  category: "pooling",
  displayName: "MaxPool2d",
  summary: "Keeps the largest number under a window that slides over height and width.",
  title: (attrs) => titlePooling("MaxPool2d", attrs),
  rules: {
    kernelSize: pair(positive),
    stride: pair(positive),
    padding: pair(notNegative),
    dilation: pair(positive),
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
  lower: (attrs) => lowerPooling(attrs, "max", false),
  examples: [
    {
      name: "2×2 at stride 2 halves the size",
      attrs: plain(2, 2),
      inputs: [[1, 64, 224, 224]],
      output: [1, 64, 112, 112],
      parameters: 0,
      macs: 0,
    },
    {
      name: "ResNet's 3×3 at stride 2 with padding 1",
      attrs: plain(3, 2, { padding: [1, 1] }),
      inputs: [[1, 64, 112, 112]],
      output: [1, 64, 56, 56],
      parameters: 0,
      macs: 0,
    },
    {
      name: "the largest of each window",
      attrs: plain(2, 1),
      inputs: [[1, 1, 3, 3]],
      output: [1, 1, 2, 2],
      parameters: 0,
      macs: 0,
      values: { inputs: [[1, -5, 2, 0, 3, 9, -1, -2, -3]], output: [3, 9, 3, 9] },
    },
    {
      name: "padding is never chosen, even among negative numbers",
      attrs: plain(3, 2, { padding: [1, 1] }),
      inputs: [[1, 1, 2, 2]],
      output: [1, 1, 1, 1],
      parameters: 0,
      macs: 0,
      values: { inputs: [[-4, -3, -2, -7]], output: [-2] },
    },
    {
      name: "GoogLeNet rounds 112 up to 56",
      attrs: plain(3, 2, { ceilMode: true }),
      inputs: [[1, 64, 112, 112]],
      output: [1, 64, 56, 56],
      parameters: 0,
      macs: 0,
    },
    {
      name: "rounding up lets the last window hang over the end",
      attrs: plain(2, 2, { ceilMode: true }),
      inputs: [[1, 1, 3, 3]],
      output: [1, 1, 2, 2],
      parameters: 0,
      macs: 0,
      values: { inputs: [[1, 2, 3, 4, 5, 6, 7, 8, 9]], output: [5, 6, 8, 9] },
    },
    {
      name: "a map narrower than its window, rounded up to one",
      attrs: plain(2, 2, { ceilMode: true }),
      inputs: [[1, 1, 3, 1]],
      output: [1, 1, 2, 1],
      parameters: 0,
      macs: 0,
      values: { inputs: [[-3, -1, -2]], output: [-1, -2] },
    },
    {
      name: "rows are rounded up, columns are not: a window would start behind the last",
      attrs: plain(3, 3, { kernelSize: [3, 1], ceilMode: true }),
      inputs: [[1, 1, 4, 3]],
      output: [1, 1, 2, 1],
      parameters: 0,
      macs: 0,
      values: { inputs: [[-9, 1, 2, -8, 3, 4, -7, 5, 6, -6, 7, 8]], output: [-7, -6] },
    },
    {
      name: "but no window starts in the trailing padding",
      attrs: plain(2, 3, { padding: [1, 1], ceilMode: true }),
      inputs: [[1, 1, 5, 5]],
      output: [1, 1, 2, 2],
      parameters: 0,
      macs: 0,
    },
    {
      name: "dilation skips elements",
      attrs: plain(2, 1, { dilation: [2, 2] }),
      inputs: [[1, 1, 3, 3]],
      output: [1, 1, 1, 1],
      parameters: 0,
      macs: 0,
      values: { inputs: [[1, 20, 2, 30, 40, 50, 3, 60, 4]], output: [4] },
    },
    {
      name: "a symbolic size stays a formula",
      attrs: plain(3, 2, { padding: [1, 1] }),
      inputs: [[symbol("N"), 64, symbol("H"), 8]],
      output: [symbol("N"), 64, add(floorDivide(subtract(symbol("H"), 1), 2), 1), 4],
      parameters: 0,
      macs: 0,
    },
  ],
  refusals: [
    {
      name: "padding wider than half the kernel",
      attrs: plain(3, 2, { padding: [2, 2] }),
      problem: "invalid-attribute",
      blames: "padding",
    },
    { name: "no stride", attrs: plain(2, 0), problem: "invalid-attribute", blames: "stride" },
  ],
});

function plain(k: number, stride: number, options: Partial<MaxPool2dAttrs> = {}): MaxPool2dAttrs {
  const defaults = { padding: [0, 0], dilation: [1, 1], ceilMode: false } as const;
  return { kernelSize: [k, k], stride: [stride, stride], ...defaults, ...options };
}
