/** A place between two declarations of a file, with the line breaks that a new one needs around it. */
export interface FreePlace {
  /** From 0, as is `character`. */
  readonly line: number;
  readonly character: number;
  readonly before: string;
  readonly after: string;
}

/**
 * The first place at or below a line where a declaration can stand: an empty line that is not inside another
 * declaration, recognized by the text after it not being indented; else the end of the file.
 */
export function freePlace(lines: readonly string[], from: number): FreePlace {
  const line = lines.findIndex((_, index) => index >= from && isFree(lines, index));
  if (line < 0) return endOf(lines);
  const before = line > 0 && !isBlank(lines[line - 1]) ? "\n" : "";
  const last = line === lines.length - 1;
  return { line, character: lines[line]?.length ?? 0, before, after: last ? "" : "\n" };
}

function isFree(lines: readonly string[], index: number): boolean {
  if (!isBlank(lines[index])) return false;
  const next = lines.slice(index).find((line) => !isBlank(line));
  return next === undefined || !/^[\s})\]]/.test(next);
}

function endOf(lines: readonly string[]): FreePlace {
  const line = Math.max(lines.length - 1, 0);
  return { line, character: lines[line]?.length ?? 0, before: "\n\n", after: "" };
}

function isBlank(line: string | undefined): boolean {
  return line === undefined || line.trim() === "";
}
