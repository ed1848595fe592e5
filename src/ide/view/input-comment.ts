import type { Replacement } from "./text-edits.ts";

/** Writes a comment that states inputs, such as `1x3x224x224`, above the statement whose line begins there. */
export function inputComment(text: string, lineStart: number, shapes: readonly string[]): Replacement {
  const indent = /^[ \t]*/.exec(text.slice(lineStart))?.[0] ?? "";
  return { start: lineStart, end: lineStart, text: `${indent}/** @input ${shapes.join(", ")} */\n` };
}
