import assert from "node:assert/strict";
import { readdirSync, readFileSync } from "node:fs";
import { describe, it } from "mocha";
import { createAnalyzer } from "../../src/analyzer/index.ts";
import { limits } from "../../src/analyzer/run/limits.ts";
import { fc, runsOf } from "../support/properties.ts";
import { authorHost } from "./author-host.ts";

const folders = ["../../media/examples/", "../fixtures/executed/"].map(
  (path) => new URL(path, import.meta.url),
);
const texts = folders.flatMap((folder) =>
  readdirSync(folder)
    .filter((name) => name.endsWith(".ts"))
    .map((name) => readFileSync(new URL(name, folder), "utf8")),
);

/** What a hand may do to a text at one place: take some characters away and put others there. */
const edit = fc.record({
  at: fc.double({ min: 0, max: 1, noNaN: true }),
  removed: fc.oneof(fc.nat(3), fc.nat(60)),
  inserted: fc.oneof(
    fc.string({ maxLength: 3 }),
    fc.constantFrom(
      "(",
      ")",
      "{",
      "}",
      "[",
      ";",
      ".",
      ",",
      "=",
      "=>",
      "this.",
      "new ",
      "`${",
      '"',
      "/*",
      "\n",
      "-1",
      "0",
    ),
    fc.constantFrom(
      "while (true) {",
      "for (;;)",
      "return ",
      "x",
      "this",
      "super",
      "?.",
      "...",
      "1e9",
      "nn.Conv2d(",
    ),
  ),
});

/** All steps that a file of so many letters can be granted: only a budget that does not hold gets further. */
function mostSteps(letters: number): number {
  const { steps, stepsALetter, stepsAModule, modules, stepsANode, nodes, granted, cuts, grace } = limits;
  const forParts = stepsAModule * modules + stepsANode * nodes;
  return steps + stepsALetter * letters + forParts + granted + cuts * grace;
}

const numRuns = runsOf(80);

describe("whatever stands in a file", () => {
  it("is analysed within its budget and never thrown at", function () {
    this.timeout(numRuns * 2_000);
    const host = authorHost();
    let text = "";
    const analyzer = createAnalyzer({
      ...host,
      read: (path) => (path === "/fuzz.ts" ? text : host.read(path)),
    });
    fc.assert(
      fc.property(
        fc.constantFrom(...texts),
        fc.array(edit, { minLength: 1, maxLength: 4 }),
        (original, edits) => {
          text = edits.reduce(apply, original);
          const { facts, problems, steps } = analyzer.analyze("/fuzz.ts");
          assert(steps <= mostSteps(text.length));
          for (const { start, end } of [
            ...facts.map(({ range }) => range),
            ...problems.map(({ at }) => at),
          ]) {
            assert(0 <= start && start <= end && end <= text.length);
          }
        },
      ),
      { numRuns },
    );
  });
});

function apply(
  text: string,
  { at, removed, inserted }: { at: number; removed: number; inserted: string },
): string {
  const start = Math.floor(at * text.length);
  return text.slice(0, start) + inserted + text.slice(start + removed);
}
