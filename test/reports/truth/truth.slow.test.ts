import assert from "node:assert/strict";
import { existsSync } from "node:fs";
import { describe, it } from "mocha";
import { tables, truthFolder } from "./print.ts";

describe("the analyzer gives the figures of tables that nobody here made up", () => {
  for (const [name, hold] of Object.entries(tables)) {
    it(name, function () {
      if (!existsSync(truthFolder)) return this.skip();
      assert.deepEqual(
        hold(truthFolder).filter(({ difference }) => difference !== null),
        [],
      );
    }).timeout(120_000);
  }
});
