import { perhapsFails } from "../run/arms/perhaps-fails.ts";
import { toNumeric, toText } from "../run/convert.ts";
import type { Machine } from "../run/machine.ts";
import { nativeValue } from "../run/native-value.ts";
import { throwError } from "../run/throw-error.ts";
import { plainNumber, rounded } from "../values/arithmetic.ts";
import { overOptions } from "../values/join.ts";
import {
  bigIntValue,
  booleanValue,
  numberValue,
  undecided,
  undefinedValue,
  unknownValue,
} from "../values/make.ts";
import type { BigIntValue, NativeValue, NumberValue, Value } from "../values/value.ts";
import { attempt, callPurely, otherMembers, pureMembers } from "./bridge.ts";

const tests = ["isInteger", "isSafeInteger", "isFinite", "isNaN"] as const;

/** `Number`: its tests also know formulas, which are sizes. */
export const numberClass: NativeValue = nativeValue(
  "Number",
  (m, _, [value]) => (value === undefined ? numberValue(0) : asNumber(m, value)),
  {
    ...otherMembers(Number, "Number"),
    ...pureMembers(Number, "number"),
    ...Object.fromEntries(tests.map((name) => [name, testOf(name)])),
    parseInt: parser("parseInt", Number.parseInt),
    parseFloat: parser("parseFloat", Number.parseFloat),
  },
);

/** Functions of numbers that every file has without `Number.` before them. */
export const numberFunctions: Readonly<Record<string, Value>> = {
  parseInt: parser("parseInt", Number.parseInt),
  parseFloat: parser("parseFloat", Number.parseFloat),
  isNaN: nativeValue("isNaN", (m, _, [value = undefinedValue]) => test(onlyNumber(m, value), "isNaN")),
  isFinite: nativeValue("isFinite", (m, _, [value = undefinedValue]) =>
    test(onlyNumber(m, value), "isFinite"),
  ),
};

function asNumber(m: Machine, value: Value): Value {
  const number = toNumeric(m, value);
  return number.kind === "bigint" ? numberValue(Number(number.value)) : number;
}

/** A number, which a BigInt becomes only where an author says `Number`. */
function onlyNumber(m: Machine, value: Value): Value {
  const number = toNumeric(m, value);
  if (number.kind === "bigint") throwError(m, "TypeError", "Cannot convert a BigInt value to a number");
  return number;
}

function testOf(name: (typeof tests)[number]): Value {
  return nativeValue(name, (_, __, [value = undefinedValue]) =>
    overOptions(value, (option) => test(option, name)),
  );
}

/** A test of plain numbers. Of a formula it is known that it is a size, or a part of one. */
function test(value: Value, name: (typeof tests)[number]): Value {
  if (value.kind === "unknown") return undecided(value.reason, value.because);
  if (value.kind !== "number") return booleanValue(false);
  const plain = plainNumber(value);
  if (plain !== undefined) return booleanValue(Number[name](plain));
  if (name === "isNaN") return booleanValue(false);
  return name === "isFinite" || value.over === null
    ? booleanValue(true)
    : undecided("It depends on a symbol");
}

/** `parseInt(size)` and `parseFloat(size)` take a formula as it is. */
function parser(name: "parseInt" | "parseFloat", parse: (text: string, radix?: number) => number): Value {
  return nativeValue(name, (m, _, [value = undefinedValue, radix]) => {
    if (value.kind === "number" && plainNumber(value) === undefined && radix === undefined)
      return name === "parseInt" ? rounded(value, "trunc") : value;
    return overOptions(value, (option) => {
      const text = toText(m, option);
      const args = radix === undefined ? [text] : [text, radix];
      return callPurely(m, parse, args, "number");
    });
  });
}

export function hasNumberMethod(name: string): boolean {
  return typeof Reflect.get(Number.prototype, name) === "function";
}

type HostFunction = (this: unknown, ...args: unknown[]) => unknown;

/** The methods of numbers: `toString(2)`, `toFixed(1)`. */
export function callNumberMethod(m: Machine, self: NumberValue, name: string, args: readonly Value[]): Value {
  if (name === "valueOf") return self;
  const plain = plainNumber(self);
  if (plain === undefined) return toText(m, self);
  const method = Reflect.get(Number.prototype, name) as HostFunction;
  // How many digits are asked for may be too many.
  const open = args.find(({ kind }) => kind === "unknown");
  if (open?.kind === "unknown") perhapsFails(m, open);
  return callPurely(m, (...parts: unknown[]) => method.apply(plain, parts), args, "string");
}

/** `BigInt` */
export const bigIntClass: NativeValue = nativeValue(
  "BigInt",
  (m, _, [value = undefinedValue]) => {
    if (value.kind === "unknown") perhapsFails(m, value);
    return callPurely(m, BigInt as (value: never) => bigint, [value]);
  },
  { ...otherMembers(BigInt, "BigInt"), ...pureMembers(BigInt, null) },
);

export function callBigIntMethod(
  m: Machine,
  { value }: BigIntValue,
  name: string,
  args: readonly Value[],
): Value {
  if (name === "valueOf") return bigIntValue(value);
  const method = Reflect.get(BigInt.prototype, name) as HostFunction | undefined;
  if (method === undefined) return unknownValue(`A BigInt has no ${name}`);
  return callPurely(m, (...parts: unknown[]) => attempt(m, () => method.apply(value, parts)), args, "string");
}
