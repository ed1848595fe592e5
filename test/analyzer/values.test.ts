import assert from "node:assert/strict";
import { readdirSync, readFileSync } from "node:fs";
import { describe, it } from "mocha";
import { type Comparer, newComparer } from "../reports/compare-program.ts";

const folder = new URL("../fixtures/values/", import.meta.url);
/** Milliseconds. Every program here ends by itself, but the machine may be busy. */
const longest = 60_000;

const header = 'import { cat, F, ModelError, nn, randn, type Tensor } from "cnn-blocks";\n';

/**
 * Programs of a few lines, by the part of the language that they are about. Every constant that one exports has to have the
 * value that running it gives. Unknown is only what stands behind `@unknown`. A program with `@throws` throws, and a problem says so.
 */
describe("values are those that execution gives", () => {
  let comparer: Comparer;
  before(() => {
    comparer = newComparer(longest);
  });
  after(() => {
    comparer.close();
  });
  for (const name of readdirSync(folder)) {
    describe(name, () => {
      for (const { title, text } of casesOf(readFileSync(new URL(name, folder), "utf8"))) {
        it(title, async () => {
          const { isCutOff, threw, values, equal, unknown, differences } = await comparer.compare(
            header + text,
          );
          assert.ok(!isCutOff, "the program does not end");
          const told = differences.map(({ line, ran, analysed }) => `${line} ran as ${ran}, not ${analysed}`);
          const open = text.match(/\/\/ @unknown/g)?.length ?? 0;
          assert.deepEqual(told, []);
          assert.equal(threw, text.includes("// @throws"), "whether it throws");
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
