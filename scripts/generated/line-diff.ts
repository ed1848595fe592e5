/**
 * The lines of two texts as a diff: those taken away with `-`, those added with `+`, and of the rest the ones right beside them;
 * `…` stands for what is left out.
 */
export function lineDiff(before: string, after: string): string {
  const lines = compared(before.trimEnd().split("\n"), after.trimEnd().split("\n"));
  const isShown = (index: number) =>
    lines.slice(Math.max(0, index - beside), index + beside + 1).some((line) => !line.startsWith(" "));
  const shown = lines.flatMap((line, index) => {
    if (isShown(index)) return [line.trimEnd()];
    return index === 0 || isShown(index - 1) ? [" …"] : [];
  });
  return shown.join("\n");
}

const beside = 2;

/** By the longest lines that both have in the same order. */
function compared(before: readonly string[], after: readonly string[]): readonly string[] {
  const common = commonLengths(before, after);
  const lines: string[] = [];
  let [i, j] = [0, 0];
  while (i < before.length || j < after.length) {
    const [one, other] = [before[i], after[j]];
    const isBest = at(common, i, j) > Math.max(at(common, i + 1, j), at(common, i, j + 1));
    if (one !== undefined && one === other && (isBest || one === "")) {
      lines.push(` ${one}`);
      i += 1;
      j += 1;
    } else if (one !== undefined && (other === undefined || at(common, i + 1, j) >= at(common, i, j + 1))) {
      lines.push(`-${one}`);
      i += 1;
    } else {
      lines.push(`+${other}`);
      j += 1;
    }
  }
  return lines;
}

type Lengths = readonly (readonly number[])[];

/** How many lines the rests of both texts have in common, from each line of the one and each of the other. */
function commonLengths(before: readonly string[], after: readonly string[]): Lengths {
  const rows: number[][] = [Array.from({ length: after.length + 1 }, () => 0)];
  for (const line of before.toReversed()) {
    const next = rows[0] ?? [];
    const row = [0];
    for (let j = after.length - 1; j >= 0; j--) {
      const same = line === after[j] && line !== "";
      const [diagonal = 0, below = 0, behind = 0] = [next[j + 1], next[j], row[0]];
      row.unshift(same ? Math.max(diagonal + weightOf(line), below, behind) : Math.max(below, behind));
    }
    rows.unshift(row);
  }
  return rows;
}

/** A class that stays is seen to stay, even where most of its lines move to another one. */
function weightOf(line: string): number {
  return /^(?:export )?class /.test(line) ? 10 : 1;
}

function at(lengths: Lengths, i: number, j: number): number {
  return lengths[i]?.[j] ?? 0;
}
