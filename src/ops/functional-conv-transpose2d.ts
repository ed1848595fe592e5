import { multiply } from "../ir/index.ts";
import { convTranspose2d } from "./conv-transpose2d.ts";
import { notNegative, positive, sizes } from "./shared/attributes.ts";
import { functionalForm, type GivenNames, readWeight } from "./shared/functional-form.ts";
import type { TransposedAttrs } from "./shared/transposed-convolution.ts";

export type FunctionalConvTranspose2dAttrs = Pick<
  TransposedAttrs,
  "stride" | "padding" | "outputPadding" | "dilation" | "groups"
> & { readonly given: GivenNames };

/** `F.convTranspose2d`: a transposed convolution by a weight [in, out / groups, kh, kw] that is given, and a bias [out]. */
export const functionalConvTranspose2d = functionalForm<
  "functional-conv-transpose2d",
  FunctionalConvTranspose2dAttrs,
  TransposedAttrs
>({
  kind: "functional-conv-transpose2d",
  displayName: "convTranspose2d",
  summary: "Spreads every pixel over the output by filters that are given, as F.convTranspose2d does.",
  layer: convTranspose2d,
  rules: {
    stride: sizes(2, positive),
    padding: sizes(2, notNegative),
    outputPadding: sizes(2, notNegative),
    dilation: sizes(2, positive),
    groups: positive,
  },
  layerOf({ given, ...attrs }, _x, shapes) {
    const weight = readWeight(shapes, 4, "a weight [in, out / groups, kh, kw]");
    const [inChannels = 1, channels = 1, kh = 1, kw = 1] = weight.value;
    const outChannels = multiply(channels, attrs.groups);
    const sizes = { inChannels, outChannels, kernelSize: [kh, kw] as const };
    return { value: { ...sizes, ...attrs, bias: given.includes("bias") }, problems: weight.problems };
  },
  examples: [
    {
      name: "a 2×2 kernel at stride 2 doubles the size",
      attrs: plain({ stride: [2, 2] }),
      inputs: [[1, 8, 7, 7], [8, 4, 2, 2], [4]],
      output: [1, 4, 14, 14],
      parameters: 0,
      macs: 6_272,
    },
    {
      name: "groups, dilation and a row more at the end",
      attrs: plain({ stride: [2, 1], padding: [1, 0], outputPadding: [1, 0], dilation: [1, 2], groups: 2 }),
      inputs: [[2, 4, 5, 4], [4, 3, 3, 2], [6]],
      output: [2, 6, 10, 6],
      parameters: 0,
      macs: 2_880,
    },
    {
      name: "a row more than the stride, which the dilation allows, without a bias or a batch",
      attrs: plain({ outputPadding: [1, 1], dilation: [2, 2], given: ["weight"] }),
      inputs: [
        [3, 4, 4],
        [3, 2, 3, 3],
      ],
      output: [2, 9, 9],
      parameters: 0,
      macs: 864,
    },
    {
      name: "every pixel is spread over a place of its own where the stride is the kernel",
      attrs: plain({ stride: [2, 2], given: ["weight"] }),
      inputs: [
        [1, 1, 1, 2],
        [1, 1, 2, 2],
      ],
      output: [1, 1, 2, 4],
      parameters: 0,
      macs: 8,
      values: {
        inputs: [
          [1, 2],
          [1, 2, 3, 4],
        ],
        output: [1, 2, 2, 4, 3, 4, 6, 8],
      },
    },
  ],
});

/** Attributes with PyTorch's defaults. */
function plain(options: Partial<FunctionalConvTranspose2dAttrs> = {}): FunctionalConvTranspose2dAttrs {
  const defaults = {
    stride: [1, 1],
    padding: [0, 0],
    outputPadding: [0, 0],
    dilation: [1, 1],
    groups: 1,
  } as const;
  return { ...defaults, given: ["weight", "bias"], ...options };
}
