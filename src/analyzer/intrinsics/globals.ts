import { refuseWithoutNew } from "../run/host-refusals.ts";
import type { Machine } from "../run/machine.ts";
import { nativeValue } from "../run/native-value.ts";
import { isTrueArray, newArray } from "../values/containers.ts";
import { standFor } from "../values/host-object.ts";
import { overOptions } from "../values/join.ts";
import { booleanValue, numberValue, undefinedValue, unknownValue } from "../values/make.ts";
import { rowOfArguments } from "../values/rest.ts";
import { truth } from "../values/truth.ts";
import type { NamespaceValue, NativeValue, Value } from "../values/value.ts";
import { arrayFrom, emptyArray } from "./arrays.ts";
import { importedAssertion } from "./assertions.ts";
import { otherMembers, pureFunction } from "./bridge.ts";
import { bufferClass } from "./buffers.ts";
import { structuredCloneOf } from "./clone.ts";
import { mapFunctions, newMap, newSet, newWeakMap, newWeakRef, newWeakSet } from "./collections.ts";
import { dataViewClass } from "./data-views.ts";
import { dateClass } from "./dates.ts";
import { errorClasses } from "./errors.ts";
import { formatMembers } from "./formats.ts";
import { hostNames } from "./host-names.ts";
import { hostPrototypes } from "./host-prototypes.ts";
import { iteratorFunctions } from "./iterator-helpers.ts";
import { jsonFunctions } from "./json.ts";
import { mathFunctions } from "./math.ts";
import { bigIntClass, numberClass, numberFunctions } from "./numbers.ts";
import { objectClass } from "./objects.ts";
import { patternClass } from "./patterns.ts";
import { promiseClass } from "./promises.ts";
import { reflectFunctions } from "./reflect.ts";
import { stringClass } from "./strings.ts";
import { symbolClass } from "./symbols.ts";
import { timerFunctions } from "./timers.ts";
import { typedClasses } from "./typed-arrays.ts";
import { base64Functions, newProxy, webClasses } from "./web.ts";

/** Names that every file has without an import. Those that are not followed are unknown. */
export const globals: ReadonlyMap<string, Value> = new Map<string, Value>([
  ...hostNames.map((name) => [name, unknownValue(`${name} is not known`)] as const),
  ["undefined", undefinedValue],
  ["NaN", numberValue(Number.NaN)],
  ["Infinity", numberValue(Number.POSITIVE_INFINITY)],
  ["Math", namespaceOf("Math", mathFunctions)],
  ["JSON", namespaceOf("JSON", jsonFunctions)],
  ["Intl", namespaceOf("Intl", formatMembers())],
  ["Reflect", namespaceOf("Reflect", reflectFunctions)],
  ["console", namespaceOf("console", consoleFunctions())],
  ["Object", objectClass],
  ["Array", newArrayClass()],
  ["Number", numberClass],
  ["BigInt", bigIntClass],
  ["String", stringClass],
  ["Boolean", nativeValue("Boolean", (_, __, [value = undefinedValue]) => asBoolean(value))],
  ["Function", constructible("Function", () => unknownValue("Code that is made of texts is not followed"))],
  ["RegExp", patternClass],
  ["Map", onlyNew("Map", newMap, mapFunctions)],
  ["WeakMap", onlyNew("WeakMap", newWeakMap)],
  ["Set", onlyNew("Set", newSet)],
  ["WeakSet", onlyNew("WeakSet", newWeakSet)],
  ["WeakRef", onlyNew("WeakRef", newWeakRef)],
  ["Iterator", onlyNew("Iterator", () => unknownValue("Iterator is abstract"), iteratorFunctions)],
  ["Symbol", symbolClass],
  ["Date", dateClass],
  ["DataView", dataViewClass],
  ["Promise", promiseClass],
  ...Object.entries(timerFunctions),
  [
    "structuredClone",
    nativeValue("structuredClone", (m, _, [value]) => structuredCloneOf(m, value ?? undefinedValue)),
  ],
  ...Object.entries(numberFunctions),
  ...[encodeURI, encodeURIComponent, decodeURI, decodeURIComponent, escape, unescape].map(
    (fn) => [fn.name, pureFunction(fn.name, fn, "string")] as const,
  ),
  ...base64Functions,
  ...webClasses(),
  ["Proxy", onlyNew("Proxy", newProxy)],
  ...errorClasses,
  ["ArrayBuffer", bufferClass],
  ...typedClasses,
]);

for (const [name, value] of globals)
  if (value.kind !== "unknown") standFor(value, Reflect.get(globalThis, name));

/** What is followed of the host's own modules: an import of it by name, the default, or all where the name is null. */
export function hostImport(specifier: string, name: string | null): Value | undefined {
  return importedAssertion(specifier, name);
}

/** An object of the host that only holds functions. */
function namespaceOf(name: string, members: Readonly<Record<string, Value>>): NamespaceValue {
  const names = new Map(Object.entries(members));
  const member = (key: string): Value | undefined => names.get(key);
  return { kind: "namespace", name, isLibrary: false, isHost: true, member, names: () => [] };
}

function asBoolean(value: Value): Value {
  const decided = truth(value);
  return typeof decided === "boolean" ? booleanValue(decided) : decided;
}

function isArray(value: Value): Value {
  if (value.kind === "unknown") return value;
  return booleanValue(isTrueArray(value) || value === hostPrototypes.get("Array"));
}

/** A class of the host that can be called with `new` or without. */
function constructible(
  name: string,
  run: (m: Machine, args: readonly Value[]) => Value,
  members: Readonly<Record<string, Value>> = {},
): NativeValue {
  const call = nativeValue(name, (m, _, args) => run(m, args), members);
  return { ...call, construct: (m, args) => run(m as Machine, args) };
}

/** A class of the host that cannot be called without `new`. */
function onlyNew(
  name: string,
  run: (m: Machine, args: readonly Value[]) => Value,
  members: Readonly<Record<string, Value>> = {},
): NativeValue {
  const call = nativeValue(name, (m) => refuseWithoutNew(m, name), members);
  return { ...call, construct: (m, args) => run(m as Machine, args) };
}

function newArrayClass(): NativeValue {
  const members: Record<string, Value> = {
    ...otherMembers(Array, "Array"),
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

/** What is written to the console changes nothing. */
function consoleFunctions(): Readonly<Record<string, Value>> {
  const names = ["log", "info", "warn", "error", "debug", "table", "time", "timeEnd", "timeLog", "group"];
  const others = ["groupEnd", "groupCollapsed", "assert", "dir", "trace", "count", "countReset", "clear"];
  return Object.fromEntries([...names, ...others].map((name) => [name, nativeValue(name, tell)]));
}

/** An error that is only printed stays a problem. */
function tell(m: Machine): Value {
  m.told += 1;
  return undefinedValue;
}
