import assert from "node:assert/strict";
import { describe, it } from "mocha";
import { F, models, randn, zeros } from "../../src/library/index.ts";

describe("what would have no effect is refused", () => {
  it("classes of Faster R-CNN, whose proposals have none", () => {
    assert.throws(
      () => models.detection("fasterrcnn_resnet50_fpn", { numClasses: 3 }),
      /takes no numClasses/,
    );
  });

  it("a second head of LR-ASPP", () => {
    const auxLoss = true;
    assert.throws(() => models.segmentation("lraspp_mobilenet_v3_large", { auxLoss }), /no second head/);
  });
});

describe("F.instanceNorm and F.batchNorm at other ranks", () => {
  it("is the op of a signal or a volume", () => {
    assert.equal(F.instanceNorm(randn(2, 3, 5)).application.op, "instance-norm1d");
    assert.equal(F.instanceNorm(randn(2, 3, 4, 5)).application.op, "instance-norm2d");
    assert.equal(F.instanceNorm(randn(2, 3, 4, 5, 6)).application.op, "instance-norm3d");
  });

  it("asks for statistics", () => {
    for (const x of [randn(2, 3), randn(2, 3, 5), randn(2, 3, 4, 5), randn(2, 3, 4, 5, 6)])
      assert.throws(() => F.batchNorm(x, null, zeros(3)), /takes a runningMean and a runningVar/);
  });
});
