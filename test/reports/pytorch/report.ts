import { type Answer, readAnswer } from "./answer.ts";
import { type Call, inWords } from "./call.ts";
import { type Checked, checkSource } from "./check-source.ts";
import { type Difference, differences } from "./compare.ts";
import { generate } from "./generate.ts";
import { known, rounding } from "./known.ts";
import { type PyTorch, type PythonCall, startPyTorch } from "./python.ts";
import type { Row } from "./row.ts";
import { runHere } from "./run-here.ts";

export interface Report {
  calls: number;
  /** By PyTorch and here, and by `check`. */
  refused: number;
  /** Calls at which PyTorch's process ended. */
  ended: number;
  /** By reasons. */
  readonly known: Map<string, number>;
  readonly different: { readonly call: Call; readonly difference: Difference }[];
}

/** As many calls as one source has lines. */
const together = 200;

/** Makes random calls in PyTorch and here and holds the answers against each other. */
export async function compareWithPyTorch(
  count: number,
  seed: number,
  rows?: readonly Row[],
): Promise<Report> {
  const report: Report = { calls: 0, refused: 0, ended: 0, known: new Map(), different: [] };
  const pytorch = startPyTorch();
  try {
    const calls = [...generate(count, seed, rows)];
    for (let begin = 0; begin < calls.length; begin += together) {
      const some = calls.slice(begin, begin + together);
      const [answers, checked] = [await pytorch.answer(some), checkSource(some)];
      for (const [index, call] of some.entries()) {
        const answer = answers[index] ?? null;
        const check = checked[index];
        if (answer === null || check === undefined) report.ended += 1;
        else
          await tally(report, pytorch, call, {
            theirs: readAnswer(answer),
            check,
            ours: await runHere(call),
          });
      }
    }
  } finally {
    pytorch.close();
  }
  return report;
}

interface Answers {
  readonly theirs: Answer;
  readonly check: Checked;
  readonly ours: Answer;
}

async function tally(report: Report, pytorch: PyTorch, call: PythonCall, answers: Answers): Promise<void> {
  const { theirs, check, ours } = answers;
  const all = differences(theirs, ours, check);
  const isRounded = all.some(({ aspect }) => aspect === "value") && (await isExact(pytorch, call, answers));
  if (isRounded) report.known.set(rounding, (report.known.get(rounding) ?? 0) + 1);
  const found = isRounded ? all.filter(({ aspect }) => aspect !== "value") : all;
  report.calls += 1;
  if ("error" in theirs && found.length === 0) report.refused += 1;
  for (const difference of found) {
    const reason = known.find(({ applies }) => applies(call, difference, theirs))?.reason;
    if (reason === undefined) report.different.push({ call, difference });
    else report.known.set(reason, (report.known.get(reason) ?? 0) + 1);
  }
}

async function isExact(pytorch: PyTorch, call: PythonCall, { check, ours }: Answers): Promise<boolean> {
  const [exact = null] = await pytorch.answer([call], "double");
  return (
    exact !== null && differences(readAnswer(exact), ours, check).every(({ aspect }) => aspect !== "value")
  );
}

/** A difference on one line, with all that finds it again. */
export function printed({ call, difference }: Report["different"][number]): string {
  const shapes = call.inputs.map((shape) => `[${shape}]`).join(" ");
  return `${difference.aspect}: ${inWords(call)} on ${shapes}: ${difference.what}`;
}
