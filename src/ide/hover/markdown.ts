/** Lines of one paragraph; what is null is left out. Two spaces at the end make a line break in Markdown. */
export function lines(...parts: readonly (string | null)[]): string {
  return parts.filter((part) => part !== null && part !== "").join("  \n");
}

/** As code, whatever characters are in it. */
export function code(text: string): string {
  return text.includes("`") ? `\`\` ${text} \`\`` : `\`${text}\``;
}

/** Says that nobody stated the input, and how to. */
export function assumedNote(inputs: string): string {
  return `_The input ${inputs} is assumed; ${code("/** @input 1x3x224x224 */")} above the class states it._`;
}
