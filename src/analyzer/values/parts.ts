import { doubtOfPart, sureAtEnd } from "./doubt.ts";
import type { Row } from "./value.ts";

/*
 * Stretches of rows of which some elements may not be there. A place is where an element stands among all that there may be.
 */

/** The place of an index, which counts from the end where it is negative; undefined where that is not known. */
export function placeIn(row: Row, index: number): number | undefined {
  const { length } = row.elements;
  if (index < 0 && -index > sureAtEnd(row)) return row.doubt === null ? 0 : undefined;
  if (index < 0) return length + index;
  if (row.doubt === null) return Math.min(index, length);
  return index <= row.doubt.sure ? index : undefined;
}

/** The place behind so many elements; undefined where that is not known. */
export function placeBehind(row: Row, place: number, count: number): number | undefined {
  const { length } = row.elements;
  const end = place + Math.max(count, 0);
  if (place >= length - sureAtEnd(row)) return Math.min(end, length);
  return row.doubt !== null && end > row.doubt.sure ? undefined : end;
}

/** The place behind the last element; undefined where there may be others. */
export function endOf({ elements, doubt }: Row): number | undefined {
  return doubt === null || doubt.lacking !== undefined ? elements.length : undefined;
}

/** The elements from one place to another; where there is no other, to the end, whatever may follow there. */
export function stretch({ elements, doubt }: Row, from: number, to?: number): Row {
  const places = [...elements.keys()].slice(from, to);
  const isKnown = doubt?.lacking === undefined && to !== undefined && to <= (doubt?.sure ?? 0);
  return { elements: elements.slice(from, to), doubt: isKnown ? null : doubtOfPart(doubt, places) };
}
