import assert from "node:assert/strict";
import { describe, it } from "mocha";
import { cat, F, ModelError, nn, randn } from "../../src/nn/index.ts";

const image = randn(1, 3, 32, 32);

const rows: readonly { code: string; run: () => unknown; message: string }[] = [
  {
    code: "channel-mismatch",
    run: () => new nn.Conv2d(16, 8, 3)(image),
    message: "Conv2d 3×3, 16→8: expects 16 channels, but the input has 3 (input [1, 3, 32, 32]).",
  },
  {
    code: "channel-mismatch",
    run: () => new nn.Sequential(new nn.ReLU(), new nn.ResidualBlock(16, 16))(image),
    message:
      "Conv2d 3×3, 16→16: expects 16 channels, but the input has 3 (input [1, 3, 32, 32])." +
      " It happened at 1.conv1, in Sequential > ResidualBlock.",
  },
  {
    code: "feature-mismatch",
    run: () => new nn.Linear(10, 2)(randn(1, 11)),
    message: "Linear 10→2: expects 10 features on the last axis, but the input has 11 (input [1, 11]).",
  },
  {
    code: "shape-mismatch",
    run: () => image.add(randn(1, 3, 16, 16)),
    message:
      "add: the shapes [1, 3, 32, 32] and [1, 3, 16, 16] do not fit together" +
      " (inputs [1, 3, 32, 32], [1, 3, 16, 16]).",
  },
  {
    code: "concat-mismatch",
    run: () => cat([image, randn(1, 3, 32, 16)], 1),
    message:
      "cat dim 1: all tensors need the same size on axis 3, but 32 and 16 differ" +
      " (inputs [1, 3, 32, 32], [1, 3, 32, 16]).",
  },
  {
    code: "kernel-exceeds-input",
    run: () => F.maxPool2d(randn(1, 3, 4, 9), 5),
    message:
      "MaxPool2d 5×5, stride 5: the kernel spans 5 in height, but the padded input has only 4" +
      " (input [1, 3, 4, 9]).",
  },
  {
    code: "wrong-rank",
    run: () => new nn.Conv2d(3, 6, 3)(randn(1, 3)),
    message:
      "Conv2d 3×3, 3→6: expects [N, C, H, W] or [C, H, W], but got a tensor of shape [1, 3]" +
      " (input [1, 3]).",
  },
  {
    code: "invalid-axis",
    run: () => randn(2, 3).softmax(2),
    message: "Softmax dim 2: there is no axis 2 in a tensor of 2 axes (input [2, 3]).",
  },
  {
    code: "reshape-mismatch",
    run: () => randn(2, 3).reshape(4, 2),
    message: "reshape 4×2: [2, 3] cannot be laid out as [4, 2] (input [2, 3]).",
  },
  {
    code: "invalid-attribute",
    run: () => new nn.Conv2d(3, -1, 0),
    message: "Conv2d: outChannels is -1, but has to be a whole number above 0.",
  },
  {
    code: "invalid-attribute",
    run: () => F.leakyRelu(image, Number.NaN),
    message: "LeakyReLU: negativeSlope is NaN, but has to be a number.",
  },
  {
    code: "groups-do-not-divide",
    run: () => new nn.Conv2d(4, 6, 3, { groups: 3 }),
    message: "Conv2d: groups 3 does not divide inChannels 4.",
  },
  {
    code: "same-padding-needs-stride-1",
    run: () => new nn.Conv2d(3, 6, 3, { padding: "same", stride: 2 }),
    message: 'Conv2d: padding "same" needs stride 1, but stride is [2, 2].',
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

  it("what is no tensor is named", () => {
    assert.throws(() => F.relu(3 as never), /relu takes tensors, but got number/);
    assert.throws(() => new nn.ReLU()(undefined as never), /relu takes tensors, but got undefined/);
  });
});
