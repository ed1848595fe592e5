import type { SymbolBindings } from "../../ir/index.ts";
import { equals, plainNumber } from "./arithmetic.ts";
import { isIndexName } from "./doubt.ts";
import { booleanValue, nothingGiven, numberValue, undecided } from "./make.ts";
import { possibleOf } from "./possible-values.ts";
import { sameValue } from "./same.ts";
import { truth } from "./truth.ts";
import type { NumberValue, Value } from "./value.ts";

/** `===`, or `==` where null and undefined are alike. */
export function equality(left: Value, right: Value, isLoose: boolean): Value {
  if (left.kind === "number" && right.kind === "number") return equals(left, right);
  if (isOtherName(left, right) || isOtherName(right, left)) return booleanValue(false);
  if (areApart(left, right)) return booleanValue(false);
  if (left.kind === "unknown") return undecided(left.reason, left.because);
  if (right.kind === "unknown") return undecided(right.reason, right.because);
  if (left.kind === "undecided" || right.kind === "undecided") return undecided("It depends on a condition");
  if (left.kind === "either" || right.kind === "either") return eitherEquals(left, right, isLoose);
  if (isLoose && isNullish(left) && isNullish(right)) return booleanValue(true);
  if (isLoose && left.kind !== right.kind && !isNullish(left) && !isNullish(right)) {
    if (isObject(left) !== isObject(right)) return undecided("An object is converted to be compared");
    if (left.kind === "bigint" || right.kind === "bigint") return looselyEqual(left, right);
    const [a, b] = [asNumber(left), asNumber(right)];
    if (a !== undefined && b !== undefined) return equals(a, b);
  }
  return booleanValue(sameValue(left, right));
}

/** Whether one is some index and the other a text that is none. */
function isOtherName(index: Value, name: Value): boolean {
  return (
    index.kind === "unknown" && index.isIndex === true && name.kind === "string" && !isIndexName(name.text)
  );
}

/** Whether the texts or numbers that two values may be have none in common. */
function areApart(left: Value, right: Value): boolean {
  if (left.kind !== "unknown" && right.kind !== "unknown") return false;
  const [some, others] = [possibleOf(left), possibleOf(right)];
  if (some === undefined || others === undefined) return false;
  return some.every((one) => others.every((other) => typeof one === typeof other && one !== other));
}

function isObject(value: Value): boolean {
  return asNumber(value) === undefined && value.kind !== "bigint" && value.kind !== "symbol";
}

/** `==` of a BigInt and something else. */
function looselyEqual(left: Value, right: Value): Value {
  const [big, other] = left.kind === "bigint" ? [left, right] : [right, left];
  const number = asNumber(other);
  const plain = number === undefined ? undefined : plainNumber(number);
  if (big.kind !== "bigint" || plain === undefined || !Number.isInteger(plain)) return booleanValue(false);
  return booleanValue(big.value === BigInt(plain));
}

/** Equality as `includes`, maps and sets have it: NaN is NaN. */
export function sameValueZero(left: Value, right: Value): Value {
  const isSame = Number.isNaN(plainNumber(left)) && Number.isNaN(plainNumber(right));
  return isSame ? booleanValue(true) : equality(left, right, false);
}

function eitherEquals(left: Value, right: Value, isLoose: boolean): Value {
  const [either, other] = left.kind === "either" ? [left, right] : [right, left];
  if (either.kind !== "either") return undecided("It depends on a condition");
  const answers = either.options.map((option) => truth(equality(option.value, other, isLoose)));
  const [first] = answers;
  if (typeof first === "boolean" && answers.every((answer) => answer === first)) return booleanValue(first);
  const givenWhere = (wanted: boolean): SymbolBindings => {
    const fitting = either.options.filter((_, index) => answers[index] !== !wanted);
    return fitting.length === 1 ? (fitting[0]?.given ?? nothingGiven) : nothingGiven;
  };
  return undecided("It depends on a condition", null, givenWhere(true), givenWhere(false));
}

export function isNullish(value: Value): boolean {
  return value.kind === "undefined" || value.kind === "null";
}

/** The value as a number, as the operators of JavaScript convert it; undefined where that is not known. */
export function asNumber(value: Value): NumberValue | undefined {
  if (value.kind === "number") return value;
  if (value.kind === "boolean") return numberValue(Number(value.value));
  if (value.kind === "string") return numberValue(Number(value.text));
  if (value.kind === "undefined") return numberValue(Number.NaN);
  return value.kind === "null" ? numberValue(0) : undefined;
}
