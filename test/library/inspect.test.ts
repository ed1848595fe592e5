import assert from "node:assert/strict";
import { inspect } from "node:util";
import { describe, it } from "mocha";
import { nn, randn, type Tensor } from "../../src/library/index.ts";

describe("printing", () => {
  it("a tensor shows its sizes and not all that it was computed from", () => {
    const y = new nn.Conv2d(3, 8, 1)(randn("N", 3, 8, 8));
    assert.equal(inspect(y), "Tensor [N, 8, 8, 8]");
    assert.equal(`${y}`, "Tensor [N, 8, 8, 8]");
  });

  it("a module shows its layers", () => {
    class Net extends nn.Module {
      stem = new nn.Sequential(new nn.ReLU6(), new nn.GELU());
      heads = [new nn.Linear(4, 2)];
      forward(t: Tensor): Tensor {
        return t;
      }
    }
    const lines = [
      "Net(",
      "  (stem): Sequential(",
      "    (0): ReLU6(inplace: false)",
      '    (1): GELU(approximate: "none")',
      "  )",
      "  (heads.0): Linear(inFeatures: 4, outFeatures: 2, bias: true)",
      ")",
    ];
    assert.equal(inspect(new Net()), lines.join("\n"));
    assert.equal(String(new Net()), lines.join("\n"));
  });
});
