/** A place in a text: line and character from 0, as editors count them. */
export interface Position {
  readonly line: number;
  readonly character: number;
}

/** Converts between offsets and positions in one text. */
export interface LineMap {
  /** Takes any offset; one outside the text counts as its nearest end. */
  positionAt(offset: number): Position;
  /** Takes any position; one outside its line or the text counts as the nearest end. */
  offsetAt(position: Position): number;
}

/** Lines end at `\n`, `\r\n` or `\r`, as in the language server protocol. */
export function lineMap(text: string): LineMap {
  const starts = lineStarts(text);
  return {
    positionAt(offset) {
      const inside = Math.max(0, Math.min(offset, text.length));
      const line = lineOf(starts, inside);
      return { line, character: inside - (starts[line] ?? 0) };
    },
    offsetAt({ line, character }) {
      const start = starts[line];
      if (start === undefined) return line < 0 ? 0 : text.length;
      return Math.min(start + Math.max(0, character), starts[line + 1] ?? text.length);
    },
  };
}

function lineStarts(text: string): readonly number[] {
  return [0, ...Array.from(text.matchAll(/\r\n|\n|\r/g), (match) => match.index + match[0].length)];
}

/** The last line that begins at or before the offset. */
function lineOf(starts: readonly number[], offset: number): number {
  let low = 0;
  let high = starts.length - 1;
  while (low < high) {
    const middle = Math.ceil((low + high) / 2);
    if ((starts[middle] ?? 0) <= offset) low = middle;
    else high = middle - 1;
  }
  return low;
}
