/** What a smaller and a larger number are called: `fewer` and `more`, `faster` and `slower`. */
export interface RatioWords {
  readonly less: string;
  readonly more: string;
}

/** `value` beside `first` as people say it: `8.1× fewer`, `2.0× more`, `about the same`; "" where there is no ratio. */
export function ratioTo(first: number, value: number, { less, more }: RatioWords): string {
  if (first === value) return "the same";
  if (first === 0 || value === 0) return "";
  const ratio = value < first ? first / value : value / first;
  if (ratio < 1.005) return "about the same";
  const digits = ratio >= 100 ? 0 : ratio < 1.1 ? 2 : 1;
  return `${ratio.toFixed(digits)}× ${value < first ? less : more}`;
}

/** A share that is too small to print. */
const leastShare = "< 0.1 %";

/** `37.2 %`; a share that is too small to print says so. */
export function percent(share: number): string {
  if (share > 0 && share < 0.0005) return leastShare;
  return `${(share * 100).toFixed(1)} %`;
}

/**
 * The shares of a whole in words. They are rounded so that together they are never more than 100 %: the largest
 * remainders are rounded up as long as there is room.
 */
export function percentages(parts: readonly number[]): readonly string[] {
  const whole = parts.reduce((sum, part) => sum + part, 0) || 1;
  const exact = parts.map((part) => (part / whole) * 1000);
  const rounded = exact.map(Math.floor);
  let left = Math.round(exact.reduce((sum, share) => sum + share, 0)) - rounded.reduce((a, b) => a + b, 0);
  const byRemainder = exact.map((share, index) => ({ index, remainder: share - Math.floor(share) }));
  byRemainder.sort((a, b) => b.remainder - a.remainder);
  for (const { index, remainder } of byRemainder) {
    if (left-- <= 0 || remainder === 0) break;
    rounded[index] = (rounded[index] ?? 0) + 1;
  }
  return parts.map((part, index) => {
    const tenths = rounded[index] ?? 0;
    return part > 0 && tenths === 0 ? leastShare : percent(tenths / 1000);
  });
}
