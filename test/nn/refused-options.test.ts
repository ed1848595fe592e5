import assert from "node:assert/strict";
import { describe, it } from "mocha";
import { models } from "../../src/library/index.ts";

describe("options that a net does not have are refused", () => {
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
