import { printShape } from "../../../src/ir/index.ts";
import type { Answer, Output } from "./answer.ts";
import type { Checked } from "./check-source.ts";
import { failed } from "./run-here.ts";

/** In what the two differ. */
export type Aspect =
  | "not refused here"
  | "refused here"
  | "not refused by check"
  | "false alarm of check"
  | "shape"
  | "shape of check"
  | "value"
  | "fails at the run";

export interface Difference {
  readonly aspect: Aspect;
  readonly what: string;
  /** Of the first value that differs, by how much. */
  readonly gap?: number;
}

/** Rounding in double precision is below this, where the exact numbers are 0. */
const least = 1e-6;

/** Of the largest magnitude. */
export const tolerance = 1e-5;

/** Every aspect in which PyTorch's answer is not ours. */
export function differences(theirs: Answer, ours: Answer, checked: Checked): readonly Difference[] {
  if ("error" in ours && ours.error.startsWith(failed))
    return [{ aspect: "fails at the run", what: ours.error }];
  if ("error" in theirs) return missedRefusals(theirs.error, ours, checked);
  const alarm: Difference[] =
    checked.problem === null ? [] : [{ aspect: "false alarm of check", what: checked.problem }];
  if ("error" in ours) return [{ aspect: "refused here", what: ours.error }, ...alarm];
  return [...alarm, ...shapesDiffer(theirs.outputs, checked), ...outputsDiffer(theirs.outputs, ours.outputs)];
}

function missedRefusals(error: string, ours: Answer, checked: Checked): readonly Difference[] {
  const here: Difference[] = "error" in ours ? [] : [{ aspect: "not refused here", what: error }];
  const check: Difference[] =
    checked.problem === null ? [{ aspect: "not refused by check", what: error }] : [];
  return [...here, ...check];
}

function shapesDiffer(theirs: readonly Output[], { problem, shape }: Checked): readonly Difference[] {
  // A record of tensors has no shape of its own in a hover.
  if (problem !== null || shape === "") return [];
  const printed = theirs.map((output) => printShape(output.shape));
  const isSame = shape === printed.join() || shape === `[${printed.join(", ")}]` || isCut(shape, printed);
  return isSame ? [] : [{ aspect: "shape of check", what: `${shape}, not ${printed.join()}` }];
}

/** Of a long list a hover has only the beginning. */
function isCut(shape: string, printed: readonly string[]): boolean {
  const [begin = "", end] = shape.split("…");
  return end !== undefined && `[${printed.join(", ")}]`.startsWith(begin);
}

function outputsDiffer(theirs: readonly Output[], ours: readonly Output[]): readonly Difference[] {
  const [expected, actual] = [theirs, ours].map((all) => all.map(({ shape }) => printShape(shape)).join());
  if (expected !== actual) return [{ aspect: "shape", what: `${actual}, not ${expected}` }];
  return theirs.flatMap(({ data }, index) => valuesDiffer(data, ours[index]?.data ?? new Float32Array()));
}

function valuesDiffer(theirs: Float32Array, ours: Float32Array): readonly Difference[] {
  const largest = theirs.reduce(
    (most, value) => (Number.isFinite(value) ? Math.max(most, Math.abs(value)) : most),
    0,
  );
  const at = theirs.findIndex(
    (value, index) => !isNear(value, ours[index] ?? 0, Math.max(largest, least) * tolerance),
  );
  if (at < 0) return [];
  const [expected = 0, actual = 0] = [theirs[at], ours[at]];
  const what = `[${at}] is ${actual}, not ${expected}; largest ${largest}`;
  return [{ aspect: "value", what, gap: Math.abs(expected - actual) }];
}

function isNear(expected: number, actual: number, limit: number): boolean {
  return Object.is(expected, actual) || expected === actual || Math.abs(expected - actual) <= limit;
}
