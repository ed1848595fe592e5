/** The only name within a typing slip: at most two letters differ, and fewer than half of them. */
export function nearestName(name: string, names: readonly string[]): string | undefined {
  const most = Math.min(2, Math.floor((name.length - 1) / 2));
  const mayBeNear = (other: string): boolean =>
    Math.abs(other.length - name.length) <= most && other !== name;
  const near = names.filter((other) => mayBeNear(other) && editDistance(name, other) <= most);
  return near.length === 1 ? near[0] : undefined;
}

/**
 * How many letters have to be put in, left out, changed or swapped with the next one (Damerau 1964, Levenshtein 1966), by
 * rows of the usual table.
 */
function editDistance(from: string, to: string): number {
  let above: readonly number[] = [];
  let row = Array.from({ length: to.length + 1 }, (_, index) => index);
  for (const [i, letter] of [...from].entries()) {
    const next = [i + 1];
    for (let j = 0; j < to.length; j++) {
      const changed = (row[j] ?? 0) + Number(letter !== to[j]);
      const isSwapped = i > 0 && j > 0 && letter === to[j - 1] && from[i - 1] === to[j];
      const swapped = isSwapped ? (above[j - 1] ?? 0) + 1 : changed;
      next.push(Math.min(changed, swapped, (row[j + 1] ?? 0) + 1, (next[j] ?? 0) + 1));
    }
    above = row;
    row = next;
  }
  return row[to.length] ?? 0;
}
