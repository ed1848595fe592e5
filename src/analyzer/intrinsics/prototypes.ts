import { asObject, isPrimitive } from "../run/host-refusals.ts";
import type { Machine } from "../run/machine.ts";
import { prototypesOf as objectsAbove } from "../run/members/inherit.ts";
import { loseInherited, loseOfObject, ofOtherPrototype } from "../run/members/lose-inherited.ts";
import { nativeValue } from "../run/native-value.ts";
import { throwError } from "../run/throw-error.ts";
import { newObject } from "../values/containers.ts";
import { hostText } from "../values/host-text.ts";
import { isShared } from "../values/journal.ts";
import { nullValue, undefinedValue, unknownValue } from "../values/make.ts";
import { hasOtherParent, prototypeObject } from "../values/prototype.ts";
import { sameValue } from "../values/same.ts";
import type { Value } from "../values/value.ts";
import { hostPrototypes, prototypesOf } from "./host-prototypes.ts";
import { defineEach } from "./properties.ts";

/** Functions of `Object` about prototypes. */
export const prototypeFunctions: Readonly<Record<string, Value>> = {
  create: nativeValue("create", (m, _, args) => create(m, args)),
  setPrototypeOf: nativeValue(
    "setPrototypeOf",
    (m, _, [object = undefinedValue, prototype = undefinedValue]) => setPrototype(m, object, prototype),
  ),
  getPrototypeOf: nativeValue("getPrototypeOf", (m, _, [value = undefinedValue]) =>
    prototypeOf(m, asObject(m, value)),
  ),
};

function create(
  m: Machine,
  [prototype = undefinedValue, properties = undefinedValue]: readonly Value[],
): Value {
  asPrototype(m, prototype);
  const object = createOf(m, prototype);
  if (object.kind === "object") defineEach(m, object, properties);
  return object;
}

function asPrototype(m: Machine, prototype: Value): void {
  if (prototype.kind !== "null" && isPrimitive(prototype))
    throwError(m, "TypeError", `Object prototype may only be an Object or null: ${hostText(prototype)}`);
}

function createOf(m: Machine, prototype: Value): Value {
  if (prototype === hostPrototypes.get("Object")) return newObject(m);
  const cls = prototype.kind === "object" ? prototype.properties.get("constructor") : undefined;
  if (cls?.kind === "class" && cls.shown === prototype) return newObject(m, new Map(), cls);
  const object = newObject(m);
  if (prototype.kind === "null") object.proto = null;
  else if (prototype.kind === "object") object.proto = prototype;
  else return ofOtherPrototype;
  return object;
}

/** `Object.setPrototypeOf(object, prototype)`; where that depends on a condition, what is inherited is not known. */
export function setPrototype(m: Machine, object: Value, prototype: Value): Value {
  if (object.kind === "undefined" || object.kind === "null")
    throwError(m, "TypeError", "Object.setPrototypeOf called on null or undefined");
  asPrototype(m, prototype);
  if (keepsPrototype(m, object, prototype))
    throwError(m, "TypeError", `${hostText(object)} is not extensible`);
  if (isCyclic(object, prototype)) throwError(m, "TypeError", "Cyclic __proto__ value");
  if (object.kind !== "object") {
    loseInherited(m, object, prototype);
    return object;
  }
  const isPlain = object.class === null && !isShared(m.journal, object);
  if (isPlain && prototype.kind === "object") object.proto = prototype;
  else if (isPlain && prototype.kind === "null") object.proto = null;
  else if (prototypeOf(m, object) !== prototype) loseOfObject(m, object);
  return object;
}

/** Whether an object would inherit from itself. */
export function isCyclic(object: Value, prototype: Value): boolean {
  if (prototype.kind !== "object") return false;
  return prototype === object || [...objectsAbove(prototype)].some((at) => at === object);
}

/** Whether the host refuses to set this prototype, because the object is not extensible and has another one. */
export function keepsPrototype(m: Machine, object: Value, prototype: Value): boolean {
  if (object.kind !== "object" || object.rigidity === undefined) return false;
  const now = prototypeOf(m, object);
  return now.kind !== "unknown" && prototype.kind !== "unknown" && !sameValue(now, prototype);
}

export function prototypeOf(m: Machine, value: Value): Value {
  const cls = "extras" in value ? (value.extras?.class ?? null) : null;
  if (cls !== null) return prototypeObject(m, cls);
  switch (value.kind) {
    case "object":
      if (hasOtherParent(value) && value.doubt !== null) return value.doubt.why;
      if (value.proto !== undefined) return value.proto ?? nullValue;
      if (value.class !== null) return prototypeObject(m, value.class);
      return nearest(value);
    case "class":
      return value.parent ?? nearest(value);
    case "unknown":
      return value;
    case "either":
    case "tensor":
    case "iterator":
      return unknownValue("Its prototype is not followed");
    default:
      return nearest(value);
  }
}

function nearest(value: Value): Value {
  return prototypesOf(value)[0] ?? nullValue;
}
