import { exactCount } from "./counts.ts";

/** `0.042 ms`, `1.73 ms`, `128 ms`, `2.31 s`; `≈ 0 ms` for what a clock that ticks in tenths could not see. */
export function duration(milliseconds: number): string {
  if (milliseconds < 0.0005) return "≈ 0 ms";
  if (milliseconds >= 999.5) return `${seconds(milliseconds / 1000)} s`;
  if (milliseconds >= 100) return `${milliseconds.toFixed(0)} ms`;
  if (milliseconds >= 1) return `${milliseconds.toPrecision(3)} ms`;
  return `${milliseconds.toFixed(milliseconds < 0.01 ? 3 : 2)} ms`;
}

/** Three digits, and whole seconds where those are not enough. */
function seconds(time: number): string {
  return time >= 1000 ? exactCount(Math.round(time)) : String(Number(time.toPrecision(3)));
}

/** The number alone, for a column headed `ms`, in which decimal points stand below each other: `12.042`. */
export function inMilliseconds(milliseconds: number): string {
  return milliseconds.toFixed(3);
}
