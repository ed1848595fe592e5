import { toNumeric } from "../run/convert.ts";
import type { Machine } from "../run/machine.ts";
import { nativeValue } from "../run/native-value.ts";
import { throwError } from "../run/throw-error.ts";
import { arithmetic, extremum, negative, plainNumber, rounded } from "../values/arithmetic.ts";
import { overOptions } from "../values/join.ts";
import { numberValue, undefinedValue, unknownValue } from "../values/make.ts";
import { roundedRange, unknownBelow } from "../values/number-ranges.ts";
import type { NumberValue, Value } from "../values/value.ts";
import { pureMembers } from "./bridge.ts";

/** `Math`; roundings, extrema and powers also of formulas. */
export const mathFunctions: Readonly<Record<string, Value>> = {
  ...pureMembers(Math, "number"),
  ...Object.fromEntries(
    (["floor", "ceil", "round", "trunc"] as const).map((how) => [
      how,
      nativeValue(how, (m, _, [value = undefinedValue]) => {
        const result = ofNumber(m, value, (n) => rounded(n, how));
        return result.kind === "unknown" ? roundedRange(result, value, how) : result;
      }),
    ]),
  ),
  max: nativeValue("max", (m, _, args) => extremumOf(m, "max", args)),
  min: nativeValue("min", (m, _, args) => extremumOf(m, "min", args)),
  pow: nativeValue("pow", (m, _, [a, b]) => ofNumbers(m, [a, b], (x, y) => arithmetic("**", x, y))),
  abs: nativeValue("abs", (m, _, [value]) => ofNumber(m, value, (n) => absolute(m, n))),
  sign: nativeValue("sign", (m, _, [value]) => ofNumber(m, value, sign)),
  random: nativeValue("random", () => unknownBelow(unknownValue("It is random"), 1, false)),
};

function ofNumber(m: Machine, value: Value = undefinedValue, rule: (value: NumberValue) => Value): Value {
  return overOptions(value, (option) => {
    const number = toNumeric(m, option);
    if (number.kind !== "bigint") return number.kind === "number" ? rule(number) : number;
    throwError(m, "TypeError", "Cannot convert a BigInt value to a number");
  });
}

function ofNumbers(
  m: Machine,
  [a, b]: readonly (Value | undefined)[],
  rule: (a: NumberValue, b: NumberValue) => Value,
): Value {
  return ofNumber(m, a, (x) => ofNumber(m, b, (y) => rule(x, y)));
}

function extremumOf(m: Machine, which: "max" | "min", args: readonly Value[]): Value {
  const [first, ...rest] = args;
  if (first === undefined)
    return numberValue(which === "max" ? Number.NEGATIVE_INFINITY : Number.POSITIVE_INFINITY);
  const start = ofNumber(m, first, (n) => n);
  return rest.reduce((most, value) => ofNumbers(m, [most, value], (a, b) => extremum(which, a, b)), start);
}

function absolute(m: Machine, value: NumberValue): Value {
  const plain = plainNumber(value);
  if (plain !== undefined) return numberValue(Math.abs(plain), value.origin);
  return extremumOf(m, "max", [value, negative(value)]);
}

function sign(value: NumberValue): Value {
  const plain = plainNumber(value);
  return plain === undefined ? numberValue(1, value.origin) : numberValue(Math.sign(plain), value.origin);
}
