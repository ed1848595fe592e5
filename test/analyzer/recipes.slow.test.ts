import assert from "node:assert/strict";
import { readdirSync, readFileSync } from "node:fs";
import { describe, it } from "mocha";
import { analyze } from "../../src/analyzer/index.ts";
import { corpus } from "../reports/corpus.ts";
import { mutationsOf } from "../reports/mutants.ts";
import { newProgram } from "../reports/programs.ts";
import { newRandom } from "../reports/random.ts";
import { typed } from "../reports/typist.ts";
import { parseFixture } from "../support/fixture.ts";
import { oneOf } from "../support/properties.ts";
import { authorHost } from "./author-host.ts";

const fixtures = new URL("../fixtures/analyzer/", import.meta.url);

/* Recipes do not change an analysis: of real nets, half-typed and wrong ones, and generated programs. */
describe("recipes change nothing that is known of", function () {
  this.timeout(300_000);

  for (const name of oneOf(3, readdirSync(fixtures))) {
    it(name, () => {
      for (const { text, files } of parseFixture(readFileSync(new URL(name, fixtures), "utf8"))) {
        const others = Object.entries(files).map(([path, other]) => [
          `/case/${path.replace(/^\.\//, "")}`,
          other,
        ]);
        assertSame("/case/case.ts", text, Object.fromEntries(others));
      }
    });
  }

  for (const { name, path, text } of oneOf(5, corpus())) it(name, () => assertSame(path, text));

  it("nets with slips in them, and nets that are being typed", () => {
    const random = newRandom(20261129);
    const files = corpus();
    const texts = files.map(({ text }) => text);
    for (let count = 0; count < 6; count++) {
      const { path, text } = random.pick(files);
      const { start, end, text: slip } = random.pick(mutationsOf(path, text))(random);
      assertSame(path, text.slice(0, start) + slip + text.slice(end));
      for (const half of firstOf(typed(text, texts, random), 2)) assertSame(path, half);
    }
  });

  it("generated programs", () => {
    const random = newRandom(20261129);
    for (let count = 0; count < 25; count++) assertSame("/author/program.ts", newProgram(random));
  });
});

function* firstOf<T>(all: Iterable<T>, count: number): Generator<T> {
  let left = count;
  for (const one of all) {
    if (left-- <= 0) return;
    yield one;
  }
}

/** A run of more steps takes seconds until a budget ends it, and no recipe can be written of that. */
const mostSteps = 200_000;

/** The second analysis follows the recipes that the first one has written. */
function assertSame(path: string, text: string, others: Readonly<Record<string, string>> = {}): void {
  const host = authorHost({ ...others, [path]: text });
  if (analyze(host, path).steps > mostSteps) return;
  assert.deepEqual(analyze(host, path), analyze(host, path, { runsEverything: true }));
}
