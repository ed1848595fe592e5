/** A step of a ladder of units, such as thousands or KiB. */
export interface Scale {
  /** The smallest number shown in this unit: three digits of the smaller unit would round up to it. */
  readonly from: number;
  readonly factor: number;
  readonly letter: string;
}

/** The largest unit that a number reaches; undefined below all of them. */
export function scaleFor(value: number, scales: readonly Scale[]): Scale | undefined {
  return scales.find(({ from }) => Math.abs(value) >= from);
}

/** Three significant digits, without zeros at the end. */
export function scaled(value: number, { factor }: Scale): string {
  return String(Number((value / factor).toPrecision(3)));
}

/** No less than the value, in two or three digits of the largest unit that it reaches; `plain` is the unit of small values. */
export function roundedUp(value: number, scales: readonly Scale[], plain: string): string {
  const reached = (size: number) =>
    scales.find(({ factor }) => size >= factor) ?? { factor: 1, letter: plain };
  const { factor } = reached(value);
  const amount = value / factor;
  const perUnit = amount >= 1000 ? 0.1 : amount >= 10 || factor === 1 ? 1 : 10;
  const size = (Math.ceil(amount * perUnit) / perUnit) * factor;
  // Rounding up may reach the next unit.
  const unit = reached(size);
  return `${Number((size / unit.factor).toFixed(1))}${unit.letter}`;
}
