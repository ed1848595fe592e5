import { elementCount, product, unknownDim } from "../ir/index.ts";
import type { Concrete } from "./op.ts";
import { type DimPair, type Flag, flag, notNegative, pair, positive } from "./shared/attributes.ts";
import { defineOp } from "./shared/define-op.ts";
import {
  inferPooling,
  lowerPooling,
  type Place,
  poolReference,
  titlePooling,
  widePadding,
} from "./shared/pooling.ts";
import { required } from "./shared/reference.ts";
import { slidingField } from "./shared/sliding-window.ts";

export type AvgPool2dAttrs = {
  readonly kernelSize: DimPair;
  readonly stride: DimPair;
  /** Zeros around the input. */
  readonly padding: DimPair;
  /** Rounds the output size up; the last window still has to start inside the input or its leading padding. */
  readonly ceilMode: Flag;
  /** Whether the padding under a window counts in its divisor; what hangs over the padding never does. */
  readonly countIncludePad: Flag;
};

/** The mean under a sliding window; takes [N, C, H, W] or [C, H, W]. */
export const avgPool2d = defineOp<"avg-pool2d", AvgPool2dAttrs>({
  kind: "avg-pool2d",
  category: "pooling",
  displayName: "AvgPool2d",
  summary: "Takes the mean under a window that slides over height and width.",
  title: (attrs) => titlePooling("AvgPool2d", undilated(attrs)),
  rules: {
    kernelSize: pair(positive),
    stride: pair(positive),
    padding: pair(notNegative),
    ceilMode: flag,
    countIncludePad: flag,
  },
  check: (attrs) => widePadding(undilated(attrs)),
  infer: (attrs, inputs) => inferPooling(undilated(attrs), inputs),
  params: () => ({}),
  macs: () => 0,
  // Additions, one fewer than numbers under the window, and a division.
  elementwise: ({ kernelSize }, _inputs, output) => product([elementCount(output), ...kernelSize]),
  window: ({ kernelSize, stride }) => slidingField(kernelSize, stride, [1, 1]),
  reference: (attrs, inputs) =>
    poolReference(undilated(attrs), required(inputs[0]), (values, place) => {
      const sum = values.reduce((a, b) => a + b, 0);
      return sum / (attrs.countIncludePad ? paddedArea(attrs, place) : values.length);
    }),
  lower: (attrs) => lowerPooling(undilated(attrs), "average", attrs.countIncludePad),
  examples: [
    {
      name: "GoogLeNet's last pooling",
      attrs: plain(7, 1),
      inputs: [[1, 1024, 7, 7]],
      output: [1, 1024, 1, 1],
      parameters: 0,
      macs: 0,
    },
    {
      name: "the mean of each window",
      attrs: plain(2, 1),
      inputs: [[1, 1, 2, 3]],
      output: [1, 1, 1, 2],
      parameters: 0,
      macs: 0,
      values: { inputs: [[1, 2, 3, 4, 5, 6]], output: [3, 4] },
    },
    {
      name: "padding counts in the divisor",
      attrs: plain(2, 2, { padding: [1, 1] }),
      inputs: [[1, 1, 2, 2]],
      output: [1, 1, 2, 2],
      parameters: 0,
      macs: 0,
      values: { inputs: [[4, 8, 12, 16]], output: [1, 2, 3, 4] },
    },
    {
      name: "or it does not",
      attrs: plain(2, 2, { padding: [1, 1], countIncludePad: false }),
      inputs: [[1, 1, 2, 2]],
      output: [1, 1, 2, 2],
      parameters: 0,
      macs: 0,
      values: { inputs: [[4, 8, 12, 16]], output: [4, 8, 12, 16] },
    },
    {
      name: "what hangs over the end in ceil mode never counts",
      attrs: plain(2, 2, { ceilMode: true }),
      inputs: [[1, 1, 3, 3]],
      output: [1, 1, 2, 2],
      parameters: 0,
      macs: 0,
      values: { inputs: [[1, 2, 3, 4, 5, 6, 7, 8, 9]], output: [3, 4.5, 7.5, 9] },
    },
    {
      name: "rows are rounded up, columns are not, and padding counts",
      attrs: plain(3, 3, { kernelSize: [3, 1], padding: [1, 0], ceilMode: true }),
      inputs: [[1, 1, 3, 3]],
      output: [1, 1, 2, 1],
      parameters: 0,
      macs: 0,
      values: { inputs: [[3, 0, 0, 6, 0, 0, 8, 0, 0]], output: [3, 4] },
    },
    {
      name: "rows are rounded up, columns are not, and padding does not count",
      attrs: plain(3, 3, { kernelSize: [3, 1], padding: [1, 0], ceilMode: true, countIncludePad: false }),
      inputs: [[1, 1, 3, 3]],
      output: [1, 1, 2, 1],
      parameters: 0,
      macs: 0,
      values: { inputs: [[3, 0, 0, 6, 0, 0, 8, 0, 0]], output: [4.5, 8] },
    },
    {
      name: "a window larger than the input has no place",
      attrs: plain(7, 1),
      inputs: [[1, 8, 4, 4]],
      output: [
        1,
        8,
        unknownDim("the kernel is larger than its input"),
        unknownDim("the kernel is larger than its input"),
      ],
      parameters: 0,
      macs: 0,
      problems: ["kernel-exceeds-input"],
    },
  ],
  refusals: [
    {
      name: "padding wider than half the window",
      attrs: plain(2, 2, { padding: [0, 2] }),
      problem: "invalid-attribute",
      blames: "padding",
    },
  ],
});

function plain(k: number, stride: number, options: Partial<AvgPool2dAttrs> = {}): AvgPool2dAttrs {
  const defaults = { padding: [0, 0], ceilMode: false, countIncludePad: true } as const;
  return { kernelSize: [k, k], stride: [stride, stride], ...defaults, ...options };
}

function undilated<A extends AvgPool2dAttrs | Concrete<AvgPool2dAttrs>>(
  attrs: A,
): A & { dilation: readonly [1, 1] } {
  return { ...attrs, dilation: [1, 1] };
}

/** How much of a window lies on the input and its padding. */
function paddedArea({ kernelSize, padding }: Concrete<AvgPool2dAttrs>, place: Place): number {
  const rows = Math.min(place.top + kernelSize[0], place.height + padding[0]) - place.top;
  const columns = Math.min(place.left + kernelSize[1], place.width + padding[1]) - place.left;
  return rows * columns;
}
