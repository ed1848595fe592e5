/** Where a slider begins and ends, and how far one step of it goes. A number field beside it takes any number. */
export interface KnobScale {
  readonly least: number;
  readonly most: number;
  readonly step: number;
}

/** Sizes grow in steps that keep them round: 64 in fours, 224 in sixteens. Shares such as a dropout's stay below 1. */
export function knobScale(name: string, value: number): KnobScale {
  if (!Number.isInteger(value) || name === "p" || name === "dropout")
    return Math.abs(value) <= 1
      ? { least: 0, most: 1, step: 0.05 }
      : { least: 0, most: Math.ceil(value * 4), step: 2 ** Math.floor(Math.log2(Math.abs(value) / 16)) };
  if (value <= 16) return { least: Math.min(0, value), most: Math.max(16, value * 2), step: 1 };
  const step = 2 ** Math.max(0, Math.floor(Math.log2(value)) - 4);
  // A slider counts from its beginning, so the beginning decides which numbers it meets.
  return { least: value % step, most: value * 4, step };
}
