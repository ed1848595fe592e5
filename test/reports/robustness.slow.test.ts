import assert from "node:assert/strict";
import { describe, it } from "mocha";
import { analyseBroken } from "./robustness.ts";

describe("broken sources", () => {
  it("are analysed and shown without an exception", () => {
    assert.deepEqual(analyseBroken(100, 11).thrown, []);
  });
});
