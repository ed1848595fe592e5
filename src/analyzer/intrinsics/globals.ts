import { callValue } from "../run/call.ts";
import type { Machine } from "../run/machine.ts";
import { plainNumber } from "../values/arithmetic.ts";
import { newArray, newObject } from "../values/containers.ts";
import {
  booleanValue,
  nativeValue,
  numberValue,
  stringValue,
  undefinedValue,
  unknownValue,
} from "../values/make.ts";
import { printText } from "../values/print.ts";
import type { NativeValue, Value } from "../values/value.ts";
import { arrayFrom, emptyArray } from "./arrays.ts";
import { newMap, newSet } from "./collections.ts";
import { newMath } from "./math.ts";
import { objectFunctions, parseJson } from "./objects.ts";

/** The names that every file has without an import. Others that a host may have are unknown, quietly. */
export function newGlobals(m: Machine): ReadonlyMap<string, Value> {
  return new Map<string, Value>([
    ["undefined", undefinedValue],
    ["NaN", numberValue(Number.NaN)],
    ["Infinity", numberValue(Number.POSITIVE_INFINITY)],
    ["Math", newMath(m)],
    [
      "Object",
      { ...nativeValue("Object", (_, __, [v]) => v ?? newObject(m), objectFunctions), construct: newPlain },
    ],
    ["Array", newArrayClass()],
    ["Number", nativeValue("Number", (_, __, [value]) => toNumber(value), numberMembers)],
    ["String", nativeValue("String", (_, __, [value]) => (value ? text(value) : stringValue("")))],
    [
      "Boolean",
      nativeValue("Boolean", (mm, __, [value]) =>
        callValue(mm, isTruthy, undefinedValue, [value ?? undefinedValue]),
      ),
    ],
    ["JSON", nativeValue("JSON", () => undefinedValue, jsonMembers)],
    ["Map", constructible("Map", newMap)],
    ["WeakMap", constructible("WeakMap", newMap)],
    ["Set", constructible("Set", newSet)],
    ["WeakSet", constructible("WeakSet", newSet)],
    ["Symbol", nativeValue("Symbol", () => unknownValue("It is a symbol"), symbolMembers)],
    ["Promise", nativeValue("Promise", () => undefinedValue, promiseMembers)],
    ["structuredClone", nativeValue("structuredClone", (_, __, [value]) => value ?? undefinedValue)],
    ["parseInt", numberMembers.parseInt ?? undefinedValue],
    ["parseFloat", numberMembers.parseFloat ?? undefinedValue],
    ["isNaN", numberMembers.isNaN ?? undefinedValue],
    ["console", newConsole()],
    ...["Error", "TypeError", "RangeError", "SyntaxError"].map(
      (name) => [name, newErrorClass(name)] as const,
    ),
  ]);
}

const isTruthy = nativeValue("Boolean", (_, __, [value = undefinedValue]) => {
  if (value.kind === "boolean" || value.kind === "undecided" || value.kind === "unknown") return value;
  if (value.kind === "string") return booleanValue(value.text !== "");
  if (value.kind === "number")
    return booleanValue(plainNumber(value) !== 0 && !Number.isNaN(plainNumber(value)));
  return booleanValue(value.kind !== "undefined" && value.kind !== "null");
});

function constructible(name: string, construct: (m: Machine, args: readonly Value[]) => Value): NativeValue {
  return { ...nativeValue(name, (m, _, args) => construct(m, args)), construct };
}

function newPlain(m: Machine): Value {
  return newObject(m);
}

function newArrayClass(): NativeValue {
  const members: Record<string, Value> = {
    from: nativeValue("from", (m, _, args) => arrayFrom(m, args)),
    of: nativeValue("of", (m, _, args) => newArray(m, [...args])),
    isArray: nativeValue("isArray", (_, __, [value]) =>
      value?.kind === "unknown" ? value : booleanValue(value?.kind === "array"),
    ),
  };
  const construct = (m: Machine, args: readonly Value[]): Value => {
    const [only] = args;
    return args.length === 1 && only?.kind === "number" ? emptyArray(m, only) : newArray(m, [...args]);
  };
  return { ...nativeValue("Array", (m, _, args) => construct(m, args), members), construct };
}

