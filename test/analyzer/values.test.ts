import assert from "node:assert/strict";
import { readdirSync, readFileSync } from "node:fs";
import { describe, it } from "mocha";
import { type Comparer, newComparer } from "../reports/compare-program.ts";

const folder = new URL("../fixtures/values/", import.meta.url);
const header = 'import { cat, F, ModelError, nn, randn, type Tensor } from "cnn-blocks";\n';

/**
 * Programs of a few lines, by the part of the language that they are about. Every constant that one exports has to have the
 * value that running it gives. Unknown is only what stands behind `@unknown`.
 */
describe("values are those that execution gives", () => {
  let comparer: Comparer;
  before(() => {
    comparer = newComparer();
  });
  after(() => {
    comparer.close();
  });
  for (const name of readdirSync(folder)) {
    describe(name, () => {
      for (const { title, text } of casesOf(readFileSync(new URL(name, folder), "utf8"))) {
        it(title, async () => {
          const { values, equal, unknown, differences } = await comparer.compare(header + text);
          const told = differences.map(({ line, ran, analysed }) => `${line} ran as ${ran}, not ${analysed}`);
          const open = text.match(/\/\/ @unknown/g)?.length ?? 0;
          assert.deepEqual(told, []);
          assert.equal(unknown.length, open, unknown.join("; "));
          assert.equal(equal, values - open);
        });
      }
    });
  }
});

function casesOf(text: string): readonly { readonly title: string; readonly text: string }[] {
  return text
    .split(/^\/\/ @case: /m)
    .slice(1)
    .map((part) => {
      const [title = "", ...lines] = part.split("\n");
      return { title, text: lines.join("\n") };
    });
}
