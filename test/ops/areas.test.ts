import assert from "node:assert/strict";
import { describe, it } from "mocha";
import { findOp } from "../../src/ops/index.ts";

/** How many columns of an image an output of `mode: "area"` sees. */
function seen(input: number, output: number): unknown {
  const attrs = {
    ...{ size: [1, output], scaleFactor: null, mode: "area" },
    ...{ alignCorners: false, antialias: false, recomputeScaleFactor: false },
  };
  const window = findOp("upsample").window(attrs, [[1, 1, 1, input]]);
  assert(window.kind === "resampling");
  return window.size[1];
}

describe("the parts of areas", () => {
  it("are as long as the longest of them", () => {
    for (let input = 1; input <= 20; input++)
      for (let output = 1; output <= 20; output++) {
        const lengths = Array.from({ length: output }, (_, i) => {
          return Math.ceil(((i + 1) * input) / output) - Math.floor((i * input) / output);
        });
        assert.equal(seen(input, output), Math.max(...lengths), `${input} to ${output}`);
      }
  });

  it("may be as many as a net can have", () => {
    assert.equal(seen(16_000, 200_000), 2);
    assert.equal(seen(16, 2 ** 32), 1);
  });
});
