import type { FileRange } from "../../base/index.ts";
import { type Dim, equal, known, printDim } from "../../ir/index.ts";
import { expressionsFor, knownNames } from "../arguments/known-names.ts";
import type { View } from "../view/view.ts";

/**
 * What may be written at a place for a number of channels or features: names in scope that have that value
 * there, for all instances or for some of them.
 */
export function sizesInScope(view: View, place: FileRange, size: Dim): readonly string[] {
  const names = knownNames(view.analysis, view.text, place.start);
  const once = names.filter(({ values }) => values.some((value) => equal(value, size)));
  const all = new Set([...expressionsFor(names, [size]), ...once.map(({ text }) => text)]);
  return [...all].filter((name) => speaksOfChannels.test(name)).slice(0, mostNames);
}

/** Any other name, such as that of a batch size, only has the same value by chance. */
const speaksOfChannels = /chan|plane|width|filter|feature|dim|hidden|(?:^|\.)(?:in|out|c|ch)(?![a-z])/i;

const mostNames = 4;

/** The size as code; null for a formula. */
export function numberText(size: Dim): string | null {
  return known(size) === undefined ? null : printDim(size);
}

/** Sizes along the axes, as an option takes them: `1`, or `[1, 0]` where the axes differ. */
export function axesText(sizes: readonly number[]): string {
  return new Set(sizes).size === 1 ? String(sizes[0]) : `[${sizes.join(", ")}]`;
}
