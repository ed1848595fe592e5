import { type Dim, isUnknown, multiply, printDim, symbolsOf } from "../ir/index.ts";

/** The unit of arithmetic cost; FLOPs are two for every MAC. */
export type CostUnit = "MACs" | "FLOPs";

/** A longer formula tells nobody anything; what it depends on does. */
const longestFormula = 48;

/** Every digit, with commas: `11,689,512`. A symbolic count is its formula, an unknown one says so. */
export function exactCount(count: Dim): string {
  if (typeof count === "number") return count.toLocaleString("en-US");
  return isUnknown(count) ? "unknown" : formula(count);
}

/** `9·inChannels·outChannels`, or `f(N, H, W, stride)` where the formula is long. */
function formula(dim: Dim): string {
  const text = printDim(dim);
  return text.length <= longestFormula ? text : `f(${symbolsOf(dim).join(", ")})`;
}

/** Three significant digits and a letter: `11.7M`, `1.81G`; below ten thousand every digit. */
export function shortCount(count: Dim): string {
  if (typeof count !== "number") return exactCount(count);
  const scale = countScales.find(({ from }) => Math.abs(count) >= from);
  return scale === undefined ? exactCount(count) : scaled(count, scale.factor, scale.letter);
}

/** `1,814,073,344 MACs`, or twice the number with FLOPs beside it. */
export function exactCost(macs: Dim, unit: CostUnit): string {
  return `${exactCount(costIn(macs, unit))} ${unit}`;
}

/** `1.81 GMACs`, `3.63 GFLOPs`; below ten thousand every digit. */
export function shortCost(macs: Dim, unit: CostUnit): string {
  const text = shortCount(costIn(macs, unit));
  const letter = /[KMGT]$/.exec(text)?.[0] ?? "";
  return `${text.slice(0, text.length - letter.length)} ${letter}${unit}`;
}

/** The number that stands beside the unit's word. */
export function costIn(macs: Dim, unit: CostUnit): Dim {
  return unit === "FLOPs" ? multiply(macs, 2) : macs;
}

/** Memory in binary units: `784 KiB`, `1.5 MiB`. */
export function memorySize(bytes: Dim): string {
  if (typeof bytes !== "number") return isUnknown(bytes) ? "unknown" : `${formula(bytes)} bytes`;
  const scale = memoryScales.find(({ from }) => bytes >= from);
  return scale === undefined ? `${bytes} B` : scaled(bytes, scale.factor, ` ${scale.letter}`);
}

interface Scale {
  readonly from: number;
  readonly factor: number;
  readonly letter: string;
}

const countScales: readonly Scale[] = [
  { from: 999.5e9, factor: 1e12, letter: "T" },
  { from: 999.5e6, factor: 1e9, letter: "G" },
  { from: 999.5e3, factor: 1e6, letter: "M" },
  { from: 1e4, factor: 1e3, letter: "K" },
];

const memoryScales: readonly Scale[] = [
  { from: 1023.5 * 2 ** 20, factor: 2 ** 30, letter: "GiB" },
  { from: 1023.5 * 2 ** 10, factor: 2 ** 20, letter: "MiB" },
  { from: 1023.5, factor: 2 ** 10, letter: "KiB" },
];

function scaled(value: number, factor: number, letter: string): string {
  return `${Number((value / factor).toPrecision(3))}${letter}`;
}
