import assert from "node:assert/strict";
import { describe, it } from "mocha";
import { violationsIn } from "./support/axe.ts";
import { open } from "./support/suite.ts";
import { pageViews } from "./support/views.ts";

describe("what a screen reader finds in the preview", function () {
  this.timeout(60_000);
  for (const { name, show } of pageViews) {
    it(`breaks no rule of axe: ${name}`, async () => {
      const preview = await open();
      await show(preview);
      assert.deepEqual(await violationsIn(preview.page), []);
    });
  }
});
