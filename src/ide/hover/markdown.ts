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
