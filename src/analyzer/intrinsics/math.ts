import type { Machine } from "../run/machine.ts";
import { nativeValue } from "../run/native-value.ts";
import { arithmetic, extremum, negative, plainNumber, rounded } from "../values/arithmetic.ts";
import { newObject } from "../values/containers.ts";
import { numberValue, unknownValue } from "../values/make.ts";
import type { NumberValue, Value } from "../values/value.ts";

const constants = ["E", "LN2", "LN10", "LOG2E", "LOG10E", "PI", "SQRT1_2", "SQRT2"] as const;

/** Functions of plain numbers only: a formula cannot express them. */
const plainFunctions = [
  ...[
    "acos",
    "asin",
    "atan",
    "atan2",
    "cbrt",
    "cos",
    "exp",
    "fround",
    "hypot",
    "log",
    "log10",
    "log1p",
    "log2",
  ],
  ...["sin", "sinh", "sqrt", "tan", "tanh", "clz32"],
] as const;

/** `Math`; roundings and extrema also of formulas. */
export function newMath(m: Machine): Value {
  const math = newObject(m);
  for (const name of constants) math.properties.set(name, numberValue(Math[name]));
  for (const name of plainFunctions)
    math.properties.set(
      name,
      nativeValue(name, (_, __, args) => plainly(name, args)),
    );
  for (const how of ["floor", "ceil", "round", "trunc"] as const) {
    math.properties.set(
      how,
      nativeValue(how, (_, __, [value]) => ofNumber(value, (n) => rounded(n, how))),
    );
  }
  for (const which of ["max", "min"] as const) {
    math.properties.set(
      which,
      nativeValue(which, (_, __, args) => extremumOf(which, args)),
    );
  }
  math.properties.set(
    "pow",
    nativeValue("pow", (_, __, [a, b]) => ofNumbers(a, b, (x, y) => arithmetic("**", x, y))),
  );
  math.properties.set(
    "abs",
    nativeValue("abs", (_, __, [value]) => ofNumber(value, absolute)),
  );
  math.properties.set(
    "sign",
    nativeValue("sign", (_, __, [value]) => ofNumber(value, sign)),
  );
  math.properties.set(
    "random",
    nativeValue("random", () => unknownValue("It is random")),
  );
  return math;
}

function plainly(name: (typeof plainFunctions)[number], args: readonly Value[]): Value {
  const plain = args.map(plainNumber).filter((value) => value !== undefined);
  if (plain.length < args.length)
    return firstUnknown(args) ?? unknownValue(`Math.${name} of a symbol has no formula`);
  return numberValue((Math[name] as (...args: readonly number[]) => number)(...plain), originOfFirst(args));
}

function originOfFirst([first]: readonly Value[]): NumberValue["origin"] {
  return first?.kind === "number" ? first.origin : null;
}

function firstUnknown(args: readonly Value[]): Value | undefined {
  return args.find((arg) => arg.kind === "unknown");
}

function ofNumber(value: Value | undefined, rule: (value: NumberValue) => Value): Value {
  if (value?.kind === "number") return rule(value);
  if (value?.kind === "unknown") return value;
  if (value?.kind === "either" || value?.kind === "undecided")
    return unknownValue("It depends on a condition");
  if (value?.kind === "string") return rule(numberValue(Number(value.text)));
  return numberValue(Number.NaN);
}

function ofNumbers(
  a: Value | undefined,
  b: Value | undefined,
  rule: (a: NumberValue, b: NumberValue) => Value,
): Value {
  return ofNumber(a, (x) => ofNumber(b, (y) => rule(x, y)));
}

function extremumOf(which: "max" | "min", args: readonly Value[]): Value {
  const [first, ...rest] = args;
  if (first === undefined)
    return numberValue(which === "max" ? Number.NEGATIVE_INFINITY : Number.POSITIVE_INFINITY);
  return rest.reduce((most, value) => ofNumbers(most, value, (a, b) => extremum(which, a, b)), first);
}

function absolute(value: NumberValue): Value {
  const plain = plainNumber(value);
  if (plain !== undefined) return numberValue(Math.abs(plain), value.origin);
  return extremumOf("max", [value, negative(value)]);
}

function sign(value: NumberValue): Value {
  const plain = plainNumber(value);
  return plain === undefined ? numberValue(1, value.origin) : numberValue(Math.sign(plain), value.origin);
}
