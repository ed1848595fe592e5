import { eachElement, forkMaybe } from "../run/arms/fork.ts";
import { tick } from "../run/budget.ts";
import { callValue } from "../run/call.ts";
import { asFunction, isPrimitive } from "../run/host-refusals.ts";
import { isUnknownRow, iterate } from "../run/iteration/iterate.ts";
import { ended, newIterator } from "../run/iteration/iterators.ts";
import { liveEntries } from "../run/iteration/live-entries.ts";
import type { IntrinsicMethod, Machine } from "../run/machine.ts";
import { isRedefined } from "../run/members/extras.ts";
import { getMember } from "../run/members/members.ts";
import { nativeValue } from "../run/native-value.ts";
import { throwError } from "../run/throw-error.ts";
import { mayBe } from "../values/among.ts";
import { elementAt, newArray } from "../values/containers.ts";
import { hasKnownSize, isLacking, withKey } from "../values/doubt.ts";
import { isNullish } from "../values/equality.ts";
import { somePart } from "../values/held.ts";
import { hostText } from "../values/host-text.ts";
import { join, meetingBecause, rowOf } from "../values/join.ts";
import { touch, youth } from "../values/journal.ts";
import { iteratorKey } from "../values/keys.ts";
import {
  booleanValue,
  numberValue,
  undecided,
  undefinedBecause,
  undefinedValue,
  unknownValue,
} from "../values/make.ts";
import { plainKey } from "../values/plain-key.ts";
import { printText } from "../values/print.ts";
import { keyOf } from "../values/same.ts";
import type { IteratorStep, KeyDoubt, MapValue, SetValue, UnknownValue, Value } from "../values/value.ts";
import { givingThis } from "./given-this.ts";
import { grouped } from "./groups.ts";
import { addItems } from "./perhaps-items.ts";
import { setAlgebra } from "./set-algebra.ts";

export const mapMethods: ReadonlyMap<string, IntrinsicMethod<MapValue>> = new Map<
  string,
  IntrinsicMethod<MapValue>
>([
  ["get", (m, map, [key = undefinedValue]) => getEntry(m, map, key)],
  ["has", (_, map, [key = undefinedValue]) => hasKey(map, key)],
  ["set", (m, map, [key = undefinedValue, value = undefinedValue]) => setEntry(m, map, key, value)],
  ["delete", (m, map, [key = undefinedValue]) => deleteKey(m, map, key)],
  ["clear", clear],
  ["keys", (m, map) => through(m, map, keyPart)],
  ["values", (m, map) => through(m, map, valuePart)],
  ["entries", (m, map) => through(m, map, bothParts)],
  [iteratorKey, (m, map) => through(m, map, bothParts)],
  ["forEach", givingThis(forEach)],
]);

export const setMethods: ReadonlyMap<string, IntrinsicMethod<SetValue>> = new Map<
  string,
  IntrinsicMethod<SetValue>
>([
  ["has", (_, set, [key = undefinedValue]) => hasKey(set, key)],
  ["add", (m, set, [value = undefinedValue]) => addValue(m, set, value)],
  ["delete", (m, set, [key = undefinedValue]) => deleteKey(m, set, key)],
  ["clear", clear],
  ["keys", (m, set) => through(m, set, keyPart)],
  ["values", (m, set) => through(m, set, keyPart)],
  ["entries", (m, set) => through(m, set, bothParts)],
  [iteratorKey, (m, set) => through(m, set, keyPart)],
  ["forEach", givingThis(forEach)],
  ...setAlgebra,
]);

/** `Map`'s own functions. */
export const mapFunctions: Readonly<Record<string, Value>> = {
  groupBy: nativeValue("groupBy", (m, _, args) => {
    const map = newMap(m, []);
    if (map.kind !== "map") return map;
    const refused = grouped(m, args, (key, grown) => {
      const identity = keyOf(key);
      if (identity !== undefined) map.entries.set(identity, [key, grown(map.entries.get(identity)?.[1])]);
      return identity !== undefined;
    });
    return refused ?? map;
  }),
};

/** With an unknown key the answer is unknown. */
const unknownKey = unknownValue("The key is not known");

function getEntry(m: Machine, map: MapValue, key: Value): Value {
  const { entries, doubt } = map;
  const identity = keyOf(key);
  if (identity === undefined) {
    countAll(m, map);
    return somePart(unknownKey, map);
  }
  const entry = entries.get(identity);
  if (entry === undefined) return doubt?.hasOthers ? somePart(doubt.why, map) : missingEntry(key);
  const [, value] = entry;
  return doubt !== null && isLacking(doubt, identity)
    ? join(value, undefinedValue, meetingBecause(doubt.why.because))
    : value;
}

