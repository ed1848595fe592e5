import type { Range } from "../../base/index.ts";

export interface Hover {
  readonly range: Range;
  /** Markdown without HTML. */
  readonly markdown: string;
}

/** Joins the lines of one paragraph, without those that are null. Two spaces at the end make a line break in Markdown. */
export function lines(...parts: readonly (string | null)[]): string {
  return parts.filter((part) => part !== null && part !== "").join("  \n");
}

/** Markdown code; the text may contain a backtick. */
export function code(text: string): string {
  return text.includes("`") ? `\`\` ${text} \`\`` : `\`${text}\``;
}

/** Says that the input is assumed, and how to state it. */
export function assumedNote(inputs: string): string {
  return `_The input ${inputs} is assumed. Write ${code("/** @input 1x3x224x224 */")} above the class to state it._`;
}

/** The first of many rows, and how many more there are. */
export function limited(rows: readonly string[], limit: number): readonly string[] {
  return rows.length <= limit ? rows : [...rows.slice(0, limit), `… ${rows.length - limit} more`];
}
