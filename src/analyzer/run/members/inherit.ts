import { newObject, setUnlisted } from "../../values/containers.ts";
import { isLacking } from "../../values/doubt.ts";
import { noteRead } from "../../values/journal.ts";
import { undefinedValue, unknownValue } from "../../values/make.ts";
import type { Accessor, FunctionValue, ObjectValue, Value } from "../../values/value.ts";
import { callFunction } from "../call.ts";
import { isNoConstructor } from "../host-refusals.ts";
import type { Machine } from "../machine.ts";

/*
 * Objects that inherit from another object, as `Object.create(prototype)` and `new` of a function make them. All others
 * inherit from their class alone.
 */

/** The objects that one inherits from, the nearest first. */
export function* prototypesOf(object: ObjectValue): Generator<ObjectValue> {
  for (let at = object.proto; at !== undefined && at !== null; at = at.proto) yield at;
}

/** What an object inherits under a name from other objects; undefined where its class is to be asked. */
export function inheritedFromObjects(
  m: Machine,
  object: ObjectValue,
  name: string,
  self: Value = object,
): Value | undefined {
  if (object.proto === undefined) return undefined;
  let last = object;
  for (const at of prototypesOf(object)) {
    noteRead(m.journal, at);
    last = at;
    const own = at.properties.get(name);
    if (own !== undefined) return isLacking(at.doubt, name) ? at.doubt?.why : own;
    const accessor = at.accessors.get(name);
    if (accessor !== undefined)
      return accessor.get === null ? undefinedValue : callFunction(m, accessor.get, self, []);
    if (at.doubt?.hasOthers) return at.doubt.why;
  }
  return last.proto === null ? undefinedValue : undefined;
}

/** The class whose members an object inherits behind all objects. */
export function classBehind(object: ObjectValue): ObjectValue["class"] {
  let last = object;
  for (const at of prototypesOf(object)) last = at;
  return last.class;
}

export function accessorFromObjects(object: ObjectValue, name: string): Accessor | undefined {
  for (const at of prototypesOf(object)) {
    if (at.properties.has(name)) return undefined;
    const accessor = at.accessors.get(name);
    if (accessor !== undefined) return accessor;
  }
  return undefined;
}

const ofGenerator = unknownValue("The prototype of a generator is not followed");

/** `fn.prototype`, from which what `new fn()` makes inherits. */
export function prototypeOfFunction(m: Machine, fn: FunctionValue): Value {
  const own = fn.properties.get("prototype");
  if (own !== undefined) return own;
  if (fn.code.isGenerator) return ofGenerator;
  if (isNoConstructor(fn.code)) return undefinedValue;
  if (fn.shown === undefined) {
    fn.shown = newObject(m);
    setUnlisted(m, fn.shown, "constructor", fn);
  }
  return fn.shown;
}
