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
