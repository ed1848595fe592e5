/** The slowest of a list, and what the others add up to. */
export interface Slowest<T> {
  readonly shown: readonly T[];
  readonly others: { readonly count: number; readonly milliseconds: number };
}

/** The rest of a long model takes almost no time. The table view shows every layer. */
const most = 40;

export function slowest<T extends { readonly milliseconds: number }>(timed: readonly T[]): Slowest<T> {
  const sorted = [...timed].sort((a, b) => b.milliseconds - a.milliseconds);
  const rest = sorted.slice(most);
  return {
    shown: sorted.slice(0, most),
    others: {
      count: rest.length,
      milliseconds: rest.reduce((sum, { milliseconds }) => sum + milliseconds, 0),
    },
  };
}
