import type { Machine } from "../run/machine.ts";
import { mayBe } from "../values/among.ts";
import { elementAt } from "../values/containers.ts";
import { whyLacking } from "../values/doubt.ts";
import { join, meetingBecause } from "../values/join.ts";
import { noteParts, touch } from "../values/journal.ts";
import { unknownValue, untyped } from "../values/make.ts";
import { keyOf } from "../values/same.ts";
import type { MapValue, OpenValue, Row, SetValue, UnknownValue, Value } from "../values/value.ts";

/**
 * Puts the items of a row into an empty map or set where each may or may not be among them. Following every item as what may not
 * happen would copy the whole collection each time. Says whether it could: no two items may be known to have the same key.
 */
export function addItems(m: Machine, collection: MapValue | SetValue, row: Row): boolean {
  const { doubt } = row;
  if (doubt === null || collection.entries.size > 0) return false;
  const items = itemsOf(collection, row);
  const known = items.map(({ identity }) => identity).filter((identity) => identity !== undefined);
  if (items.length < row.elements.length || new Set(known).size < known.length) return false;
  touch(m.journal, collection);
  noteParts(m.journal, items.length);
  let why: OpenValue = untyped(doubt.why);
  const missing = new Map<unknown, UnknownValue>();
  for (const item of items) {
    if (item.identity === undefined && collection.kind === "map") {
      setAny(m, collection, item.value);
      why = mayBe(why, [item.value]);
      continue;
    }
    const identity = item.identity ?? item.key;
    put(collection, identity, item);
    if (item.why !== null)
      missing.set(identity, unknownValue("What it has depends on a condition", item.why.because));
  }
  const [hasOthers, isOrdered] = [known.length < items.length, doubt.lacking !== undefined];
  if (missing.size > 0 || hasOthers) collection.doubt = { why, missing, hasOthers, isOrdered };
  return true;
}

interface Item {
  readonly key: Value;
  readonly value: Value;
  /** Undefined where the key is not known. */
  readonly identity: unknown;
  /** Why it may not be there. */
  readonly why: UnknownValue | null;
}

/** Those of a map that are no plain lists are left out. */
function itemsOf({ kind }: MapValue | SetValue, { elements, doubt }: Row): readonly Item[] {
  return elements.flatMap((element, index): Item[] => {
    const why = whyLacking(doubt, index);
    if (kind === "set") return [{ key: element, value: element, identity: keyOf(element), why }];
    if (element.kind !== "array" || element.doubt !== null) return [];
    const key = elementAt(element, 0);
    return [{ key, value: elementAt(element, 1), identity: keyOf(key), why }];
  });
}

function put(collection: MapValue | SetValue, identity: unknown, { key, value }: Item): void {
  if (collection.kind === "set") collection.entries.set(identity, value);
  else collection.entries.set(identity, [key, value]);
}

/** The key is not known: it may be any of those that are there. */
function setAny(m: Machine, { entries }: MapValue, value: Value): void {
  noteParts(m.journal, entries.size);
  for (const [identity, [key, before]] of entries)
    entries.set(identity, [key, join(before, value, meetingBecause(m.frame?.place ?? null))]);
}
