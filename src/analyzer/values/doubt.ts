import type { KeyDoubt, Row, RowDoubt, UnknownValue, Value } from "./value.ts";

/** The doubt about keys after one of them was certainly set or deleted. */
export function withKey(doubt: KeyDoubt | null, key: unknown): KeyDoubt | null {
  if (doubt === null || !doubt.missing.has(key)) return doubt;
  const missing = new Set(doubt.missing);
  missing.delete(key);
  return { ...doubt, missing };
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
export function listingDoubt(doubt: KeyDoubt | null, names: readonly string[] = []): RowDoubt | null {
  if (doubt === null) return null;
  if (doubt.hasOthers) return { why: doubt.why, sure: 0 };
  const open = names.findIndex((name) => doubt.missing.has(name) || !/^\d+$/.test(name));
  return { why: doubt.why, sure: open < 0 ? names.length : open };
}

/** How many elements of a row are certainly where they stand. */
export function sureLength({ elements, doubt }: Row): number {
  return doubt === null ? elements.length : Math.min(doubt.sure, elements.length);
}

/** The doubt about the keys of a copy without some of them. */
export function withoutKeys(doubt: KeyDoubt | null, keys: ReadonlySet<unknown>): KeyDoubt | null {
  return doubt === null
    ? null
    : { ...doubt, missing: new Set([...doubt.missing].filter((key) => !keys.has(key))) };
}

/** The doubt about a row's indices, as keys. */
export function doubtOfRow(row: Row): KeyDoubt | null {
  if (row.doubt === null) return null;
  const [sure, all] = [sureLength(row), row.elements.length];
  const missing = new Set(Array.from({ length: all - sure }, (_, index) => String(sure + index)));
  return { why: row.doubt.why, missing, hasOthers: true };
}

/** What stands for elements of which nothing is known: one that is unknown, and may not be there. */
export function unknownRow(why: UnknownValue): Row {
  return { elements: [why], doubt: { why, sure: 0 } };
}

/** A row that is as long as it looks. */
export function newRow(elements: readonly Value[]): Row {
  return { elements, doubt: null };
}