const numberMembers: Readonly<Record<string, Value>> = {
  isInteger: nativeValue("isInteger", (_, __, [value]) => ofNumber(value, Number.isInteger, true)),
  isSafeInteger: nativeValue("isSafeInteger", (_, __, [value]) =>
    ofNumber(value, Number.isSafeInteger, true),
  ),
  isFinite: nativeValue("isFinite", (_, __, [value]) => ofNumber(value, Number.isFinite, true)),
  isNaN: nativeValue("isNaN", (_, __, [value]) => ofNumber(value, Number.isNaN, false)),
  parseInt: nativeValue("parseInt", (_, __, [value]) =>
    numberValue(Number.parseInt(value ? printText(value) : "", 10)),
  ),
  parseFloat: nativeValue("parseFloat", (_, __, [value]) =>
    numberValue(Number.parseFloat(value ? printText(value) : "")),
  ),
  MAX_SAFE_INTEGER: numberValue(Number.MAX_SAFE_INTEGER),
  MIN_SAFE_INTEGER: numberValue(Number.MIN_SAFE_INTEGER),
  EPSILON: numberValue(Number.EPSILON),
};

/** A test of plain numbers; of a formula, which is a size, the answer is known. */
function ofNumber(value: Value | undefined, test: (value: number) => boolean, ofFormula: boolean): Value {
  if (value?.kind === "unknown") return value;
  if (value?.kind !== "number") return booleanValue(false);
  const plain = plainNumber(value);
  return booleanValue(plain === undefined ? ofFormula : test(plain));
}

function toNumber(value: Value | undefined): Value {
  if (value === undefined) return numberValue(0);
  if (value.kind === "number" || value.kind === "unknown") return value;
  if (value.kind === "string") return numberValue(Number(value.text));
  if (value.kind === "boolean") return numberValue(Number(value.value));
  return value.kind === "null" ? numberValue(0) : unknownValue("It is not known as a number");
}

function text(value: Value): Value {
  return value.kind === "unknown" ? value : stringValue(printText(value));
}

const jsonMembers: Readonly<Record<string, Value>> = {
  parse: nativeValue("parse", (m, _, [value]) =>
    value?.kind === "string" ? parseJson(m, value.text) : unknownValue("The text is not known"),
  ),
  stringify: nativeValue("stringify", () => unknownValue("The text of JSON is not followed")),
};

const symbolMembers: Readonly<Record<string, Value>> = {
  iterator: stringValue("@@iterator"),
  asyncIterator: stringValue("@@asyncIterator"),
  toStringTag: stringValue("@@toStringTag"),
};

const promiseMembers: Readonly<Record<string, Value>> = {
  all: nativeValue("all", (_, __, [values]) => values ?? undefinedValue),
  resolve: nativeValue("resolve", (_, __, [value]) => value ?? undefinedValue),
};

function newConsole(): Value {
  const nothing = nativeValue("log", () => undefinedValue);
  const names = [
    "log",
    "info",
    "warn",
    "error",
    "debug",
    "table",
    "time",
    "timeEnd",
    "group",
    "groupEnd",
    "assert",
  ];
  return nativeValue(
    "console",
    () => undefinedValue,
    Object.fromEntries(names.map((name) => [name, nothing])),
  );
}

function newErrorClass(name: string): NativeValue {
  const construct = (m: Machine, [message]: readonly Value[]): Value =>
    newObject(
      m,
      new Map([
        ["name", stringValue(name)],
        ["message", message ?? stringValue("")],
      ]),
    );
  return { ...nativeValue(name, (m, _, args) => construct(m, args)), construct };
}