/** Counts a look at all entries, as an unknown key asks for. */
function countAll(m: Machine, { entries }: MapValue | SetValue): void {
  m.steps += entries.size >> 2;
}

function missingEntry(key: Value): Value {
  const text = key.kind === "string" ? JSON.stringify(key.text) : printText(key);
  return plainKey(key) === undefined ? undefinedValue : undefinedBecause(`the Map has no key ${text}`);
}

function hasKey({ entries, doubt }: MapValue | SetValue, key: Value): Value {
  const identity = keyOf(key);
  if (identity === undefined) return undecided(unknownKey.reason);
  const isSure = entries.has(identity) ? !isLacking(doubt, identity) : !doubt?.hasOthers;
  return isSure
    ? booleanValue(entries.has(identity))
    : undecided(doubt?.why.reason ?? "", doubt?.why.because);
}

function deleteKey(m: Machine, collection: MapValue | SetValue, key: Value): Value {
  const had = hasKey(collection, key);
  const identity = keyOf(key);
  touch(m.journal, collection);
  if (identity === undefined) {
    countAll(m, collection);
    const { why, missing, hasOthers } = collection.doubt ?? newDoubt();
    collection.doubt = { why, missing: allMissing(collection, missing, why), hasOthers };
    return had;
  }
  collection.entries.delete(identity);
  collection.doubt = withKey(collection.doubt, identity);
  return had;
}

/** Each key may be missing by itself. */
function allMissing(
  { entries }: MapValue | SetValue,
  missing: KeyDoubt["missing"],
  why: UnknownValue,
): KeyDoubt["missing"] {
  return new Map([...[...entries.keys()].map((key) => [key, { ...why }] as const), ...missing]);
}

function newDoubt(): KeyDoubt {
  return { why: unknownKey, missing: new Map(), hasOthers: false };
}

function clear(m: Machine, collection: MapValue | SetValue): Value {
  touch(m.journal, collection);
  collection.entries.clear();
  collection.doubt = null;
  return undefinedValue;
}

function setEntry(m: Machine, map: MapValue, key: Value, value: Value): Value {
  checkKey(m, map, key);
  touch(m.journal, map);
  const identity = keyOf(key);
  if (identity !== undefined) {
    map.entries.set(identity, [key, value]);
    map.doubt = withKey(map.doubt, identity);
    return map;
  }
  // It may be any of them.
  countAll(m, map);
  for (const [other, [name, before]] of map.entries)
    map.entries.set(other, [name, join(before, value, meetingBecause(m.frame?.place ?? null))]);
  const doubt = map.doubt ?? newDoubt();
  map.doubt = { ...doubt, why: mayBe(doubt.why, [value]), hasOthers: true };
  return map;
}

function addValue(m: Machine, set: SetValue, value: Value): Value {
  checkKey(m, set, value);
  touch(m.journal, set);
  const identity = keyOf(value);
  set.entries.set(identity ?? value, value);
  if (identity === undefined) set.doubt = { ...(set.doubt ?? newDoubt()), hasOthers: true };
  else set.doubt = withKey(set.doubt, identity);
  return set;
}

type EntryPart = (m: Machine, key: Value, value: Value) => Value;

/** An iterator through what there is, and what comes meanwhile. */
function through(m: Machine, collection: MapValue | SetValue, part: EntryPart): Value {
  const live = liveEntries(m, collection);
  const isClosed = (): boolean => collection.doubt?.isOrdered === true && !collection.doubt.hasOthers;
  const next = (): IteratorStep => {
    const entry = live.next();
    if (entry === undefined)
      return { ...ended, doubt: collection.doubt?.why ?? null, ...(isClosed() && { lacks: null }) };
    const doubt = collection.doubt?.why ?? null;
    return {
      isDone: false,
      value: part(m, entry.key, entry.value),
      doubt,
      ...(isClosed() && { lacks: entry.why }),
    };
  };
  return newIterator(m, { next, left: live.left });
}

const keyPart: EntryPart = (_, key) => key;
const valuePart: EntryPart = (_, __, value) => value;
const bothParts: EntryPart = (m, key, value) => newArray(m, [key, value]);

