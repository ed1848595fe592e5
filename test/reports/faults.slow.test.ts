import assert from "node:assert/strict";
import { describe, it } from "mocha";
import { corpus } from "./corpus.ts";
import { injectFaults } from "./faults.ts";

/* The report of injected faults, in small: `npm run report -- faults 10000` is the whole. */
describe("faults put into model files", () => {
  it("are told where running the file throws, and nothing where it runs", async () => {
    const examples = corpus().filter(({ path }) => path.includes("media/examples"));
    const { refused, flagged, accepted, falseAlarms } = await injectFaults(30, 20261130, examples);
    assert.ok(refused > 10 && accepted > 3);
    assert.deepEqual({ flagged, falseAlarms }, { flagged: refused, falseAlarms: 0 });
  }).timeout(120_000);
});
