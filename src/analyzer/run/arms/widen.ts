import { isLacking, sureLength } from "../../values/doubt.ts";
import { touch } from "../../values/journal.ts";
import { undecided, unknownValue } from "../../values/make.ts";
import type { Contents, Mutable } from "../../values/mutable.ts";
import { sameValue } from "../../values/same.ts";
import type { ArrayValue, KeyDoubt, Row, Scope, UndecidedValue, Value } from "../../values/value.ts";
import type { Machine } from "../machine.ts";
import { rehearsed } from "./rehearse.ts";

/**
 * Makes unknown what one iteration of a loop changes, so that the next one stands for any other: which `i` it is, how many
 * channels there are by then. `iterate` runs one and gives the scope of the one after it; nothing of that run stays.
 */
export function widen(m: Machine, why: UndecidedValue, scope: Scope | null, iterate: () => Scope): void {
  if (m.isRehearsing) return;
  const { world, given: following } = rehearsed(m, iterate);
  for (const [holder, after] of world) widenHolder(m, why, holder, after);
  if (scope !== null && following !== undefined && following !== scope)
    widenHolder(m, why, scope, { slots: following.slots });
}

function widenHolder(m: Machine, why: UndecidedValue, holder: Mutable, after: Contents): void {
  if ("slots" in holder && "slots" in after) {
    touch(m.journal, holder);
    holder.slots = holder.slots.map((value, slot) => widened(value, after.slots[slot], why));
  } else if ("properties" in holder && "properties" in after) {
    touch(m.journal, holder);
    // Each further module of a list is like the first, so an unknown length does not make the modules unknown.
    const kept = holder.kind === "object" && holder.module !== null ? "length" : null;
    for (const [name, value] of holder.properties)
      if (name !== kept)
        holder.properties.set(name, widened(value, after.properties.get(name), why) ?? value);
    widenKeys(why, holder, holder.properties, after.properties, after.doubt);
  } else if ("elements" in holder && "elements" in after) widenRow(m, why, holder, after);
  else if ("entries" in holder && "entries" in after) {
    touch(m.journal, holder);
    widenKeys(why, holder, holder.entries, after.entries, after.doubt);
  }
}

/** An array that only grows keeps its first elements. One that loses or moves some may have lost or moved any of them. */
function widenRow(m: Machine, why: UndecidedValue, holder: ArrayValue, after: Row): void {
  const before = holder.elements;
  const isKept = (element: Value, index: number): boolean => isSame(element, after.elements[index]);
  const isShorter =
    after.elements.length < before.length || sureLength(after) < Math.min(sureLength(holder), before.length);
  if (!isShorter && before.every(isKept)) return;
  touch(m.journal, holder);
  const isMoved = after.elements.some(
    (element, index) => !isSame(element, before[index]) && before.some((other) => isSame(element, other)),
  );
  if (isShorter || isMoved) holder.doubt = { why: unknownValue(why.reason, why.because), sure: 0 };
  else
    holder.elements = before.map((element, index) => widened(element, after.elements[index], why) ?? element);
}

function isSame(left: Value, right: Value | undefined): boolean {
  return left === right || (right !== undefined && sameValue(left, right));
}

/** What loses a key in one iteration may have lost any of them by then. */
function widenKeys<K>(
  { reason, because }: UndecidedValue,
  holder: { doubt: KeyDoubt | null },
  before: ReadonlyMap<K, unknown>,
  after: ReadonlyMap<K, unknown>,
  doubt: KeyDoubt | null,
): void {
  const own = holder.doubt;
  const loses = [...before.keys()].some(
    (key) => !isLacking(own, key) && (!after.has(key) || isLacking(doubt, key)),
  );
  if (!loses) return;
  const missing = new Map([...before.keys()].map((key) => [key, unknownValue(reason, because)] as const));
  holder.doubt = { why: unknownValue(reason, because), hasOthers: false, ...own, missing, isOrdered: false };
}

/** Only plain values; anything else that a variable holds after the iteration is joined with its value before. */
function widened(
  before: Value | undefined,
  after: Value | undefined,
  why: UndecidedValue,
): Value | undefined {
  if (before === undefined || after === undefined || before === after || sameValue(before, after))
    return before;
  const { because } = why;
  switch (before.kind) {
    case "number":
    case "string":
      return {
        kind: "unknown",
        reason: why.reason,
        because,
        ...(after.kind === before.kind && { type: before.kind }),
      };
    case "boolean":
      return undecided(why.reason, because);
    default:
      return before;
  }
}
