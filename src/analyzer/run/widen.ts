import { type Contents, type Mutable, touch } from "../values/journal.ts";
import { undecided } from "../values/make.ts";
import { sameValue } from "../values/same.ts";
import type { Scope, UndecidedValue, Value } from "../values/value.ts";
import type { Machine } from "./machine.ts";
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
  }
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
