import { iterate } from "../run/iterate.ts";
import type { Machine } from "../run/machine.ts";
import { getMember, setMember } from "../run/members.ts";
import { newArray, newObject } from "../values/containers.ts";
import { booleanValue, nativeValue, stringValue, undefinedValue, unknownValue } from "../values/make.ts";
import { printText } from "../values/print.ts";
import { keysOf } from "../values/prototype.ts";
import { sameValue } from "../values/same.ts";
import type { ArrayValue, UnknownValue, Value } from "../values/value.ts";

/** `Object`'s functions. */
export const objectFunctions: Readonly<Record<string, Value>> = {
  keys: nativeValue("keys", (m, _, [object]) => listed(m, object, (key) => stringValue(key))),
  values: nativeValue("values", (m, _, [object]) => listed(m, object, (__, value) => value)),
  entries: nativeValue("entries", (m, _, [object]) =>
    listed(m, object, (key, value) => newArray(m, [stringValue(key), value])),
  ),
  assign: nativeValue("assign", (m, _, [target = undefinedValue, ...sources]) => assign(m, target, sources)),
  fromEntries: nativeValue("fromEntries", (m, _, [pairs = undefinedValue]) => fromEntries(m, pairs)),
  freeze: nativeValue("freeze", (_, __, [object = undefinedValue]) => object),
  seal: nativeValue("seal", (_, __, [object = undefinedValue]) => object),
  create: nativeValue("create", (m) => newObject(m)),
  is: nativeValue("is", (_, __, [a = undefinedValue, b = undefinedValue]) => booleanValue(sameValue(a, b))),
  hasOwn: nativeValue("hasOwn", (m, _, [object = undefinedValue, key = undefinedValue]) =>
    booleanValue(ownEntries(m, object)?.some(([name]) => name === printText(key)) ?? false),
  ),
  defineProperty: nativeValue("defineProperty", (m, _, [target = undefinedValue, key, description]) => {
    if (key !== undefined && description !== undefined) {
      setMember(m, target, printText(key), getMember(m, description, "value"));
    }
    return target;
  }),
};

function listed(m: Machine, object: Value | undefined, part: (key: string, value: Value) => Value): Value {
  if (object === undefined || object.kind === "unknown") return object ?? undefinedValue;
  const entries = ownEntries(m, object);
  if (entries === undefined) return unknownValue("Its properties are not known");
  const uncertain = object.kind === "array" ? object.uncertain : null;
  return newArray(
    m,
    entries.map(([key, value]) => part(key, value)),
    uncertain,
  );
}

/** Own enumerable properties in JavaScript's order; undefined where nobody can tell. */
export function ownEntries(m: Machine, value: Value): readonly (readonly [string, Value])[] | undefined {
  switch (value.kind) {
    case "object":
      return keysOf(value).map((key) => [key, getMember(m, value, key)]);
    case "array":
      return value.elements.map((element, index) => [String(index), element]);
    case "namespace":
      return value.names().map((name) => [name, value.member(name) ?? undefinedValue]);
    case "class":
      return [...value.properties];
    case "string":
      return [...value.text].map((letter, index) => [String(index), stringValue(letter)]);
    case "unknown":
    case "either":
      return undefined;
    default:
      return [];
  }
}

function assign(m: Machine, target: Value, sources: readonly Value[]): Value {
  for (const source of sources) {
    for (const [key, value] of ownEntries(m, source) ?? []) setMember(m, target, key, value);
  }
  return target;
}

function fromEntries(m: Machine, pairs: Value): Value {
  const entries = iterate(m, pairs);
  if ("kind" in entries) return entries;
  const object = newObject(m);
  for (const pair of entries.values) {
    if (pair.kind !== "array") continue;
    const [key = undefinedValue, value = undefinedValue] = pair.elements;
    object.properties.set(printText(key), value);
  }
  return object;
}

/** JSON's text as a value. */
export function parseJson(m: Machine, text: string): ArrayValue | Value | UnknownValue {
  try {
    return fromJson(m, JSON.parse(text));
  } catch {
    return unknownValue("It is not JSON");
  }
}

export function fromJson(m: Machine, json: unknown): Value {
  if (json === null) return { kind: "null" };
  if (Array.isArray(json))
    return newArray(
      m,
      json.map((part: unknown) => fromJson(m, part)),
    );
  if (typeof json === "object") {
    return newObject(m, new Map(Object.entries(json).map(([key, part]) => [key, fromJson(m, part)])));
  }
  if (typeof json === "number") return { kind: "number", dim: json, over: null, origin: null };
  if (typeof json === "boolean") return booleanValue(json);
  return stringValue(String(json));
}
