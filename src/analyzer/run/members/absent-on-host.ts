import { hostClassOf } from "../../values/host-class.ts";
import { hostObject } from "../../values/host-object.ts";
import { isHiddenKey, isWellKnownKey } from "../../values/keys.ts";
import { stringValue, undefinedValue, unknownValue } from "../../values/make.ts";
import { lineage } from "../../values/prototype.ts";
import type { ObjectValue, Value } from "../../values/value.ts";
import type { Machine } from "../machine.ts";
import { isNewerMember } from "./newer-members.ts";

/*
 * What the host's own values have. The real host is asked, so that a member which is not followed is never called missing. What
 * a file puts on the host's objects besides, is asked for before (see extended-host.ts).
 */

/** An object of the host that has what a value inherits, and its path: `Array.prototype`. */
interface HostHolder {
  readonly path: string;
  readonly object: object;
}

/** Whether the host gives such values a member of that name, be it followed here or not. */
export function isHostMember(value: Value, name: string): boolean {
  const holder = holderOf(value);
  return holder === undefined || mayHold(holder, name);
}

function mayHold(holder: HostHolder, name: string): boolean {
  return realKey(name) in holder.object || isNewerMember(holder.path, name);
}

/** The host's own symbols are kept under keys of ours. */
function realKey(name: string): string | symbol {
  const symbol: unknown = isWellKnownKey(name)
    ? Reflect.get(Symbol, name.slice(name.indexOf(".") + 1))
    : undefined;
  return typeof symbol === "symbol" ? symbol : name;
}

/** Whether all that such a value has is known because it is the host's own, besides what authors give it. */
export function isHostsOwn(value: Value): boolean {
  switch (value.kind) {
    case "symbol":
    case "bigint":
    case "undecided":
      return true;
    case "native":
    case "namespace":
      return holderOf(value) !== undefined;
    case "object":
    case "class":
      return !(value.doubt?.hasOthers ?? false) && holderOf(value) !== undefined;
    default:
      return false;
  }
}

/** Whether a member that the host's value has, or inherits, cannot be set: it has only a getter, or is a constant. */
export function keptByHost(value: Value, name: string): "getter" | "constant" | undefined {
  const key = realKey(name);
  for (
    let at = holderOf(value)?.object ?? null;
    at !== null;
    at = Object.getPrototypeOf(at) as object | null
  ) {
    const found = Object.getOwnPropertyDescriptor(at, key);
    if (found === undefined) continue;
    if (found.get !== undefined && found.set === undefined) return "getter";
    return found.writable === false ? "constant" : undefined;
  }
  return undefined;
}

/** The names of all that the host gives such a value. */
export function hostMembers(value: Value): readonly string[] {
  const names: string[] = [];
  for (let at: object | null = holderOf(value)?.object ?? null; at !== null; at = Object.getPrototypeOf(at))
    names.push(...Object.getOwnPropertyNames(at));
  return names;
}

/** What a member that was not found reads as. It may be one of the host's that is merely not followed. */
export function absentOnHost(m: Machine, value: Value, name: string): Value {
  const holder = holderOf(value);
  // Many functions of the host look for its own symbols first.
  if (isHiddenKey(name)) return textUnder(holder, name) ?? undefinedValue;
  const isThere = holder !== undefined && mayHold(holder, name);
  return isThere
    ? unknownValue(`What ${name} gives is not followed`, m.frame?.place ?? null)
    : undefinedValue;
}

/** A text that the host keeps under one of its own symbols, as in `Map.prototype[Symbol.toStringTag]`. */
function textUnder(holder: HostHolder | undefined, name: string): Value | undefined {
  const key = realKey(name);
  if (typeof key !== "symbol") return undefined;
  for (let at = holder?.object ?? null; at !== null; at = Object.getPrototypeOf(at) as object | null) {
    const held: unknown = Object.getOwnPropertyDescriptor(at, key)?.value;
    if (typeof held === "string") return stringValue(held);
  }
  return undefined;
}

function holderOf(value: Value): HostHolder | undefined {
  switch (value.kind) {
    case "native": {
      const object = hostObject(value);
      if (object !== undefined) return { path: value.name, object };
      const isPlain = value.construct === undefined && value.members.size === 0;
      return isPlain ? prototypeNamed("Function") : undefined;
    }
    case "namespace": {
      const object = hostObject(value);
      return object && { path: value.name, object };
    }
    case "class":
      return holderOfParent(value, false) ?? undefined;
    case "object":
      return holderOfObject(value);
    case "iterator":
      return { path: "Iterator.prototype", object: Object.getPrototypeOf([].values()) as object };
    default:
      return prototypeNamed(hostClassOf(value) ?? "Object");
  }
}

function prototypeNamed(name: string): HostHolder | undefined {
  const cls: unknown = Reflect.get(globalThis, name);
  return typeof cls === "function" ? prototypeOf(name, cls) : undefined;
}

function prototypeOf(name: string, cls: object): HostHolder {
  return { path: `${name}.prototype`, object: Reflect.get(cls, "prototype") as object };
}

function holderOfObject(object: ObjectValue): HostHolder | undefined {
  if (inheritsNothing(object)) return { path: "", object: Object.create(null) as object };
  const by = object.hostMade?.by;
  if (by === undefined)
    return object.class === null ? prototypeNamed("Object") : holderOfParent(object.class, true);
  const cls = hostObject(by);
  return cls && prototypeOf(by.name, cls);
}

/** Whether an object's prototype chain ends without `Object.prototype`: `Object.create(null)`. */
export function inheritsNothing(object: ObjectValue): boolean {
  let at = object;
  while (at.proto !== undefined && at.proto !== null) at = at.proto;
  return at.proto === null;
}

/** What an author's class, or an instance of it, inherits from the host. */
function holderOfParent(cls: Extract<Value, { kind: "class" }>, isInstance: boolean): HostHolder | undefined {
  const parent = [...lineage(cls)].at(-1)?.parent ?? null;
  if (parent === null) return prototypeNamed(isInstance ? "Object" : "Function");
  const object = parent.kind === "native" ? hostObject(parent) : undefined;
  if (object === undefined || parent.kind !== "native") return undefined;
  return isInstance ? prototypeOf(parent.name, object) : { path: parent.name, object };
}
