import { type Dim, isUnknown, known } from "../ir/index.ts";
import { exactCount, formula } from "./counts.ts";
import { roundedUp, type Scale, scaled, scaleFor } from "./scale.ts";

const scales: readonly Scale[] = [
  { from: 1023.5 * 2 ** 20, factor: 2 ** 30, letter: "GiB" },
  { from: 1023.5 * 2 ** 10, factor: 2 ** 20, letter: "MiB" },
  { from: 1023.5, factor: 2 ** 10, letter: "KiB" },
];

/** Memory in binary units, as everywhere in this product: `784 KiB`, `1.5 MiB`; a formula counts bytes. */
export function byteSize(bytes: Dim, longestFormula?: number): string {
  const value = known(bytes);
  if (value === undefined) return isUnknown(bytes) ? "unknown" : `${formula(bytes, longestFormula)} bytes`;
  const scale = scaleFor(value, scales);
  return scale === undefined ? `${value} B` : `${scaled(value, scale)} ${scale.letter}`;
}

/** Every byte, where three digits would make two sizes look equal: `1,048,580 B`. */
export function exactByteSize(bytes: number): string {
  return `${exactCount(bytes)} B`;
}

/** A round size that is no smaller, as a budget is written: `49KiB`. */
export function roundBytes(bytes: number): string {
  return roundedUp(bytes, scales, "B");
}
