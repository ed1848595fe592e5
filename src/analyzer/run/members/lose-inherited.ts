import { touch } from "../../values/journal.ts";
import { unknownValue } from "../../values/make.ts";
import { otherParent } from "../../values/prototype.ts";
import type { ObjectValue, Value } from "../../values/value.ts";
import { isPrimitive } from "../host-refusals.ts";
import type { Machine } from "../machine.ts";
import { extrasOf } from "./extras.ts";
import { isList } from "./write-refusals.ts";

/** What anything but a plain object inherits once it is given another prototype is not followed. */
export function loseInherited(m: Machine, target: Value, prototype: Value): void {
  if (target.kind === "class" && target.parent === prototype) return;
  const holder = isList(target) ? extrasOf(m, target) : target;
  if (holder.kind !== "object" && holder.kind !== "class" && holder.kind !== "function") return;
  touch(m.journal, holder);
  holder.doubt = {
    missing: new Map(),
    ...holder.doubt,
    why: otherParent,
    hasOthers: true,
    hasOtherParent: true,
  };
}

/**
 * `target.__proto__ = value`: what it inherits then is not followed, and anything but an object changes nothing. Gives false
 * where that is a property like any.
 */
export function setsPrototype(m: Machine, target: Value, value: Value): boolean {
  if (target.kind === "object" && (target.proto === null || target.properties.has("__proto__"))) return false;
  if (target.kind !== "object" && target.kind !== "class" && target.kind !== "function" && !isList(target))
    return false;
  if (isPrimitive(value) && value.kind !== "null") return true;
  if (target.kind === "object") loseOfObject(m, target);
  else loseInherited(m, target, value);
  return true;
}

/** Stands for an object whose prototype is not followed. */
export const ofOtherPrototype = unknownValue("An object with such a prototype is not followed");

export function loseOfObject(m: Machine, object: ObjectValue): void {
  touch(m.journal, object);
  const why = { ...ofOtherPrototype, because: m.frame?.place ?? null };
  object.doubt = { missing: new Map(), ...object.doubt, why, hasOthers: true, hasOtherParent: true };
}
