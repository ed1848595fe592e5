import { callValue } from "../run/call.ts";
import { iterate } from "../run/iterate.ts";
import type { Machine } from "../run/machine.ts";
import { newArray } from "../values/containers.ts";
import { touch, youth } from "../values/journal.ts";
import { booleanValue, numberValue, undefinedValue, unknownValue } from "../values/make.ts";
import { keyOf } from "../values/same.ts";
import type { MapValue, SetValue, Value } from "../values/value.ts";

type Method<T> = (m: Machine, self: T, args: readonly Value[]) => Value;

export const mapMethods: ReadonlyMap<string, Method<MapValue>> = new Map<string, Method<MapValue>>([
  [
    "get",
    (_, { entries }, [key = undefinedValue]) => known(key) ?? entries.get(keyOf(key))?.[1] ?? undefinedValue,
  ],
  ["has", (_, { entries }, [key = undefinedValue]) => known(key) ?? booleanValue(entries.has(keyOf(key)))],
  ["set", (m, map, [key = undefinedValue, value = undefinedValue]) => setEntry(m, map, key, value)],
  ["delete", (m, map, [key = undefinedValue]) => booleanValue(changing(m, map).delete(keyOf(key)))],
  ["clear", clear],
  [
    "keys",
    (m, { entries }) =>
      newArray(
        m,
        [...entries.values()].map(([key]) => key),
      ),
  ],
  [
    "values",
    (m, { entries }) =>
      newArray(
        m,
        [...entries.values()].map(([, value]) => value),
      ),
  ],
  [
    "entries",
    (m, { entries }) =>
      newArray(
        m,
        [...entries.values()].map((entry) => newArray(m, [...entry])),
      ),
  ],
  ["forEach", forEachEntry],
]);

export const setMethods: ReadonlyMap<string, Method<SetValue>> = new Map<string, Method<SetValue>>([
  ["has", (_, { entries }, [key = undefinedValue]) => known(key) ?? booleanValue(entries.has(keyOf(key)))],
  ["add", (m, set, [value = undefinedValue]) => addValue(m, set, value)],
  ["delete", (m, set, [key = undefinedValue]) => booleanValue(changing(m, set).delete(keyOf(key)))],
  ["clear", clear],
  ["keys", (m, { entries }) => newArray(m, [...entries.values()])],
  ["values", (m, { entries }) => newArray(m, [...entries.values()])],
]);

/** The entries of a collection that is about to change. */
function changing<T extends MapValue | SetValue>(m: Machine, collection: T): T["entries"] {
  touch(m.journal, collection);
  return collection.entries;
}

function clear(m: Machine, collection: MapValue | SetValue): Value {
  changing(m, collection).clear();
  return undefinedValue;
}

/** A key that nobody can tell makes the answer unknown. */
function known(key: Value): Value | undefined {
  return keyOf(key) === undefined ? unknownValue("The key is not known") : undefined;
}

function setEntry(m: Machine, map: MapValue, key: Value, value: Value): Value {
  touch(m.journal, map);
  const identity = keyOf(key);
  if (identity !== undefined) map.entries.set(identity, [key, value]);
  return map;
}

function addValue(m: Machine, set: SetValue, value: Value): Value {
  touch(m.journal, set);
  set.entries.set(keyOf(value) ?? value, value);
  return set;
}

function forEachEntry(m: Machine, map: MapValue, [visit = undefinedValue]: readonly Value[]): Value {
  for (const [key, value] of [...map.entries.values()])
    callValue(m, visit, undefinedValue, [value, key, map]);
  return undefinedValue;
}

export function newMap(m: Machine, [source]: readonly Value[]): Value {
  const map: MapValue = { kind: "map", entries: new Map(), ...youth(m.journal) };
  if (source === undefined || source.kind === "undefined" || source.kind === "null") return map;
  const pairs = iterate(m, source);
  if ("kind" in pairs) return pairs;
  for (const pair of pairs.values) {
    if (pair.kind === "array")
      setEntry(m, map, pair.elements[0] ?? undefinedValue, pair.elements[1] ?? undefinedValue);
  }
  return map;
}

export function newSet(m: Machine, [source]: readonly Value[]): Value {
  const set: SetValue = { kind: "set", entries: new Map(), ...youth(m.journal) };
  if (source === undefined || source.kind === "undefined" || source.kind === "null") return set;
  const values = iterate(m, source);
  if ("kind" in values) return values;
  for (const value of values.values) addValue(m, set, value);
  return set;
}

export function sizeOf(collection: MapValue | SetValue): Value {
  return numberValue(collection.entries.size);
}
