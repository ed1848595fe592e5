/** The lines of one text that the other one does not have, as code in a table. */
export function changedLines(text: string, other: string): string {
  const others = new Set(other.split("\n"));
  const lines = text.split("\n").filter((line) => !others.has(line) && line.trim() !== "");
  return lines.map((line) => `\`${line.trim().replaceAll("|", "\\|")}\``).join("<br>");
}
