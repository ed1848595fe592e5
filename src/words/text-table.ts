/** Left or right: how a column's cells stand. */
type Alignment = "l" | "r";

const gap = "  ";

/** Rows as aligned columns of plain text, with a rule below the heading where there is one. */
export function textTable(
  heading: readonly string[] | null,
  rows: readonly (readonly string[])[],
  alignments: readonly Alignment[],
): string {
  const all = heading === null ? rows : [heading, ...rows];
  const widths = alignments.map((_, column) => Math.max(0, ...all.map((row) => (row[column] ?? "").length)));
  const line = (row: readonly string[]): string =>
    alignments
      .map((alignment, column) => padded(row[column] ?? "", widths[column] ?? 0, alignment))
      .join(gap)
      .trimEnd();
  if (heading === null) return rows.map(line).join("\n");
  const rule = widths.map((width) => "─".repeat(width)).join(gap);
  return [line(heading), rule, ...rows.map(line)].join("\n");
}

function padded(cell: string, width: number, alignment: Alignment): string {
  return alignment === "r" ? cell.padStart(width) : cell.padEnd(width);
}
