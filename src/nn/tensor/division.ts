import { optionsOf } from "../arguments.ts";

export interface DivOptions {
  /** To which whole number quotients are rounded: the one below, or the one towards 0. Null, not at all. */
  roundingMode?: "floor" | "trunc" | null | undefined;
}

interface Quotient<T> {
  floor(): T;
  trunc(): T;
}

/** The quotient as the options of `div` want it. */
export function toWhole<T extends Quotient<T>>(quotient: T, options: DivOptions): T {
  const { roundingMode = null } = optionsOf("div", options);
  if (roundingMode === null) return quotient;
  if (roundingMode === "floor") return quotient.floor();
  if (roundingMode === "trunc") return quotient.trunc();
  throw new RangeError('div takes the roundingMode "floor" or "trunc".');
}
