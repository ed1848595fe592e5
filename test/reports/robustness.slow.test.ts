import assert from "node:assert/strict";
import { describe, it } from "mocha";
import { analyseShare } from "./robustness-share.ts";

describe("broken sources", () => {
  it("are analysed and shown without an exception", () => {
    assert.deepEqual(analyseShare({ seed: 11, first: 0, count: 8, step: 1 }).thrown, []);
  });

  it("are shown where a part of a tensor is refused that others were taken of at the same place", () => {
    assert.deepEqual(analyseShare({ seed: 7, first: 1731, count: 1, step: 1 }).thrown, []);
  });
});
