import {
  boundName,
  declaredNames,
  type Importing,
  importedNames,
  importing,
  libraryImports,
  type ParsedFile,
  placesOfName,
  snippetPlaces,
} from "../../analyzer/index.ts";
import { freeName, type Range } from "../../base/index.ts";

/** The code of a block or net as an editor's snippet, and how a file with it comes to the library's names. */
export interface SnippetCode {
  readonly imports: Importing["edits"];
  /** With places to be typed over: the class's name, further names, then its constructor's default values. */
  readonly text: string;
}

/** Gives the code of blocks and nets as it fits a file: under names that the file has room for. */
export function snippetsFor(file: ParsedFile): (code: ParsedFile, className: string) => SnippetCode {
  const taken = declaredNames(file);
  const nameFor = (wanted: string) => freeName(wanted, (name) => taken.has(name));
  return (code, className) => snippetCode(code, className, { nameFor, file });
}

interface Destination {
  readonly file: ParsedFile;
  readonly nameFor: (name: string) => string;
}

function snippetCode(code: ParsedFile, className: string, { file, nameFor }: Destination): SnippetCode {
  const { edits, called } = importing(file, importedNames(code));
  const { declared, defaults } = snippetPlaces(code, className);
  const skipped = Math.max(0, ...libraryImports(code).map(({ end }) => end));
  const names = [className, ...declared.filter((name) => name !== className)];
  const fields: readonly Field[] = [
    ...renamedImports(code, called),
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
  return { imports: edits, text: `${indented}\n$0` };
}

/** The places of library names that the file calls otherwise. */
function renamedImports(code: ParsedFile, called: Importing["called"]): readonly Field[] {
  return importedNames(code)
    .map(boundName)
    .filter((name) => called(name) !== name)
    .flatMap((name) => placesOfName(code, name).map((at) => ({ at, number: null, text: called(name) })));
}

/** A place that gets another text. With a number it is a tab stop; places with the same number change together. */
interface Field {
  readonly at: Range;
  readonly number: number | null;
  readonly text: string;
}

function withFields(text: string, from: number, fields: readonly Field[]): string {
  let [written, end] = ["", from];
  for (const { at, number, text: value } of fields.toSorted(
    (left, right) => left.at.start - right.at.start,
  )) {
    const field = number === null ? escaped(value) : `\${${number}:${escaped(value)}}`;
    written += `${escaped(text.slice(end, at.start))}${field}`;
    end = at.end;
  }
  return written + escaped(text.slice(end));
}

/** The signs that mean something in a snippet. */
function escaped(text: string): string {
  return text.replace(/[\\$}]/g, "\\$&");
}
