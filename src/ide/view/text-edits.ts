import type { Range } from "../../base/index.ts";

/** A part of a text, and what is written in its place. */
export interface Replacement extends Range {
  readonly text: string;
}

/** The text with replacements, which are in its order and do not overlap. */
export function edited(text: string, edits: readonly Replacement[]): string {
  let at = 0;
  const parts = edits.map(({ start, end, text: written }) => {
    const part = `${text.slice(at, start)}${written}`;
    at = end;
    return part;
  });
  return `${parts.join("")}${text.slice(at)}`;
}

/** From an offset of the edited text to one of the text before it. */
export function backThrough(edits: readonly Replacement[]): (offset: number) => number {
  return (offset) => {
    let shift = 0;
    for (const { start, end, text } of edits) {
      const begins = start + shift;
      if (offset <= begins) break;
      if (offset < begins + text.length) return end;
      shift += text.length - (end - start);
    }
    return offset - shift;
  };
}

/** One step instead of two: replacements with the effect of the first ones and then the second on their result. */
export function composed(
  first: readonly Replacement[],
  second: readonly Replacement[],
): readonly Replacement[] {
  return replacementsOf(second.reduceRight(withReplacement, piecesOf(first)));
}

/** A part of an edited text: a stretch of the original, or a new text. */
type Piece = { readonly from: number; readonly length: number } | { readonly written: string };

/** Longer than any text: the last piece reaches to the end. */
const end = Number.MAX_SAFE_INTEGER;

function piecesOf(edits: readonly Replacement[]): readonly Piece[] {
  let at = 0;
  const pieces = edits.flatMap((edit): readonly Piece[] => {
    const before = { from: at, length: edit.start - at };
    at = edit.end;
    return [before, { written: edit.text }];
  });
  return [...pieces, { from: at, length: end - at }];
}

function withReplacement(
  pieces: readonly Piece[],
  { start, end: stop, text }: Replacement,
): readonly Piece[] {
  const [before, rest] = split(pieces, start);
  const [, after] = split(rest, stop - start);
  return [...before, { written: text }, ...after];
}

function split(pieces: readonly Piece[], offset: number): readonly [readonly Piece[], readonly Piece[]] {
  const [before, after]: [Piece[], Piece[]] = [[], []];
  let left = offset;
  for (const piece of pieces) {
    const length = lengthOf(piece);
    const here = Math.max(0, Math.min(left, length));
    if (here > 0) before.push(part(piece, 0, here));
    if (here < length) after.push(part(piece, here, length));
    left -= length;
  }
  return [before, after];
}

function lengthOf(piece: Piece): number {
  return "written" in piece ? piece.written.length : piece.length;
}

function part(piece: Piece, from: number, to: number): Piece {
  return "written" in piece
    ? { written: piece.written.slice(from, to) }
    : { from: piece.from + from, length: to - from };
}

/** A new text between two stretches of the original replaces what was between them there. */
function replacementsOf(pieces: readonly Piece[]): readonly Replacement[] {
  const found: Replacement[] = [];
  let [at, text] = [0, ""];
  for (const piece of pieces) {
    if ("written" in piece) {
      text += piece.written;
      continue;
    }
    if (text !== "" || piece.from > at) found.push({ start: at, end: piece.from, text });
    [at, text] = [piece.from + piece.length, ""];
  }
  return found;
}
