import {
  type Contents,
  closeMark,
  leave,
  type Mutable,
  openMark,
  touch,
  type World,
} from "../values/journal.ts";
import { undecided } from "../values/make.ts";
import { sameValue } from "../values/same.ts";
import type { Scope, UndecidedValue, Value } from "../values/value.ts";
import { checkpointOf, dropArms } from "./checkpoint.ts";
import type { FactSite, Machine, Observation } from "./machine.ts";
import { Thrown } from "./stops.ts";

/**
 * Makes unknown what one iteration of a loop changes, so that the next one stands for any other: which `i` it is, how many
 * channels there are by then. `iterate` runs one and gives the scope of the one after it; nothing of that run stays.
 */
export function widen(m: Machine, why: UndecidedValue, scope: Scope | null, iterate: () => Scope): void {
  if (m.isRehearsing) return;
  const { world, following } = rehearsed(m, iterate);
  for (const [holder, after] of world) widenHolder(m, why, holder, after);
  if (scope !== null && following !== undefined && following !== scope)
    widenHolder(m, why, scope, { slots: following.slots });
}

/** What one iteration would leave behind. */
function rehearsed(m: Machine, iterate: () => Scope): { readonly world: World; readonly following?: Scope } {
  const checkpoint = checkpointOf(m);
  const { problems, faulted, refusedSources, observations, onApply, nodes } = m;
  const kept = { problems, faulted, refusedSources, observations, onApply, nodes };
  const lengths = {
    applied: m.applied.length,
    rootCalls: m.rootCalls.length,
    modules: m.modules.length,
    folds: m.folds.length,
  };
  const mark = openMark(m.journal);
  Object.assign(m, {
    problems: new Map(),
    refusedSources: [...refusedSources],
    observations: new Map<FactSite, Observation>(),
    isRehearsing: true,
  });
  // While this is set, nothing counts as really called.
  m.onApply = () => undefined;
  m.forks += 1;
  let following: Scope | undefined;
  let world: World = new Map();
  try {
    following = iterate();
  } catch (error) {
    if (!(error instanceof Thrown)) throw error;
  } finally {
    m.forks -= 1;
    dropArms(m, { ...checkpoint, marks: m.journal.open.indexOf(mark) + 1 });
    Object.assign(m, kept, { isRehearsing: false });
    m.applied.length = lengths.applied;
    m.rootCalls.length = lengths.rootCalls;
    m.modules.length = lengths.modules;
    m.folds.length = lengths.folds;
    world = leave(m.journal, mark);
    closeMark(m.journal, mark);
  }
  return following === undefined ? { world } : { world, following };
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
