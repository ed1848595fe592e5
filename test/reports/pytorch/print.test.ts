import assert from "node:assert/strict";
import { describe, it } from "mocha";
import { printPyTorch } from "./print.ts";

describe("the report that compares with PyTorch", () => {
  it("refuses names that no row calls, whether PyTorch is there or not", async () => {
    const [said, { error }] = [[] as string[], console];
    console.error = (text: string) => said.push(text);
    try {
      assert.equal(await printPyTorch(1, 1, ["nn.Conv2D", "nn.Conv2d"]), false);
    } finally {
      console.error = error;
    }
    assert.deepEqual(said, ["No row calls nn.Conv2D."]);
  });
});
