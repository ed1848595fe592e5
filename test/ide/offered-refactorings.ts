import type { Range } from "../../src/base/index.ts";
import { type OfferedRefactoring, offeredRefactorings, refactorings } from "../../src/ide/index.ts";
import { edited } from "../../src/ide/view/text-edits.ts";
import { atCursor, sourcesOf } from "./view-of.ts";

export const header = 'import { F, nn, randn, type Tensor } from "cnn-blocks";\n';

export function exampleOf(id: string) {
  const found = refactorings.find((one) => one.id === id);
  if (found === undefined) throw new Error(`There is no refactoring ${id}.`);
  return found.example;
}

export interface Result extends OfferedRefactoring {
  /** The file once it is applied. */
  readonly text: string;
}

/** What is offered at the cursor or for the selection that is marked in a file. */
export function offersAt(marked: string): readonly Result[] {
  const { text, selection } = withSelection(marked);
  return offeredRefactorings(sourcesOf(text), selection).map((offer) => ({
    ...offer,
    text: textAfter(text, offer),
  }));
}

/** Removes the marks of a cursor, or those around a selection. */
function withSelection(marked: string): { readonly text: string; readonly selection: Range } {
  const [start, end] = [marked.indexOf("/*[*/"), marked.indexOf("/*]*/")];
  if (start >= 0)
    return { text: marked.replace(/\/\*[[\]]\*\//g, ""), selection: { start, end: end - "/*[*/".length } };
  const { text, offset } = atCursor(marked);
  return { text, selection: { start: offset, end: offset } };
}

function textAfter(text: string, { edits }: OfferedRefactoring): string {
  const replacements = edits.map(({ at: { start, end }, text: written }) => ({ start, end, text: written }));
  return edited(
    text,
    replacements.sort((a, b) => a.start - b.start),
  );
}
