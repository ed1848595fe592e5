import assert from "node:assert/strict";
import { describe, it } from "mocha";
import { editLive } from "./edits.ts";

describe("edits in a live server", function () {
  this.timeout(60_000);
  it("are answered as a new analysis of the same text answers", async () => {
    const { differences, log } = await editLive(12, 3);
    assert.deepEqual(differences, []);
    assert.deepEqual(log, []);
  });
});
