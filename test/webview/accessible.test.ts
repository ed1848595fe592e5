import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import type { AxeResults } from "axe-core";
import { describe, it } from "mocha";
import type { Page } from "playwright-core";
import { open } from "./support/suite.ts";
import { pageViews } from "./support/views.ts";

const axe = readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");

declare global {
  interface Window {
    readonly axe: { run(): Promise<AxeResults> };
  }
}

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

/** In words: the rule, and where it is broken. */
async function violationsIn(page: Page): Promise<readonly string[]> {
  await page.evaluate(axe);
  const { violations } = await page.evaluate(() => window.axe.run());
  return violations.flatMap(({ id, nodes }) =>
    nodes.map(({ target, failureSummary }) => `${id} at ${target}: ${failureSummary}`),
  );
}
