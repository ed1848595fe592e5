import { isLacking, sureLength } from "../../values/doubt.ts";
import { touch } from "../../values/journal.ts";
import { unknownValue } from "../../values/make.ts";
import type { Contents, Mutable } from "../../values/mutable.ts";
import { keyOf, sameValue } from "../../values/same.ts";
import type { ArrayValue, KeyDoubt, Row, Scope, UndecidedValue, Value } from "../../values/value.ts";
import type { Machine } from "../machine.ts";
import { type HeldPart, heldParts } from "./held-parts.ts";
import { rehearsed } from "./rehearse.ts";
import { madeSince, openReplaced, type Replaced, widened } from "./replaced.ts";

/**
 * Makes unknown what one iteration of a loop changes, so that the next one stands for any other: which `i` it is, how many
 * channels there are by then. `iterate` runs one and gives the scope of the one after it; nothing of that run stays.
 */
export function widen(
  m: Machine,
  why: UndecidedValue,
  scope: Scope | null,
  iterate: () => Scope | null,
): void {
  if (m.isRehearsing) return;
  /** Everything that an iteration changes, the loop's own variables included, with what it leaves there. */
  const changes = (): ReadonlyMap<Mutable, Contents> => {
    const { world, given: following } = rehearsed(m, iterate);
    const isOwn = scope !== null && following != null && following !== scope;
    return isOwn ? new Map([...world, [scope, { slots: following.slots }]]) : world;
  };
  const { epoch } = m.journal;
  const replaced: Replaced[] = [];
  const widenPart = (holder: Mutable, part: HeldPart, after: Value | undefined): void => {
    const before = part.value;
    if (after === undefined || before === after || sameValue(before, after)) return;
    part.put(widened(before, after, why));
    const made = madeSince(after, epoch);
    if (made !== undefined) replaced.push({ holder, part, after: made });
  };
  for (const [holder, after] of changes()) widenHolder(m, why, holder, after, widenPart);
  openReplaced(m, why, replaced, changes);
}

type WidenPart = (holder: Mutable, part: HeldPart, after: Value | undefined) => void;

function widenHolder(
  m: Machine,
  why: UndecidedValue,
  holder: Mutable,
  after: Contents,
  widenPart: WidenPart,
): void {
  const isRow = "elements" in holder && "elements" in after;
  if (isRow && losesPlaces(holder, after)) {
    loosen(m, why, holder);
    return;
  }
  touch(m.journal, holder);
  // Each further module of a list is like the first, so an unknown length does not make the modules unknown.
  const isModule = "kind" in holder && holder.kind === "object" && holder.module !== null;
  for (const part of heldParts(holder))
    if (!isModule || part.name !== "length") widenPart(holder, part, part.in(after));
  if ("properties" in holder && "properties" in after)
    widenKeys(why, holder, holder.properties, after.properties, after.doubt);
  else if ("entries" in holder && "entries" in after)
    widenKeys(why, holder, holder.entries, after.entries, after.doubt);
}

/** An array that only grows keeps its first elements. One that loses or moves some may have lost or moved any of them. */
function losesPlaces(holder: ArrayValue, after: Row): boolean {
  const before = holder.elements;
  const isShorter =
    after.elements.length < before.length || sureLength(after) < Math.min(sureLength(holder), before.length);
  if (isShorter) return true;
  const changed = after.elements.filter((element, index) => !isSame(element, before[index]));
  if (changed.length === 0) return false;
  const known = new Set(before.map(identityOf));
  // Two formulas may be equal.
  const formulas = before.filter((element) => element.kind === "number" && keyOf(element) === undefined);
  return changed.some(
    (element) => known.has(identityOf(element)) || formulas.some((other) => isSame(element, other)),
  );
}

function identityOf(value: Value): unknown {
  const key = keyOf(value);
  return key === undefined || Number.isNaN(key) ? value : key;
}

function loosen(m: Machine, why: UndecidedValue, holder: ArrayValue): void {
  touch(m.journal, holder);
  holder.doubt = { why: unknownValue(why.reason, why.because), sure: 0 };
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
