import { readFileSync, writeFileSync } from "node:fs";
import { readAnswer, type WrittenAnswer } from "./answer.ts";
import type { Call } from "./call.ts";
import { differences } from "./compare.ts";
import { found } from "./found.ts";
import { generate, written } from "./generate.ts";
import { type PythonCall, startPyTorch } from "./python.ts";
import type { Row } from "./row.ts";
import { rows } from "./rows/index.ts";

/** A call with PyTorch's answer, which the ordinary tests read. */
export interface Recorded {
  readonly call: Call;
  readonly answer: WrittenAnswer;
}

/** What JSON has no numbers for. */
const infinities = new Map<unknown, number>([
  ["∞", Number.POSITIVE_INFINITY],
  ["-∞", Number.NEGATIVE_INFINITY],
]);

const file = new URL("recorded.jsonl", import.meta.url);

export function readRecorded(): readonly Recorded[] {
  const lines = readFileSync(file, "utf8").trim().split("\n");
  return lines.map((line) => JSON.parse(line, (_, value) => infinities.get(value) ?? value));
}

/** How many calls of each row are recorded. */
const each = 3;
/** Longer answers, in characters of JSON, are left out to keep the file small. */
const longest = 600;

/** Asks PyTorch anew, and says how many calls were recorded. */
export async function record(): Promise<number> {
  const pytorch = startPyTorch();
  const known = found.map((call) => written(call, rowOf(call)));
  const answers = await pytorch.answer(known);
  const lines = known.flatMap((call, index) => lineOf(call, answers[index] ?? null));
  for (const row of rows) {
    const calls = [...generate(20 * each, seedOf(row), [row])];
    const answers = await pytorch.answer(calls);
    const exact = await pytorch.answer(calls, "double");
    const recorded = calls.flatMap((call, index) => {
      const answer = answers[index] ?? null;
      return isDecided(answer, exact[index] ?? null) ? lineOf(call, answer) : [];
    });
    lines.push(...recorded.slice(0, each));
  }
  pytorch.close();
  writeFileSync(file, `${lines.join("\n")}\n`);
  return lines.length;
}

function rowOf({ callee }: Call): Row {
  const row = rows.find((one) => one.callee === callee);
  if (row === undefined) throw new Error(`${callee} has no row.`);
  return row;
}

/** A row's calls stay the same when others are added. */
function seedOf({ callee }: Row): number {
  return [...callee].reduce((seed, letter) => (seed * 31 + letter.charCodeAt(0)) >>> 0, 7);
}

/** Whether single precision is enough for the numbers to say something. */
function isDecided(single: WrittenAnswer | null, double: WrittenAnswer | null): boolean {
  if (single === null || double === null) return false;
  return !differences(readAnswer(single), readAnswer(double), { problem: null, shape: "" }).some(
    ({ aspect }) => aspect === "value",
  );
}

function lineOf({ python: _, ...call }: PythonCall, answer: WrittenAnswer | null): readonly string[] {
  if (answer === null || JSON.stringify(answer).length > longest) return [];
  return [JSON.stringify({ call, answer } satisfies Recorded, (_, value) => wordOf(value) ?? value)];
}

function wordOf(value: unknown): string | undefined {
  return [...infinities].find(([, infinity]) => infinity === value)?.[0] as string | undefined;
}
