import { toNumeric } from "../run/convert.ts";
import type { Machine } from "../run/machine.ts";
import { throwError } from "../run/throw-error.ts";
import { plainNumber } from "../values/arithmetic.ts";
import { doubtOfPart, whyLacking } from "../values/doubt.ts";
import { openOf, unknownValue } from "../values/make.ts";
import type { NumberValue, Row, RowDoubt, UnknownValue, Value } from "../values/value.ts";

/** A whole number among the arguments, or what stands for its absence. */
export function whole(m: Machine, value: Value | undefined, otherwise: number): number {
  if (value === undefined || value.kind === "undefined") return otherwise;
  const plain = plainNumber(asNumber(m, value));
  return plain === undefined ? otherwise : Math.trunc(plain) || 0;
}

/** The first of these arguments that is given but is no plain number. */
export function openNumber(m: Machine, ...args: readonly (Value | undefined)[]): UnknownValue | undefined {
  for (const value of args) {
    if (value === undefined || value.kind === "undefined") continue;
    const number = asNumber(m, value);
    if (number.kind === "unknown") return openOf(number);
    if (plainNumber(number) === undefined) return unknownValue("The index is not known");
  }
  return undefined;
}

function asNumber(m: Machine, value: Value): NumberValue | UnknownValue {
  const number = toNumeric(m, value);
  if (number.kind === "bigint") throwError(m, "TypeError", "Cannot convert a BigInt value to a number");
  return number;
}

/** The doubt about a row whose elements have changed places. */
export function unplaced({ doubt }: Row): RowDoubt | null {
  return doubt === null ? null : { why: doubt.why, sure: 0 };
}

/** The doubt about a row's elements in reverse order. */
export function reversed(row: Row): RowDoubt | null {
  const { elements, doubt } = row;
  return doubt?.lacking === undefined ? unplaced(row) : doubtOfPart(doubt, [...elements.keys()].reverse());
}

/** Some places of a row, those beside each other that are there together or not at all as one. */
export function together(
  { doubt }: Row,
  places: readonly number[],
): readonly { readonly places: number[]; readonly why: UnknownValue | null }[] {
  const groups: { readonly places: number[]; readonly why: UnknownValue | null }[] = [];
  for (const place of places) {
    const why = whyLacking(doubt, place);
    const last = groups.at(-1);
    if (last?.why === why) last.places.push(place);
    else groups.push({ places: [place], why });
  }
  return groups;
}

/** The array with its first so many elements placed for sure, if there is a doubt at all. */
export function placed({ doubt }: Row, sure: number): RowDoubt | null {
  return doubt === null ? null : { why: doubt.why, sure: Math.max(sure, 0) };
}
