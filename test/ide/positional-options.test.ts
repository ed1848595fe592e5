import assert from "node:assert/strict";
import { describe, it } from "mocha";
import { viewOf } from "./view-of.ts";

/**
 * The options of PyTorch's layers and functions in their order, as far as both libraries have them: what Python's
 * `inspect.signature` says of torch 1.13 (layers of tensors that are given by name there are left out).
 */
const orders: readonly (readonly [call: string, options: string])[] = [
  ...["", "Transpose"].flatMap((kind) =>
    [1, 2, 3].map((axes): readonly [string, string] => [
      `new nn.Conv${kind}${axes}d(3, 8, 3, 2)`,
      kind === ""
        ? "stride, padding, dilation, groups, bias, paddingMode"
        : "stride, padding, outputPadding, groups, bias, dilation",
    ]),
  ),
  ["new nn.LazyConv2d(8, 3, 2)", "stride, padding, dilation, groups, bias"],
  ["new nn.LazyConvTranspose2d(8, 3, 2)", "stride, padding, outputPadding, groups, bias, dilation"],
  ["new nn.MaxPool1d(3, 2)", "stride, padding, dilation, returnIndices, ceilMode"],
  ["new nn.MaxPool2d(3, 2)", "stride, padding, dilation, returnIndices, ceilMode"],
  ["new nn.MaxPool3d(3, 2)", "stride, padding, dilation, returnIndices, ceilMode"],
  ["new nn.AvgPool2d(3, 2)", "stride, padding, ceilMode, countIncludePad"],
  ["new nn.LPPool2d(2, 3, 2)(x)", "stride, ceilMode"],
  ["new nn.MaxUnpool2d(3, 2)", "stride, padding"],
  ["new nn.MultiheadAttention(8, 2, 0.1)", "dropout, bias, kdim, vdim, batchFirst"],
  ["new nn.BatchNorm2d(8, 1e-5)", "eps, momentum, affine, trackRunningStats"],
  ["new nn.LazyBatchNorm2d(1e-5)", "eps, momentum, affine, trackRunningStats"],
  ["new nn.InstanceNorm2d(8, 1e-5)", "eps, affine, trackRunningStats"],
  ["new nn.GroupNorm(2, 8, 1e-5)", "eps, affine"],
  ["new nn.LayerNorm(8, 1e-5)", "eps, elementwiseAffine"],
  ["new nn.RMSNorm(8, 1e-5)", "eps, elementwiseAffine"],
  ["new nn.LocalResponseNorm(5, 1e-4)", "alpha, beta, k"],
  ["new nn.Unfold(3, 2)", "dilation, padding, stride"],
  ["new nn.Fold(8, 3, 2)", "dilation, padding, stride"],
  ["new nn.Linear(3, 8, false)", "bias"],
  ["new nn.LazyLinear(8, false)", "bias"],
  ["F.maxPool2d(x, 3, 2)", "stride, padding, dilation, ceilMode, returnIndices"],
  ["F.avgPool2d(x, 3, 2)", "stride, padding, ceilMode, countIncludePad"],
  ["F.batchNorm(x, null, null, 2)", "weight, bias, training, momentum, eps"],
  ["F.instanceNorm(x, 2)", "runningMean, runningVar, weight, bias, useInputStats, eps"],
  ["F.groupNorm(x, 1, 2)", "weight, bias, eps"],
  ["F.layerNorm(x, 8, 2)", "weight, bias, eps"],
];

describe("options that are given one by one", () => {
  for (const [call, options] of orders) {
    it(`${call}: in PyTorch's order`, () => {
      const text = `import { F, nn, randn } from "cnn-blocks";\nconst x = randn(1, 3, 8, 8);\n${call};\n`;
      const data = viewOf(text).analysis.problems.flatMap((one) =>
        one.code === "not-options" ? [one.data.options.join(", ")] : [],
      );
      assert.deepEqual(data, [options]);
    });
  }
});
