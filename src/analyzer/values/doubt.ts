import { numberValue, stringValue, untyped } from "./make.ts";
import type { KeyDoubt, Row, RowDoubt, UnknownValue, Value } from "./value.ts";

/** The doubt about keys after one of them was certainly set or deleted. One that may have been missing may be the last now. */
export function withKey(doubt: KeyDoubt | null, key: unknown): KeyDoubt | null {
  if (doubt === null || !doubt.missing.has(key)) return doubt;
  const missing = new Map(doubt.missing);
  missing.delete(key);
  return { ...doubt, missing, isOrdered: doubt.isOrdered === true && isIndexName(key) };
}

/** Whether a key that is there may be missing. */
export function isLacking(doubt: KeyDoubt | null, key: unknown): boolean {
  return doubt?.missing.has(key) ?? false;
}

/** How many keys there are is known although their order may not be. */
export function hasKnownSize(doubt: KeyDoubt | null): boolean {
  return doubt === null || (doubt.missing.size === 0 && !doubt.hasOthers);
}

/**
 * The doubt of a row that is made from doubtful keys: any element may be missing or elsewhere. Only indices are in order in any
 * case, so those before the first that may be missing are certainly where they stand.
 */
export function listingDoubt(doubt: KeyDoubt | null, keys: readonly unknown[] = []): RowDoubt | null {
  if (doubt === null) return null;
  if (doubt.hasOthers) {
    // Nothing comes between indices that follow each other.
    const open = keys.findIndex((key, index) => key !== String(index) || doubt.missing.has(key));
    return { why: doubt.why, sure: open < 0 ? keys.length : open };
  }
  if (doubt.isOrdered)
    return lackingDoubt(keys.flatMap((key, index) => reasonAt(doubt.missing.get(key), index)));
  const open = keys.findIndex((key) => doubt.missing.has(key) || !isIndexName(key));
  return { why: doubt.why, sure: open < 0 ? keys.length : open };
}

function reasonAt(
  why: UnknownValue | undefined,
  index: number,
): readonly (readonly [number, UnknownValue])[] {
  return why === undefined ? [] : [[index, why]];
}

/** The doubt of a row of which just these elements, in order, may not be there. */
export function lackingDoubt(
  entries: Iterable<readonly [index: number, why: UnknownValue]>,
): RowDoubt | null {
  const lacking = new Map(entries);
  for (const [sure, why] of lacking) return { why: untyped(why), sure, lacking };
  return null;
}

/** Why an element may not be there. */
export function whyLacking(doubt: RowDoubt | null, index: number): UnknownValue | null {
  if (doubt === null || index < doubt.sure) return null;
  return doubt.lacking === undefined ? doubt.why : (doubt.lacking.get(index) ?? null);
}

/** The doubt about those elements of a row that stand at these places of it, in order. */
export function doubtOfPart(doubt: RowDoubt | null, places: readonly number[]): RowDoubt | null {
  if (doubt === null) return null;
  if (doubt.lacking !== undefined)
    return lackingDoubt(places.flatMap((place, index) => reasonAt(doubt.lacking?.get(place), index)));
  const open = places.findIndex((place) => place >= doubt.sure);
  return { why: doubt.why, sure: open < 0 ? places.length : open };
}

/** What a row has from an index on. Behind one that may not be there, it is only known where a row has no others. */
export function rowFrom({ elements, doubt }: Row, from: number): Row {
  const rest = elements.slice(from);
  if (doubt === null || from <= doubt.sure)
    return { elements: rest, doubt: doubtOfPart(doubt, [...elements.keys()].slice(from)) };
  return { elements: rest, doubt: { why: doubt.why, sure: 0 } };
}

/** How many elements at the end of a row are certainly its last ones. */
export function sureAtEnd({ elements, doubt }: Row): number {
  if (doubt === null) return elements.length;
  return doubt.lacking === undefined ? 0 : elements.length - 1 - Math.max(...doubt.lacking.keys());
}

/** Whether a key is written like an index. */
export function isIndexName(key: unknown): boolean {
  return typeof key === "string" && /^(?:0|[1-9]\d*)$/.test(key);
}

/** Whether another thing may stand under this key than the one that is there, or that is not there. */
export function isMoved(doubt: KeyDoubt | null, key: string, isThere = true): boolean {
  if (!doubt?.moves || !isIndexName(key)) return false;
  // Where the order is not known either, those that may be missing may be there more than once.
  if (!isThere) return doubt.isOrdered !== true;
  for (const name of doubt.missing.keys()) if (isIndexName(name) && Number(name) <= Number(key)) return true;
  return false;
}

/** The index at which an element of a row stands; unknown behind one that may not be there. */
export function indexOf({ doubt }: Row, index: number): Value {
  return doubt === null || index < doubt.sure ? numberValue(index) : { ...doubt.why, type: "number" };
}

/** A key of a thing as a text; unknown where it may stand lower. */
export function keyText(doubt: KeyDoubt | null, key: string): Value {
  if (doubt === null || !isMoved(doubt, key)) return stringValue(key);
  return { ...doubt.why, type: "string", isIndex: true };
}

/** How many elements of a row are certainly where they stand. */
export function sureLength({ elements, doubt }: Row): number {
  return doubt === null ? elements.length : Math.min(doubt.sure, elements.length);
}

/** The doubt about the keys of a copy without some of them. */
export function withoutKeys(doubt: KeyDoubt | null, keys: ReadonlySet<unknown>): KeyDoubt | null {
  return doubt === null
    ? null
    : { ...doubt, missing: new Map([...doubt.missing].filter(([key]) => !keys.has(key as string))) };
}

/** The doubt about a row's indices, as keys. */
export function doubtOfRow(row: Row): KeyDoubt | null {
  const { doubt } = row;
  if (doubt === null) return null;
  const missing = new Map<unknown, UnknownValue>();
  for (const index of row.elements.keys()) {
    const why = whyLacking(doubt, index);
    if (why !== null) missing.set(String(index), why);
  }
  const isClosed = doubt.lacking !== undefined;
  return { why: doubt.why, missing, hasOthers: !isClosed, isOrdered: isClosed, moves: isClosed };
}

/** A row that is as long as it looks. */
export function newRow(elements: readonly Value[]): Row {
  return { elements, doubt: null };
}
