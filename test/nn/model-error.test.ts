import assert from "node:assert/strict";
import { describe, it } from "mocha";
import { cat, F, ModelError, nn, randn } from "../../src/nn/index.ts";

const image = randn(1, 3, 32, 32);

const rows: readonly { code: string; run: () => unknown; message: string }[] = [
  {
    code: "channel-mismatch",
    run: () => new nn.Conv2d(16, 8, 3)(image),
    message: "Conv2d expects 16 channels, but the input has 3 (1×3×32×32). It happened in Conv2d 3×3, 16→8.",
  },
  {
    code: "channel-mismatch",
    run: () => new nn.Sequential(new nn.ReLU(), new nn.ResidualBlock(16, 16))(image),
    message:
      "Conv2d expects 16 channels, but the input has 3 (1×3×32×32)." +
      " It happened in Conv2d 3×3, 16→16, at 1.conv1, inside Sequential > ResidualBlock.",
  },
  {
    code: "feature-mismatch",
    run: () => new nn.Linear(10, 2)(randn(1, 11)),
    message:
      "Linear expects 10 features, but the last axis of the input has 11 (1×11). It happened in Linear 10→2.",
  },
  {
    code: "shape-mismatch",
    run: () => image.add(randn(1, 3, 16, 16)),
    message:
      "add cannot combine 1×3×32×32 with 1×3×16×16: on each axis the sizes must be equal, or one of them 1.",
  },
  {
    code: "concat-mismatch",
    run: () => cat([image, randn(1, 3, 32, 16)], 1),
    message:
      "cat needs equal sizes on axis 3, but 1×3×32×32 has 32 and 1×3×32×16 has 16. It happened in cat dim 1.",
  },
  {
    code: "kernel-exceeds-input",
    run: () => F.maxPool2d(randn(1, 3, 4, 9), 5),
    message:
      "The kernel of MaxPool2d covers 5 pixels of height, but the padded input has only 4 (1×3×4×9)." +
      " It happened in MaxPool2d 5×5, stride 5.",
  },
  {
    code: "wrong-rank",
    run: () => new nn.Conv2d(3, 6, 3)(randn(1, 3)),
    message:
      "Conv2d expects [N, C, H, W] or [C, H, W], but the input has the shape [1, 3]." +
      " It happened in Conv2d 3×3, 3→6.",
  },
  {
    code: "invalid-axis",
    run: () => randn(2, 3).softmax(2),
    message: "Softmax works on axis 2, but the input has only 2 axes (2×3). It happened in Softmax dim 2.",
  },
  {
    code: "reshape-mismatch",
    run: () => randn(2, 3).reshape(4, 2),
    message: "reshape cannot turn 2×3 into 4×2: the numbers of elements differ. It happened in reshape 4×2.",
  },
  {
    code: "invalid-attribute",
    run: () => new nn.Conv2d(3, -1, 0),
    message: "Conv2d: outChannels must be a whole number above 0, but is -1.",
  },
  {
    code: "invalid-attribute",
    run: () => F.leakyRelu(image, Number.NaN),
    message: "LeakyReLU: negativeSlope must be a number, but is NaN.",
  },
  {
    code: "groups-do-not-divide",
    run: () => new nn.Conv2d(4, 6, 3, { groups: 3 }),
    message: "Conv2d cannot split 4 channels (inChannels) into 3 equal groups.",
  },
  {
    code: "same-padding-needs-stride-1",
    run: () => new nn.Conv2d(3, 6, 3, { padding: "same", stride: 2 }),
    message: 'Conv2d: padding "same" needs stride 1, but the stride is [2, 2].',
  },
];

describe("a wrong model says which layer, what it expects and what it got", () => {
  for (const { code, run, message } of rows) {
    it(message, () => {
      assert.throws(run, (error) => {
        assert.ok(error instanceof ModelError);
        assert.equal(error.message, message);
        assert.equal(error.code, code);
        return true;
      });
    });
  }

  it("names what was given instead of a tensor", () => {
    assert.throws(() => F.relu(3 as never), /ReLU expects a tensor, but got a number/);
    assert.throws(() => new nn.ReLU()(undefined as never), /ReLU expects a tensor, but got undefined/);
  });
});