function forEach<T extends MapValue | SetValue>(
  m: Machine,
  collection: T,
  [visit = undefinedValue]: readonly Value[],
): Value {
  asFunction(m, visit);
  const live = liveEntries(m, collection);
  for (let entry = live.next(); entry !== undefined; entry = live.next()) {
    tick(m);
    perhaps(m, entry.why, visit, [entry.value, entry.key, collection]);
  }
  return undefinedValue;
}

/** Calls a visitor for an entry; where it is not sure what there is, as what may not happen. */
function perhaps(m: Machine, why: UnknownValue | null, visit: Value, args: readonly Value[]): void {
  const call = (): Value => callValue(m, visit, undefinedValue, args);
  if (why === null) call();
  else forkMaybe(m, why, call);
}

/** `new WeakMap(pairs)` */
export function newWeakMap(m: Machine, args: readonly Value[]): Value {
  return newMap(m, args, true);
}

/** `new WeakSet(values)` */
export function newWeakSet(m: Machine, args: readonly Value[]): Value {
  return newSet(m, args, true);
}

/** `new WeakRef(target)`; whether its target is still there is not known. */
export function newWeakRef(m: Machine, [target = undefinedValue]: readonly Value[]): Value {
  if (isPrimitive(target) && target.kind !== "symbol")
    throwError(m, "TypeError", "WeakRef: target must be an object");
  return unknownValue("What a WeakRef holds is not known");
}

/** What can be collected are objects only, and symbols. */
function checkKey(m: Machine, { kind, isWeak }: MapValue | SetValue, key: Value): void {
  if (!isWeak || !isPrimitive(key) || key.kind === "symbol") return;
  const what = kind === "map" ? "value used as weak map key" : "value used in weak set";
  throwError(m, "TypeError", `Invalid ${what}`);
}

export function newMap(m: Machine, [source]: readonly Value[], isWeak = false): Value {
  const map: MapValue = { kind: "map", entries: new Map(), doubt: null, isWeak, ...youth(m.journal) };
  return fill(m, map, source) ?? map;
}

export function newSet(m: Machine, [source]: readonly Value[], isWeak = false): Value {
  const set: SetValue = { kind: "set", entries: new Map(), doubt: null, isWeak, ...youth(m.journal) };
  return fill(m, set, source) ?? set;
}

/** Puts into a new map or set what it is constructed from; why that is not known, where it is not. */
export function fill(
  m: Machine,
  collection: MapValue | SetValue,
  source: Value = undefinedValue,
): UnknownValue | undefined {
  if (isNullish(source)) return undefined;
  const put = putting(m, collection);
  const items = iterate(m, source);
  if (isUnknownRow(items)) {
    forkMaybe(m, items, () => put(items));
    return items;
  }
  m.steps += items.elements.length >> 2;
  if (!isPlainFill(m, collection) || !addItems(m, collection, items)) eachElement(m, items, put);
  return undefined;
}

/** Whether nothing but the collection's own `set` or `add` runs for each item. */
function isPlainFill(m: Machine, collection: MapValue | SetValue): boolean {
  return !collection.isWeak && !isRedefined(m, collection, collection.kind === "map" ? "set" : "add");
}

/** What a new map or set does with each item. An author's class, or a changed prototype, may have a `set` or `add` of its own. */
function putting(m: Machine, collection: MapValue | SetValue): (item: Value) => Value {
  const name = collection.kind === "map" ? "set" : "add";
  const own = isRedefined(m, collection, name) ? asFunction(m, getMember(m, collection, name)) : undefined;
  if (collection.kind === "set")
    return (item) =>
      own === undefined ? addValue(m, collection, item) : callValue(m, own, collection, [item]);
  return (pair) => {
    const [key, value] = partsOf(m, pair);
    return own === undefined
      ? setEntry(m, collection, key, value)
      : callValue(m, own, collection, [key, value]);
  };
}

/** The key and the value that an item of a map's source stands for. */
function partsOf(m: Machine, pair: Value): readonly [key: Value, value: Value] {
  if (isPrimitive(pair))
    throwError(m, "TypeError", `Iterator value ${hostText(pair)} is not an entry object`);
  const parts = rowOf(pair);
  return parts === undefined ? [pair, pair] : [elementAt(parts, 0), elementAt(parts, 1)];
}

export function sizeOf({ entries, doubt }: MapValue | SetValue): Value {
  return doubt === null || hasKnownSize(doubt) ? numberValue(entries.size) : doubt.why;
}
