import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { transformSync } from "esbuild";
import { describe, it } from "mocha";
import * as library from "../../src/library/index.ts";
import { type FixtureCase, type Mark, parseFixture } from "../support/fixture.ts";

const fixture = readFileSync(new URL("../fixtures/analyzer/refusals.ts", import.meta.url), "utf8");

/** Every line with an error, run without the other lines that have one. */
describe("what the library refuses is refused alike, in the same words, where the file runs", () => {
  for (const one of parseFixture(fixture)) {
    it(one.name, () => {
      const errors = one.marks.filter(({ kind }) => kind === "error");
      const lines = [...new Set(errors.map(({ start }) => lineAt(one, start)))];
      for (const line of lines) {
        const sentences = errors.filter(({ start }) => lineAt(one, start) === line);
        assert.throws(
          () => run(without(one, lines, line)),
          (error) => isSaid(error, sentences),
        );
      }
      run(without(one, lines, null));
    });
  }
});

function run(text: string): void {
  const { code } = transformSync(text, { loader: "ts", format: "cjs" });
  new Function("exports", "require", code)({}, () => library);
}

/** Execution names the first fault of a line, and then where it happened. */
function isSaid(error: unknown, errors: readonly Mark[]): boolean {
  assert(error instanceof Error);
  const said = withoutNames(error.message.replace(/ It happened (in|at|inside) .*$/, ""));
  // Only the analyzer knows why a value is undefined.
  const sentences = errors.map(({ payload }) => withoutNames(payload));
  if (sentences.some((one) => one.includes("undefined (") && agreeUpTo("undefined", one, said))) return true;
  // Only the analyzer knows which operator it was.
  if (errors.some(({ code }) => code === "tensor-operator") && said.startsWith("Tensors have no operators"))
    return true;
  assert.ok(sentences.includes(said), `${said}\nis not among\n${sentences.join("\n")}`);
  return true;
}

/** Only the analyzer knows the names of all options. */
function withoutNames(sentence: string): string {
  return sentence.replace(/, \{ \w+(, \w+)* \}/, "");
}

/** Whether both say the same up to and including a word. */
function agreeUpTo(word: string, one: string, other: string): boolean {
  const end = one.indexOf(word) + word.length;
  return end >= word.length && one.slice(0, end) === other.slice(0, end);
}

function lineAt({ text }: FixtureCase, offset: number): number {
  return text.slice(0, offset).split("\n").length - 1;
}

function without({ text }: FixtureCase, lines: readonly number[], kept: number | null): string {
  return text
    .split("\n")
    .map((line, index) => (lines.includes(index) && index !== kept ? "" : line))
    .join("\n");
}
