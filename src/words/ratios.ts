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

/** `37.2 %`; a share that is too small to print says so. */
export function percent(share: number): string {
  if (share > 0 && share < 0.0005) return "< 0.1 %";
  return `${(share * 100).toFixed(1)} %`;
}
