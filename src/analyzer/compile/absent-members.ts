import { isElementName } from "../run/members/array-members.ts";
import { isWhollyKnown, meantMember } from "../run/members/missing.ts";
import type { Node } from "../syntax/index.ts";
import { undefinedBecause } from "../values/make.ts";
import { describe, findMember, lineage } from "../values/prototype.ts";
import type { ObjectValue, Value } from "../values/value.ts";
import type { Context } from "./context.ts";
import { nameOf } from "./refused.ts";

/** Reading a missing member gives `undefined`, with the reason where it is known. */
export function absentMember(c: Context, owner: Node, target: Value, key: string, absent: Value): Value {
  return absentFrom(c, () => nameOf(c, owner), target, key, absent);
}

/** The same where the owner has no name, or another one. */
export function absentFrom(
  c: Context,
  ownerName: () => string | null,
  target: Value,
  key: string,
  absent: Value,
): Value {
  if (c.isLibrary || absent.kind !== "undefined" || absent.cause !== undefined) return absent;
  const why = whyAbsent(c, ownerName(), target, key);
  return why === undefined ? absent : undefinedBecause(why);
}

function whyAbsent(c: Context, written: string | null, target: Value, key: string): string | undefined {
  const name = written ?? describe(target);
  if (target.kind === "array" && isElementName(key)) {
    const { length } = target.elements;
    if (target.doubt !== null || Number(key) < length) return undefined;
    return `${name} has ${countedElements(length)}`;
  }
  if ((target.kind === "function" || target.kind === "native") && isElementName(key))
    return `${name} is a function: write ${name}(${key})`;
  if (target.kind !== "object" || !isWhollyKnown(target) || hasMember(target, key)) return undefined;
  if (isSetLater(target, key)) return `${name} has no ${key} yet: it is set later`;
  const meant = meantMember(c.m, target, key);
  if (target.hostMade?.promise !== undefined && meant === null)
    return `${name} is a Promise: write await before it`;
  return `${name} has no ${key}${meant === null ? "" : `: did you mean ${meant}?`}`;
}

export function countedElements(count: number): string {
  return count === 1 ? "1 element" : `${count} elements`;
}

function hasMember(target: ObjectValue, key: string): boolean {
  if (target.properties.has(key) || target.accessors.has(key)) return true;
  return target.class !== null && findMember(target.class, key) !== undefined;
}

/** Whether an instance that is being made will have such a field. */
function isSetLater({ class: cls }: ObjectValue, key: string): boolean {
  return cls !== null && [...lineage(cls)].some(({ code }) => code.fieldNames().includes(key));
}
