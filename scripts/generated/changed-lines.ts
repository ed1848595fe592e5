/** The lines of `text` that `other` does not have, as code in a table's cell. */
export function changedLines(text: string, other: string): string {
  const others = new Set(other.split("\n"));
  const lines = text.split("\n").filter((line) => !others.has(line) && line.trim() !== "");
  return lines.map((line) => `\`${line.trim().replaceAll("|", "\\|")}\``).join("<br>");
}
