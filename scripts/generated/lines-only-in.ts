/** The lines of an example that another one lacks, each as code of a table's cell. Imports of the library are left out. */
export function linesOnlyIn(text: string, other: string): string {
  const others = other.split("\n");
  const own = text
    .split("\n")
    .filter((line) => line !== "" && !others.includes(line) && !line.includes('"cnn-blocks"'));
  return own.map((line) => `\`${line.trim().replaceAll("|", "\\|")}\``).join("<br>");
}
