import assert from "node:assert/strict";
import { describe, it } from "mocha";
import { foundUntil } from "../../src/server/features/found-until.ts";

describe("a search for code actions", () => {
  it("gives what was found until it is over, and tries nothing more", async () => {
    let tries = 0;
    function* search() {
      for (const found of ["first", null, "second", "third"]) {
        tries++;
        yield found;
      }
    }
    assert.deepEqual(await foundUntil(search(), () => tries === 3), ["first", "second"]);
    assert.equal(tries, 3);
    assert.deepEqual(await foundUntil(search(), () => false), ["first", "second", "third"]);
  });

  it("hears of a cancellation that arrives between two attempts", async () => {
    let isCancelled = false;
    function* search() {
      setTimeout(() => {
        isCancelled = true;
      }, 0);
      while (true) yield "one more";
    }
    assert.ok((await foundUntil(search(), () => isCancelled)).length > 0);
  });
});
