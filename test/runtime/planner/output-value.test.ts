import assert from "node:assert/strict";
import { describe, it } from "mocha";
import type { Draft } from "../../../src/runtime/planner/draft.ts";
import { outputValue, planarValue } from "../../../src/runtime/planner/values.ts";

describe("the place of a stage's output", () => {
  const draft = { buffers: [], values: new Map(), joints: new Map(), placed: new Map() } as never as Draft;
  const stage = { value: 0, shape: [1, 8, 2, 2] } as never;
  const place = planarValue(draft, [1, 8, 2, 2]);
  draft.placed.set(0, place);

  it("is the one that was chosen for it", () => {
    assert.equal(outputValue(draft, stage, "planar"), place);
  });

  it("cannot be of another layout", () => {
    assert.throws(() => outputValue(draft, stage, "blocked"), /is planar, but its value is blocked/);
  });
});
