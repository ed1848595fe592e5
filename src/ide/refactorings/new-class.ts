import {
  boundName,
  type Importing,
  importing,
  isTypeImport,
  parseFile,
  placesOfName,
  topLevelStart,
  variableNames,
} from "../../analyzer/index.ts";
import { freeName, type Range } from "../../base/index.ts";
import type { AnalysisSources } from "../arguments/sources.ts";
import type { TextEdit } from "../code-actions/code-action.ts";
import { insertionAt } from "../code-actions/edits.ts";
import { isTyped } from "../view/is-typed.ts";
import { edited } from "../view/text-edits.ts";

/** The edits that write a class above the statement at an offset, with the imports that it needs. */
export function classAbove(
  { view }: AnalysisSources,
  offset: number,
  text: string,
  imports: readonly string[],
): readonly TextEdit[] {
  const { file } = view.analysis;
  const at = topLevelStart(view.parsed(), offset);
  if (at === null) return [];
  const needed = isTyped(file) ? imports : imports.filter((one) => !isTypeImport(one));
  const { edits, called } = importing(view.parsed(), needed);
  return [
    ...edits.map((one) => insertionAt(file, one.at, one.text)),
    insertionAt(file, at, `${withNames(text, needed, called)}\n\n`),
  ];
}

/** The text with the library's names as the file calls them. */
function withNames(text: string, imports: readonly string[], called: Importing["called"]): string {
  const names = imports.map(boundName).filter((name) => called(name) !== name);
  if (names.length === 0) return text;
  const code = parseFile("class.ts", text);
  const places = names.flatMap((name) =>
    placesOfName(code, name).map((at) => ({ ...at, text: called(name) })),
  );
  return edited(
    text,
    places.sort((left, right) => left.start - right.start),
  );
}

/** A text without its marked types in a file of JavaScript: `‹: Tensor›`. */
export function inLanguageOf(file: string, text: string): string {
  return isTyped(file) ? text.replace(/[‹›]/g, "") : text.replace(/‹[^›]*›/g, "");
}

/** `Block`, or `Block2` where the file uses the name. */
export function freeNameInFile({ view }: AnalysisSources, name: string): string {
  const taken = variableNames(view.parsed());
  return freeName(name, (one) => taken.has(one));
}

/** A declaration with the empty lines below it, to be removed. */
export function belowToo(text: string, { start, end }: Range): Range {
  const gap = /^\s*?\n+/.exec(text.slice(end))?.[0].length ?? 0;
  return { start, end: end + gap };
}

/** One step of the file's indentation. */
export function indentStep({ view: { text } }: AnalysisSources): string {
  return /^\t/m.test(text) ? "\t" : "  ";
}

/** The blanks that the line of an offset begins with. */
export function indentAt(text: string, offset: number): string {
  return /^[ \t]*/.exec(text.slice(text.lastIndexOf("\n", offset - 1) + 1, offset))?.[0] ?? "";
}

/** A text of several lines, moved from one indentation to another. */
export function reindented(text: string, from: string, to: string): string {
  return text.replaceAll(`\n${from}`, `\n${to}`);
}
