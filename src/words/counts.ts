import { type CostUnit, type Dim, isUnknown, known, multiply, printDim, symbolsOf } from "../ir/index.ts";
import { roundedUp, type Scale, scaled, scaleFor } from "./scale.ts";

/** Longer formulas are unreadable, so their symbols are listed instead. */
const longestFormula = 48;

/** The longest formula for a narrow place: a node of the graph, a cell of a table. */
export const narrowFormula = 20;

/** No formula is too long for a tooltip. */
export const wholeFormula = Number.POSITIVE_INFINITY;

const scales: readonly Scale[] = [
  { from: 999.5e9, factor: 1e12, letter: "T" },
  { from: 999.5e6, factor: 1e9, letter: "G" },
  { from: 999.5e3, factor: 1e6, letter: "M" },
  { from: 1e4, factor: 1e3, letter: "K" },
];

/** Every digit, with commas: `11,689,512`. A symbolic count is its formula, an unknown one says so. */
export function exactCount(count: Dim, longest = longestFormula): string {
  const value = known(count);
  if (value !== undefined) return withCommas(value);
  return isUnknown(count) ? "unknown" : formula(count, longest);
}

/** A whole number with commas, without `Intl`: to load its data takes longer than the analysis of a file. */
function withCommas(value: number): string {
  return Number.isSafeInteger(value)
    ? String(value).replace(/\B(?=(?:\d{3})+$)/g, ",")
    : value.toLocaleString("en-US");
}

/** Three significant digits and a letter: `11.7M`, `1.81G`; below ten thousand every digit. */
export function shortCount(count: Dim, longest = longestFormula): string {
  const { text, letter } = shortened(count, longest);
  return text + letter;
}

/** A round count that is no smaller, as a budget is written: `706K`. */
export function roundCount(count: number): string {
  return roundedUp(count, scales, "");
}

/** `1,814,073,344 MACs`, or twice the number with FLOPs beside it. */
export function exactCost(macs: Dim, unit: CostUnit, longest = longestFormula): string {
  return `${exactCount(costIn(macs, unit), longest)} ${unit}`;
}

/** `1.81 GMACs`, `3.63 GFLOPs`; below ten thousand every digit. */
export function shortCost(macs: Dim, unit: CostUnit, longest = longestFormula): string {
  const { text, letter } = shortened(costIn(macs, unit), longest);
  return `${text} ${letter}${unit}`;
}

/** The number in front of the unit's word. */
export function costIn(macs: Dim, unit: CostUnit): Dim {
  return unit === "FLOPs" ? multiply(macs, 2) : macs;
}

/** `9·inChannels·outChannels`, or `f(N, H, W, stride)` where that is longer than may be. */
export function formula(dim: Dim, longest = longestFormula): string {
  const text = printDim(dim);
  return text.length <= longest ? text : `f(${symbolsOf(dim).join(", ")})`;
}

/** The letter is apart, so that the last letter of a formula is never taken for it. */
function shortened(count: Dim, longest: number): { readonly text: string; readonly letter: string } {
  const value = known(count);
  const scale = value === undefined ? undefined : scaleFor(value, scales);
  if (value === undefined || scale === undefined) return { text: exactCount(count, longest), letter: "" };
  return { text: scaled(value, scale), letter: scale.letter };
}
