import {
  declaredNames,
  importedNames,
  libraryImports,
  type ParsedFile,
  placesOfName,
  snippetPlaces,
} from "../../analyzer/index.ts";
import { freeName, type Range } from "../../base/index.ts";

/** The code of a block or net as an editor's snippet, and what a file with it imports. */
export interface SnippetCode {
  readonly imports: readonly string[];
  /** With places to be typed over: the class's name, further names, then its constructor's default values. */
  readonly text: string;
}

/** Gives the names under which a file has room for what is written into it. */
export function roomIn(file: ParsedFile): (wanted: string) => string {
  const taken = declaredNames(file);
  return (wanted) => freeName(wanted, (name) => taken.has(name));
}

/** `nameFor` says under which names the file has room for what the code declares. */
export function snippetCode(
  code: ParsedFile,
  className: string,
  nameFor: (name: string) => string,
): SnippetCode {
  const { declared, defaults } = snippetPlaces(code, className);
  const skipped = Math.max(0, ...libraryImports(code).map(({ end }) => end));
  const names = [className, ...declared.filter((name) => name !== className)];
  const fields = [
    ...names.flatMap((name, index) =>
      placesOfName(code, name).map((at): Field => ({ at, number: index + 1, text: nameFor(name) })),
    ),
    ...defaults.map((at, index): Field => {
      return { at, number: names.length + index + 1, text: code.text.slice(at.start, at.end) };
    }),
  ].filter(({ at }) => at.start >= skipped);
  const text = withFields(code.text, skipped, fields).trim();
  // An editor writes its own indentation for a tab.
  const indented = text.replace(/^( {2})+/gm, (spaces) => "\t".repeat(spaces.length / 2));
  return { imports: importedNames(code), text: `${indented}\n$0` };
}

/** What can be typed over; places of one number at once. */
interface Field {
  readonly at: Range;
  readonly number: number;
  readonly text: string;
}

function withFields(text: string, from: number, fields: readonly Field[]): string {
  let [written, end] = ["", from];
  for (const { at, number, text: value } of fields.toSorted(
    (left, right) => left.at.start - right.at.start,
  )) {
    written += `${escaped(text.slice(end, at.start))}\${${number}:${escaped(value)}}`;
    end = at.end;
  }
  return written + escaped(text.slice(end));
}

/** The signs that mean something in a snippet. */
function escaped(text: string): string {
  return text.replace(/[\\$}]/g, "\\$&");
}
