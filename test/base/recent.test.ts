import assert from "node:assert/strict";
import { describe, it } from "mocha";
import { contentKey, createRecent } from "../../src/base/index.ts";

describe("a recent map", () => {
  it("drops the entry that was used longest ago", () => {
    const recent = createRecent<number>(2);
    recent.set("a", 1);
    recent.set("b", 2);
    assert.equal(recent.get("a"), 1);
    recent.set("c", 3);
    assert.deepEqual(recent.entries(), [
      ["a", 1],
      ["c", 3],
    ]);
  });
});

describe("a content key", () => {
  it("is the same for the same text and differs for every one of 100,000 similar texts", () => {
    const keys = new Set<string>();
    for (let index = 0; index < 100_000; index++) keys.add(contentKey(`{"shape":[1,${index},7,7]}`));
    assert.equal(keys.size, 100_000);
    assert.equal(contentKey("conv"), contentKey("conv"));
    assert.match(contentKey(""), /^[0-9a-f]{16}$/);
  });
});
