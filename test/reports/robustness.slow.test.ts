import assert from "node:assert/strict";
import { describe, it } from "mocha";
import { analyseShare } from "./robustness-share.ts";

describe("broken sources", () => {
  it("are analysed and shown without an exception", () => {
    assert.deepEqual(analyseShare({ seed: 11, first: 0, count: 8, step: 1 }).thrown, []);
  });
});
