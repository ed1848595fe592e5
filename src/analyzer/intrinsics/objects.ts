import { eachElement } from "../run/fork.ts";
import { isUnknownRow, iterate } from "../run/iterate.ts";
import type { Machine } from "../run/machine.ts";
import { getMember, setMember } from "../run/members.ts";
import { nativeValue } from "../run/native-value.ts";
import { eachEntry, ownEntries } from "../run/own-entries.ts";
import { elementAt, newArray, newObject, setProperty } from "../values/containers.ts";
import { isLacking, listingDoubt } from "../values/doubt.ts";
import { equality } from "../values/equality.ts";
import { overOptions, rowOf } from "../values/join.ts";
import { booleanValue, stringValue, undecided, undefinedValue, unknownValue } from "../values/make.ts";
import { printText } from "../values/print.ts";
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
  is: nativeValue("is", (_, __, [a = undefinedValue, b = undefinedValue]) => equality(a, b, false)),
  hasOwn: nativeValue("hasOwn", (m, _, [object = undefinedValue, key = undefinedValue]) =>
    hasOwn(m, object, key),
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
  const own = ownEntries(m, object);
  if (own === undefined) return unknownValue("Its properties are not known");
  const parts = own.entries.map(([key, value]) => part(key, value));
  return newArray(m, parts, object.kind === "array" ? object.doubt : listingDoubt(own.doubt));
}

function hasOwn(m: Machine, object: Value, key: Value): Value {
  return overOptions(object, (option) => {
    const own = ownEntries(m, option);
    if (own === undefined || key.kind !== "string") return undecided("The name is not known");
    if (isLacking(own.doubt, key.text)) return undecided("It depends on a condition");
    return booleanValue(own.entries.some(([name]) => name === key.text));
  });
}

function assign(m: Machine, target: Value, sources: readonly Value[]): Value {
  for (const source of sources)
    eachEntry(m, source, (key, value) => {
      setMember(m, target, key, value);
      return undefinedValue;
    });
  return target;
}

function fromEntries(m: Machine, pairs: Value): Value {
  const row = iterate(m, pairs);
  if (isUnknownRow(row)) return row;
  const object = newObject(m);
  eachElement(m, row, (pair) => {
    const parts = rowOf(pair);
    if (parts !== undefined) setProperty(m, object, printText(elementAt(parts, 0)), elementAt(parts, 1));
    return undefinedValue;
  });
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
