import { isShared, type Journal } from "./journal.ts";
import { unknownValue } from "./make.ts";
import type { Holder, ObjectValue, Restrictions, Rigidity, Value } from "./value.ts";

/* What code forbids to change of a thing: of an older one, under a condition, only where that holds. */

type Restricted = Holder & Restrictions;

/** `Object.freeze` and the like, which can only forbid more. */
export function makeRigid(journal: Journal, holder: Restricted, rigidity: Rigidity): void {
  forbid(journal, holder, (known) => (rank(known.rigidity) < rank(rigidity) ? { rigidity } : {}));
}

/** Keeps an own property as it is: its value, or what it is described as. */
export function keepProperty(
  journal: Journal,
  object: ObjectValue,
  name: string,
  what: "constants" | "fixed",
): void {
  forbid(journal, object, ({ [what]: known }) => ({ [what]: new Set(known).add(name) }));
}

function forbid(journal: Journal, holder: Restricted, more: (known: Restrictions) => Restrictions): void {
  if (!isShared(journal, holder)) Object.assign(holder, more(holder));
  else
    holder.perhapsForbidden = {
      ...holder.perhapsForbidden,
      ...more(both(holder, holder.perhapsForbidden ?? {})),
    };
}

/** What two of them forbid together. */
function both(one: Restrictions, other: Restrictions): Restrictions {
  const stricter = rank(one.rigidity) < rank(other.rigidity) ? other : one;
  const [constants, fixed] = [union(one.constants, other.constants), union(one.fixed, other.fixed)];
  return {
    ...(stricter.rigidity && { rigidity: stricter.rigidity }),
    ...(constants && { constants }),
    ...(fixed && { fixed }),
  };
}

function union(one: Set<string> | undefined, other: Set<string> | undefined): Set<string> | undefined {
  return one && other ? new Set([...one, ...other]) : (one ?? other);
}

const order: readonly Rigidity[] = ["closed", "sealed", "frozen"];

function rank(rigidity: Rigidity | undefined): number {
  return rigidity === undefined ? -1 : order.indexOf(rigidity);
}

/** Whether at least so much is forbidden. */
export function isRigid({ rigidity }: Restrictions, least: Rigidity): boolean {
  return rank(rigidity) >= rank(least);
}

/** Answers a question about a thing; undefined where the answer depends on the condition under which something was forbidden. */
export function askRestricted<T extends Value>(target: T, ask: (target: T) => boolean): boolean | undefined {
  const isSo = ask(target);
  const more = "saved" in target ? target.perhapsForbidden : undefined;
  return more === undefined || ask({ ...target, ...both(target as Restrictions, more) }) === isSo
    ? isSo
    : undefined;
}

export const perhapsForbidden = unknownValue("Whether this can be changed depends on a condition");
