import assert from "node:assert/strict";
import { readdirSync, readFileSync, writeFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { after, describe, it } from "mocha";
import { type Analysis, analyze, type Fact, type PlacedProblem } from "../../src/analyzer/index.ts";
import { printShape } from "../../src/ir/index.ts";
import { opSentence } from "../../src/ops/index.ts";
import { sentenceOf } from "../../src/problems/index.ts";
import { type FixtureCase, type Mark, parseFixture, withPayloads } from "../support/fixture.ts";
import { authorHost } from "./author-host.ts";

const folder = new URL("../fixtures/analyzer/", import.meta.url);
const update = process.env.UPDATE_EXPECT === "1";

for (const name of readdirSync(folder)) {
  const path = fileURLToPath(new URL(name, folder));
  const text = readFileSync(path, "utf8");
  const payloads = new Map<number, string>();

  describe(`fixture ${name}`, function () {
    // Some are of ten thousand layers, and the machine may be busy.
    this.timeout(60_000);
    for (const fixture of parseFixture(text)) {
      it(fixture.name, () => check(fixture, payloads));
    }
    after(() => {
      if (update) writeFileSync(path, withPayloads(text, payloads));
    });
  });
}

function check(fixture: FixtureCase, payloads: Map<number, string>): void {
  const file = "/case/case.ts";
  const others = Object.entries(fixture.files).map(([name, text]) => [
    `/case/${name.replace(/^\.\//, "")}`,
    text,
  ]);
  const host = authorHost({ ...Object.fromEntries(others), [file]: fixture.text });
  const analysis = analyze(host, file);
  const claims = fixture.marks.map((mark) => ({ mark, got: gotAt(analysis, mark) }));
  if (update) for (const { mark, got } of claims) payloads.set(mark.line, got);
  else
    for (const { mark, got } of claims)
      assert.equal(got, mark.payload, `${mark.kind} on line ${mark.line + 1}`);
  const unclaimed = analysis.problems.filter(
    ({ at, code }) => code !== "syntax-error" && !fixture.marks.some((mark) => speaksOf(mark, at)),
  );
  assert.deepEqual(
    unclaimed.map((problem) => `${problem.code}: ${words(problem)}`),
    [],
  );
}

function speaksOf(mark: Mark, { start, end }: { readonly start: number; readonly end: number }): boolean {
  return mark.kind === "error" && mark.start === start && mark.end === end;
}

function gotAt({ facts, problems }: Analysis, mark: Mark): string {
  if (mark.kind === "error") {
    const problem = problems.find(({ at, code }) => speaksOf(mark, at) && code === mark.code);
    return problem === undefined ? "nothing" : words(problem);
  }
  const fact = facts.find(({ range }) => range.start === mark.start && range.end === mark.end);
  if (fact === undefined) return "nothing";
  return (printed[mark.kind] ?? (() => `no such mark: ${mark.kind}`))(fact);
}

/** What a fact says to each kind of mark; several values stand side by side. */
const printed: Readonly<Record<string, (fact: Fact) => string>> = {
  shape: ({ values }) =>
    values.map((v) => (v.kind === "tensor" ? printShape(v.shape) : `(${v.kind})`)).join(" | "),
  value: ({ values }) => values.map((v) => (v.kind === "plain" ? v.text : `(${v.kind})`)).join(" | "),
  module: ({ values }) => values.map((v) => (v.kind === "module" ? v.className : `(${v.kind})`)).join(" | "),
  unknown: ({ values }) => values.map((v) => (v.kind === "unknown" ? v.reason : `(${v.kind})`)).join(" | "),
};

/** The sentence that the editor shows. */
function words(problem: PlacedProblem): string {
  const { op } = problem;
  return op === null ? sentenceOf(problem) : opSentence(op.kind, problem, op.inputs);
}
