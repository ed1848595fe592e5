import { plainNumber } from "./arithmetic.ts";
import type { NumberRange, UnknownValue, Value } from "./value.ts";

/*
 * What is known of numbers that are not: `Math.random()` is below 1, so `Math.floor(Math.random() * 3)` is an index of every list
 * of three.
 */

/** An unknown number that is 0 or more, and less than a bound. */
export function unknownBelow(unknown: UnknownValue, below: number, isWhole: boolean): UnknownValue {
  return { ...unknown, type: "number", range: { below, isWhole } };
}

/** The result of an operator with its range, where it has one. */
export function withRange(result: UnknownValue, operator: string, left: Value, right: Value): UnknownValue {
  const range = rangeOf(left);
  const by = plainNumber(right);
  if (range !== undefined && by !== undefined) return ranged(result, rules[operator]?.(range, by));
  const [other, factor] = [rangeOf(right), plainNumber(left)];
  const isEither = operator === "*" || operator === "+";
  return isEither && other !== undefined && factor !== undefined
    ? ranged(result, rules[operator]?.(other, factor))
    : result;
}

/** A number that was rounded, with its range. */
export function roundedRange(result: UnknownValue, value: Value, how: string): UnknownValue {
  const range = rangeOf(value);
  return range === undefined ? result : ranged(result, roundings[how]?.(range));
}

function rangeOf(value: Value): NumberRange | undefined {
  return value.kind === "unknown" ? value.range : undefined;
}

function ranged(result: UnknownValue, range: NumberRange | undefined): UnknownValue {
  return range === undefined ? result : { ...result, range };
}

type RangeRule = (range: NumberRange, by: number) => NumberRange | undefined;

const rules: Readonly<Record<string, RangeRule>> = {
  "*": ({ below, isWhole }, by) =>
    by > 0 ? { below: below * by, isWhole: isWhole && Number.isInteger(by) } : undefined,
  "/": ({ below }, by) => (by > 0 ? { below: below / by, isWhole: false } : undefined),
  "+": ({ below, isWhole }, by) =>
    by >= 0 ? { below: below + by, isWhole: isWhole && Number.isInteger(by) } : undefined,
  "%": ({ below, isWhole }, by) =>
    by > 0 ? { below: Math.min(below, by), isWhole: isWhole && Number.isInteger(by) } : undefined,
  "|": (range, by) => (by === 0 ? wholeWord(range) : undefined),
  ">>": (range, by) => (by === 0 ? wholeWord(range) : undefined),
  ">>>": (range, by) => (by === 0 ? wholeWord(range) : undefined),
};

/** What bitwise operators make of a number: its whole part, if that has no more than 31 bits. */
function wholeWord(range: NumberRange): NumberRange | undefined {
  return range.below <= 2 ** 31 ? floor(range) : undefined;
}

const floor = ({ below }: NumberRange): NumberRange => ({ below: Math.ceil(below), isWhole: true });

const roundings: Readonly<Record<string, (range: NumberRange) => NumberRange>> = {
  floor,
  trunc: floor,
  // What is below 1.5 may be rounded to 1, and what is below 1.6 to 2.
  round: ({ below }) => ({ below: Math.round(below) + 1, isWhole: true }),
  ceil: ({ below }) => ({ below: Math.ceil(below) + 1, isWhole: true }),
};
