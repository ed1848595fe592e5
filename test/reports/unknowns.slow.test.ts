import assert from "node:assert/strict";
import { describe, it } from "mocha";
import { huntGuesses } from "./unknowns.ts";

describe("generated programs that unknown conditions decide", () => {
  it("have on every way the values that are said of them", async function () {
    this.timeout(120_000);
    const { guesses, settled, settledUnknown, open } = await huntGuesses(20, 3);
    assert.deepEqual(guesses, []);
    assert.ok(open > 0.2 * settled, `only ${open} values differ between ways`);
    assert.ok(settledUnknown < 0.3 * settled, `${settledUnknown} of ${settled} settled values are unknown`);
  });
});
