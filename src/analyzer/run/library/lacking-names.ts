import {
  lackingName,
  type MemberUse,
  type MissingMember,
  saysInstead,
  sentenceOf,
} from "../../../problems/index.ts";
import type { NamespaceValue, Value } from "../../values/value.ts";
import type { Machine } from "../machine.ts";
import { tensorMethod } from "../members/missing.ts";
import { throwError } from "../throw-error.ts";
import { isWholePackage } from "./namespaces.ts";

/* Names that a namespace of the library lacks. */

/** Whether the library certainly has no such name, and the file has not tried to give it one. */
export function isLacking(m: Machine, target: Value, name: string): target is NamespaceValue {
  if (target.kind !== "namespace" || !target.isLibrary || target.member(name) !== undefined) return false;
  return !m.perhapsExtended.has(name);
}

/** What is known of a name that a namespace of the library lacks, and what was probably meant. */
export function lackingIn(m: Machine, target: NamespaceValue, name: string, use?: MemberUse): MissingMember {
  return lackingName(target.name, name, target.meant?.(name, use) ?? null, (one) => tensorMethod(m, one));
}

/**
 * Whether reading the name throws where the file runs, because something else is to be written. All of the package, as
 * `import * as lib` has it, is a module of the host, which only has nothing of that name.
 */
export function refusesLacking(m: Machine, target: Value, name: string): boolean {
  return isLacking(m, target, name) && !isWholePackage(target) && saysInstead(lackingIn(m, target, name));
}

/** Throws what reading such a name throws, and does nothing for any other name. */
export function throwLacking(m: Machine, target: Value, name: string): void {
  if (!refusesLacking(m, target, name) || target.kind !== "namespace") return;
  throwError(m, "TypeError", sentenceOf({ code: "missing-member", data: lackingIn(m, target, name) }));
}
