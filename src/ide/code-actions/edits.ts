import { importing, type ParsedFile } from "../../analyzer/index.ts";
import type { FileRange } from "../../base/index.ts";
import { importedName, type LibraryName, printName } from "../../problems/index.ts";
import type { Replacement } from "../view/text-edits.ts";
import type { TextEdit } from "./code-action.ts";

/** Edits of one file in the order of its text; those at the same place keep their order. */
export function inOrder(edits: readonly TextEdit[]): readonly Replacement[] {
  return edits
    .map(({ at: { start, end }, text }) => ({ start, end, text }))
    .sort((a, b) => a.start - b.start);
}

export function insertionAt(file: string, offset: number, text: string): TextEdit {
  return { at: { file, start: offset, end: offset }, text };
}

/** A name of the library as a file writes it, with the imports that this needs. */
export function libraryName(
  parsed: ParsedFile,
  file: string,
  name: LibraryName,
): { readonly text: string; readonly imports: readonly TextEdit[] } {
  const imported = importedName(name);
  const { edits, called } = importing(parsed, [imported]);
  return {
    text: `${called(imported)}${printName(name).slice(imported.length)}`,
    imports: edits.map(({ at, text }) => insertionAt(file, at, text)),
  };
}

/** Of items whose places begin at the same offset, one. */
export function distinctPlaces<T>(items: readonly T[], placeOf: (item: T) => FileRange): readonly T[] {
  const byPlace = items.map((item) => {
    const { file, start } = placeOf(item);
    return [`${file} ${start}`, item] as const;
  });
  return [...new Map(byPlace).values()];
}
