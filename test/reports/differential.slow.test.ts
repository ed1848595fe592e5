import assert from "node:assert/strict";
import { describe, it } from "mocha";
import { compareWithExecution } from "./differential.ts";

describe("generated programs", () => {
  it("have the values that running them gives, or openly unknown ones", async function () {
    this.timeout(120_000);
    const { differences, unknown, values } = await compareWithExecution(80, 1);
    assert.deepEqual(differences, []);
    const open = Object.values(unknown).reduce((sum, times) => sum + times, 0);
    assert.ok(open < 0.05 * values, `${open} of ${values} values are unknown`);
  });
});
