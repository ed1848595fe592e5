import { argumentAt } from "../../analyzer/index.ts";
import type { FileRange } from "../../base/index.ts";
import { type Dim, equal, known, printDim } from "../../ir/index.ts";
import { expressionsFor, knownNames } from "../arguments/known-names.ts";
import type { View } from "../view/view.ts";

/**
 * What may be written at a place for a number of channels or features: names of the scope that have it there, or had it once
 * where the place serves several instances.
 */
export function sizesInScope(view: View, place: FileRange, size: Dim): readonly string[] {
  const names = knownNames(view.analysis, view.text, place.start);
  const once = names.filter(({ values }) => values.some((value) => equal(value, size)));
  const all = new Set([...expressionsFor(names, [size]), ...once.map(({ text }) => text)]);
  return [...all].filter((name) => speaksOfChannels.test(name)).slice(0, mostNames);
}

/** Another name that has the same value, such as the batch's, has it by chance. */
const speaksOfChannels = /chan|plane|width|filter|feature|dim|hidden|(?:^|\.)(?:in|out|c|ch)(?![a-z])/i;

const mostNames = 4;

/** Whether what is written at this range is exactly one argument of a construction. */
export function isArgument(view: View, { start, end }: FileRange): boolean {
  const argument = argumentAt(view.parsed(), start);
  if (argument === null || argument.option !== null) return false;
  return argument.value.start === start && argument.value.end === end;
}

/** The size as code; null for a formula. */
export function numberText(size: Dim): string | null {
  return known(size) === undefined ? null : printDim(size);
}
