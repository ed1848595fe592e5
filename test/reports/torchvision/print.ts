import assert from "node:assert/strict";
import { exactCount } from "../../../src/words/index.ts";
import { compared, differenceOf, figuresOf, recordedFigures } from "./nets.ts";

/**
 * A line for each net of the zoo's families, or for each that is named: whether its figures, names and shapes are torchvision's,
 * and how far its scores are from it with the same weights. Whether all are well; null where none has such a name.
 */
export async function printTorchvision(names: readonly string[]): Promise<boolean | null> {
  let well = 0;
  let all = 0;
  for (const family of compared) {
    for (const name of family.names.filter((one) => names.length === 0 || names.includes(one))) {
      const figures = figuresOf(family, name);
      const same = isEqual(figures, recordedFigures(name));
      const difference = await differenceOf(name).catch((fault: Error) => fault.message);
      const agrees = same && (difference === null || (typeof difference === "number" && difference < 1e-4));
      const scores = typeof difference === "number" ? difference.toExponential(1) : (difference ?? "not run");
      const counted = `${exactCount(figures.parameters)} parameters, ${exactCount(figures.macs)} MACs`;
      const held = same ? "names and shapes equal" : "not torchvision's figures, names and shapes";
      console.log(`${agrees ? "✔" : "✘"} ${name.padEnd(38)} ${counted}, ${held}, scores ${scores}`);
      all += 1;
      if (agrees) well += 1;
    }
  }
  if (all === 0) return null;
  console.log(`${well} of ${all} nets are torchvision's.`);
  return well === all;
}

function isEqual(a: unknown, b: unknown): boolean {
  try {
    assert.deepEqual(a, b);
    return true;
  } catch {
    return false;
  }
}
