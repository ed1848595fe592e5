import assert from "node:assert/strict";
import { describe, it } from "mocha";
import { corpus } from "./corpus.ts";
import { applyRefactorings } from "./refactorings.ts";

describe("the report of refactorings", () => {
  it("finds every refactoring right that is offered at some places of the examples", async () => {
    const examples = corpus().filter(({ path }) => path.includes("media/examples"));
    const { verdicts } = await applyRefactorings(6, 1, examples);
    assert.ok(verdicts.length > 0);
    assert.deepEqual(
      verdicts.filter(({ kind }) => kind !== "right"),
      [],
    );
  }).timeout(60_000);
});
