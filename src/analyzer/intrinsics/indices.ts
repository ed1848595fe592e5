import { plainNumber } from "../values/arithmetic.ts";
import { unknownValue } from "../values/make.ts";
import type { Row, RowDoubt, UnknownValue, Value } from "../values/value.ts";

/** A whole number among the arguments, or what stands for its absence. */
export function whole(value: Value | undefined, otherwise: number): number {
  const plain = value === undefined ? undefined : plainNumber(value);
  return plain === undefined ? otherwise : Math.trunc(plain);
}

/** The first of these arguments that is given but is no plain number. */
export function openNumber(...args: readonly (Value | undefined)[]): UnknownValue | undefined {
  const open = args.find(
    (value) => value !== undefined && value.kind !== "undefined" && plainNumber(value) === undefined,
  );
  if (open === undefined) return undefined;
  return open.kind === "unknown" ? open : unknownValue("The index is not known");
}

/** The doubt about a row whose elements have changed places. */
export function unplaced({ doubt }: Row): RowDoubt | null {
  return doubt === null ? null : { ...doubt, sure: 0 };
}

/** The array with its first so many elements placed for sure, if there is a doubt at all. */
export function placed({ doubt }: Row, sure: number): RowDoubt | null {
  return doubt === null ? null : { ...doubt, sure: Math.max(sure, 0) };
}
