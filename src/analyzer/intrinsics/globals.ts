import type { Machine } from "../run/machine.ts";
import { nativeValue } from "../run/native-value.ts";
import { plainNumber } from "../values/arithmetic.ts";
import { newArray, newObject } from "../values/containers.ts";
import { overOptions } from "../values/join.ts";
import { booleanValue, numberValue, stringValue, undefinedValue, unknownValue } from "../values/make.ts";
import { textValue } from "../values/print.ts";
import { rowOfArguments } from "../values/rest.ts";
import { truth } from "../values/truth.ts";
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
    ["Object", constructible("Object", (mm, [v]) => v ?? newObject(mm), objectFunctions)],
    ["Array", newArrayClass()],
    ["Number", nativeValue("Number", (_, __, [value]) => toNumber(value), numberMembers)],
    ["String", nativeValue("String", (_, __, [value]) => (value ? textValue(value) : stringValue("")))],
    ["Boolean", nativeValue("Boolean", (_, __, [value = undefinedValue]) => asBoolean(value))],
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

function asBoolean(value: Value): Value {
  const decided = truth(value);
  return typeof decided === "boolean" ? booleanValue(decided) : decided;
}

function isArray(value: Value): Value {
  return value.kind === "unknown" ? value : booleanValue(value.kind === "array");
}

/** A class of the host that can be called with `new` or without. */
function constructible(
  name: string,
  run: (m: Machine, args: readonly Value[]) => Value,
  members: Readonly<Record<string, Value>> = {},
): NativeValue {
  const call = nativeValue(name, (m, _, args) => run(m, args), members);
  return { ...call, construct: run };
}

function newArrayClass(): NativeValue {
  const members: Record<string, Value> = {
    from: nativeValue("from", (m, _, args) => arrayFrom(m, args)),
    of: nativeValue("of", (m, _, args) =>
      newArray(m, [...rowOfArguments(args).elements], rowOfArguments(args).doubt),
    ),
    isArray: nativeValue("isArray", (_, __, [value = undefinedValue]) => overOptions(value, isArray)),
  };
  const construct = (m: Machine, args: readonly Value[]): Value => {
    const [only] = args;
    if (args.length === 1 && (only?.kind === "number" || only?.kind === "unknown"))
      return emptyArray(m, only);
    const { elements, doubt } = rowOfArguments(args);
    return newArray(m, [...elements], doubt);
  };
  return constructible("Array", construct, members);
}

const numberMembers: Readonly<Record<string, Value>> = {
  isInteger: nativeValue("isInteger", (_, __, [value]) => ofNumber(value, Number.isInteger, true)),
  isSafeInteger: nativeValue("isSafeInteger", (_, __, [value]) =>
    ofNumber(value, Number.isSafeInteger, true),
  ),
  isFinite: nativeValue("isFinite", (_, __, [value]) => ofNumber(value, Number.isFinite, true)),
  isNaN: nativeValue("isNaN", (_, __, [value]) => ofNumber(value, Number.isNaN, false)),
  parseInt: nativeValue("parseInt", (_, __, [value]) => ofText(value, (text) => Number.parseInt(text, 10))),
  parseFloat: nativeValue("parseFloat", (_, __, [value]) => ofText(value, Number.parseFloat)),
  MAX_SAFE_INTEGER: numberValue(Number.MAX_SAFE_INTEGER),
  MIN_SAFE_INTEGER: numberValue(Number.MIN_SAFE_INTEGER),
  EPSILON: numberValue(Number.EPSILON),
};

/** A test of plain numbers; of a formula, which is a size, the answer is known. */
function ofNumber(value: Value | undefined, test: (value: number) => boolean, ofFormula: boolean): Value {
  if (value === undefined) return booleanValue(false);
  return overOptions(value, (option) => testNumber(option, test, ofFormula));
}

function testNumber(value: Value, test: (value: number) => boolean, ofFormula: boolean): Value {
  if (value.kind === "unknown") return value;
  if (value.kind !== "number") return booleanValue(false);
  const plain = plainNumber(value);
  return booleanValue(plain === undefined ? ofFormula : test(plain));
}

function ofText(value: Value = stringValue(""), read: (text: string) => number): Value {
  const text = textValue(value);
  return text.kind === "unknown" ? { ...text, type: "number" } : numberValue(read(text.text));
}

function toNumber(value: Value | undefined): Value {
  if (value === undefined) return numberValue(0);
  if (value.kind === "number" || value.kind === "unknown") return value;
  if (value.kind === "string") return numberValue(Number(value.text));
  if (value.kind === "boolean") return numberValue(Number(value.value));
  return value.kind === "null" ? numberValue(0) : unknownValue("It is not known as a number");
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
  return constructible(name, construct);
}
