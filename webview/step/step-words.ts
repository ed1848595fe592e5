import { realNumber } from "../../src/words/index.ts";
import type { SteppedElement } from "../engine/step-messages.ts";

/** `Output 0, 3, 5: the sum of 18 products = 1.23; plus the bias 0.01 = 1.24.` */
export function arithmeticWords({ place, explanation, run }: SteppedElement): string {
  const at = `Output ${place.join(", ")}`;
  if (explanation === null) return `${at} is an input of the model: ${realNumber(run.value)}.`;
  const lines = explanation.lines.map(({ words, value }) => `${words} = ${realNumber(value)}`);
  return `${at}: ${lines.join("; ")}.`;
}

/** What the run says, and how far rounding takes the two apart. */
export function runWords(
  { node, run: { node: kept, value, worked } }: SteppedElement,
  nameOf: (node: number) => string,
): string {
  const difference = Math.abs(value - worked);
  const rounding =
    difference > 0 && Number.isFinite(difference) ? `, ${realNumber(difference)} apart by rounding` : "";
  if (kept === node) return `The run says ${realNumber(value)}${rounding}.`;
  return (
    `The engine computes this in one step with ${nameOf(kept)}. ` +
    `There the run says ${realNumber(value)}, and this arithmetic goes on to ${realNumber(worked)}${rounding}.`
  );
}
