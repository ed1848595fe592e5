import { type Dim, isUnknown, known, multiply, printDim } from "../../src/ir/index.ts";

// The same roundings as the editor's hovers and hints, so that a number looks alike wherever it stands.

export type Units = "MACs" | "FLOPs";

/** A count in full: `11,689,512`; a formula where it is symbolic; `unknown` where nobody can tell. */
export function fullCount(count: Dim): string {
  const value = known(count);
  if (value !== undefined) return value.toLocaleString("en-US");
  return isUnknown(count) ? "unknown" : printDim(count);
}

/** A count at a glance: `64`, `9,408`, `73.9K`, `1.81G`. */
export function shortCount(count: Dim): string {
  const value = known(count);
  if (value === undefined) return shortFormula(count);
  const scale = countScales.find(({ from }) => Math.abs(value) >= from);
  return scale === undefined ? fullCount(value) : scaled(value, scale);
}

/** Multiply–accumulates in the unit of the setting, two FLOPs to a MAC: `118 MMACs`. */
export function shortWork(macs: Dim, units: Units): string {
  const text = shortCount(workIn(macs, units));
  const letter = /\d[KMGT]$/.test(text) ? text.slice(-1) : "";
  return `${text.slice(0, text.length - letter.length)} ${letter}${units}`;
}

export function fullWork(macs: Dim, units: Units): string {
  return `${fullCount(workIn(macs, units))} ${units}`;
}

/** Memory in binary units: `784 KiB`, `1.5 MiB`. */
export function shortBytes(bytes: Dim): string {
  const value = known(bytes);
  if (value === undefined) return isUnknown(bytes) ? "unknown" : `${shortFormula(bytes)} B`;
  const scale = memoryScales.find(({ from }) => value >= from);
  return scale === undefined ? `${value} B` : scaled(value, scale);
}

/** `0.042 ms`, `1.73 ms`, `128 ms`, `2.31 s`; `≈ 0 ms` for what a clock that ticks in tenths could not see. */
export function duration(milliseconds: number): string {
  if (milliseconds < 0.0005) return "≈ 0 ms";
  if (milliseconds >= 1000) return `${(milliseconds / 1000).toPrecision(3)} s`;
  if (milliseconds >= 100) return `${milliseconds.toFixed(0)} ms`;
  if (milliseconds >= 1) return `${milliseconds.toPrecision(3)} ms`;
  return `${milliseconds.toFixed(milliseconds < 0.01 ? 3 : 2)} ms`;
}

export interface RatioWords {
  readonly less: string;
  readonly more: string;
}

/**
 * `value` beside `first` as people say it: `8.1× fewer`, `2.0× more`, `the same`; "" where there is no ratio.
 */
export function ratioTo(first: number, value: number, { less, more }: RatioWords): string {
  if (first === value) return "the same";
  if (first === 0 || value === 0) return "";
  const ratio = value < first ? first / value : value / first;
  const digits = ratio >= 100 ? 0 : ratio < 1.1 ? 2 : 1;
  return `${ratio.toFixed(digits)}× ${value < first ? less : more}`;
}

/** `37.2 %`; shares too small to print are told as such. */
export function percent(share: number): string {
  if (share > 0 && share < 0.0005) return "< 0.1 %";
  return `${(share * 100).toFixed(1)} %`;
}

/** A tensor's value in a table or beside an axis. */
export function realNumber(value: number): string {
  if (!Number.isFinite(value)) return String(value).replace("Infinity", "∞").replace("-", "−");
  const size = Math.abs(value);
  if (size !== 0 && (size < 1e-3 || size >= 1e5)) return value.toExponential(2).replace("-", "−");
  return Number(value.toPrecision(4)).toString().replace("-", "−");
}

export function workIn(macs: Dim, units: Units): Dim {
  return units === "FLOPs" ? multiply(2, macs) : macs;
}

interface Scale {
  readonly from: number;
  readonly factor: number;
  readonly unit: string;
}

const countScales: readonly Scale[] = [
  { from: 999.5e9, factor: 1e12, unit: "T" },
  { from: 999.5e6, factor: 1e9, unit: "G" },
  { from: 999.5e3, factor: 1e6, unit: "M" },
  { from: 1e4, factor: 1e3, unit: "K" },
];

const memoryScales: readonly Scale[] = [
  { from: 1023.5 * 2 ** 20, factor: 2 ** 30, unit: " GiB" },
  { from: 1023.5 * 2 ** 10, factor: 2 ** 20, unit: " MiB" },
  { from: 1023.5, factor: 2 ** 10, unit: " KiB" },
];

function scaled(value: number, { factor, unit }: Scale): string {
  return `${Number((value / factor).toPrecision(3))}${unit}`;
}

/** Formulas of counts grow long; what does not fit stands in the tooltip, in full. */
function shortFormula(count: Dim): string {
  if (isUnknown(count)) return "unknown";
  const text = printDim(count);
  return text.length > 20 ? `${text.slice(0, 19)}…` : text;
}
