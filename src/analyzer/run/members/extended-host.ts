import {
  deleteAccessor,
  deleteProperty,
  newObject,
  setProperty,
  setUnlisted,
} from "../../values/containers.ts";
import { isLacking } from "../../values/doubt.ts";
import { type HostObject, isHostObject } from "../../values/host-object.ts";
import { hostText } from "../../values/host-text.ts";
import { ageOf, noteEffects, noteRead } from "../../values/journal.ts";
import { undefinedValue, unknownValue } from "../../values/make.ts";
import { keysOf } from "../../values/prototype.ts";
import type { ObjectValue, UnknownValue, Value } from "../../values/value.ts";
import { callFunction } from "../call.ts";
import type { Machine } from "../machine.ts";
import { throwError } from "../throw-error.ts";

/*
 * What a file puts on objects of the host: `Array.prototype.last = …`, `Math.clamp = …`. The objects themselves are the same in
 * every analysis, so what is put on one of them is kept in an object of the machine's beside it.
 */

/** What a file has put on an object of the host: it can be changed like any other object. */
export function extensionOf(m: Machine, host: HostObject): ObjectValue {
  const known = m.extended.get(host);
  if (known !== undefined) return known;
  // It is as old as the host, whose changes an arm can take back.
  const extension = { ...newObject(m), ...ageOf(m.journal, 0) };
  m.extended.set(host, extension);
  // What was remembered, or written as a recipe, knows nothing of it.
  m.journal.isLibraryChanged = true;
  m.remembered = new WeakMap();
  noteEffects(m.journal.watch);
  return extension;
}

/** What a file has put under a name on an object of the host, or on a prototype that a value of the host's kinds inherits from. */
export interface Extension {
  /** Reads it; a getter runs. */
  read(): Value;
  /** Why it may not be there. */
  readonly doubt: UnknownValue | null;
}

/** Finds what a value has under a name because a file has put it there, in place of the host's own. */
export function findExtension(m: Machine, target: Value, name: string): Extension | undefined {
  if (m.extended.size === 0) return undefined;
  const own = isHostObject(target) ? inExtension(m, target, target, name) : undefined;
  if (own !== undefined || (target.kind === "namespace" && target.member(name) !== undefined)) return own;
  for (const prototype of m.intrinsics.prototypesOf(target)) {
    const found = inExtension(m, prototype, target, name);
    if (found !== undefined || m.intrinsics.hasOwnMember(prototype, name)) return found;
  }
  return undefined;
}

/** Whether a value has a name because a file has put it there; undefined where that depends on a condition. */
export function hasExtension(m: Machine, target: Value, name: string): boolean | undefined {
  const found = findExtension(m, target, name);
  if (found === undefined) return false;
  return found.doubt === null ? true : undefined;
}

/** Whether a file has put something under a name, so that the host's own member of that name does not count. */
export function isExtended(m: Machine, target: Value, name: string): boolean {
  return findExtension(m, target, name) !== undefined;
}

/** Whether an object of the host may have something under a name because a file has put it on what is unknown. */
export function mayBeExtended(m: Machine, target: Value, name: string): boolean {
  return m.perhapsExtended.has(name) || m.perhapsExtended.has(null) || isExtended(m, target, name);
}

/** What a file has put on an object of the host itself. */
export function ownExtension(m: Machine, host: HostObject, name: string): Extension | undefined {
  return inExtension(m, host, host, name);
}

/** Reads what a file has put under a name; undefined where it has put nothing there. */
export function extendedMember(m: Machine, target: Value, name: string): Value | undefined {
  const found = findExtension(m, target, name);
  return found?.doubt ?? found?.read();
}

/**
 * `target.name = value` where a file has put an accessor of that name on what the target inherits from, and nothing nearer has it.
 * Gives false where there is none.
 */
export function setByExtension(m: Machine, target: Value, name: string, value: Value): boolean {
  if (m.extended.size === 0) return false;
  for (const prototype of m.intrinsics.prototypesOf(target)) {
    const extension = m.extended.get(prototype);
    if (extension?.properties.has(name) || m.intrinsics.hasOwnMember(prototype, name)) return false;
    const accessor = extension?.accessors.get(name);
    if (accessor === undefined) continue;
    if (accessor.set === null)
      throwError(
        m,
        "TypeError",
        `Cannot set property ${name} of ${hostText(target)} which has only a getter`,
      );
    callFunction(m, accessor.set, target, [value]);
    return true;
  }
  return false;
}

function inExtension(m: Machine, host: HostObject, self: Value, name: string): Extension | undefined {
  const extension = m.extended.get(host);
  if (extension === undefined) return undefined;
  noteRead(m.journal, extension);
  const { doubt, properties, accessors } = extension;
  const own = properties.get(name);
  if (own !== undefined)
    return { read: () => own, doubt: isLacking(doubt, name) ? (doubt?.why ?? null) : null };
  const accessor = accessors.get(name);
  if (accessor !== undefined) {
    const { get } = accessor;
    return { read: () => (get === null ? undefinedValue : callFunction(m, get, self, [])), doubt: null };
  }
  // What is added under a name that is not known is taken for none of the host's own.
  if (doubt === null || !doubt.hasOthers || m.intrinsics.hasOwnMember(host, name)) return undefined;
  return { read: () => doubt.why, doubt: doubt.why };
}

/** The names that a file has put on an object of the host, as listings show them. */
export function extendedNames(m: Machine, host: HostObject): readonly string[] {
  const extension = m.extended.get(host);
  return extension === undefined ? [] : keysOf(extension);
}

/** What `for … in` goes through besides because a file has put it on a prototype of the host. */
export function inheritedExtendedNames(m: Machine, target: Value): readonly string[] {
  if (m.extended.size === 0) return [];
  return m.intrinsics.prototypesOf(target).flatMap((prototype) => extendedNames(m, prototype));
}

/** `Array.prototype.name = value`; the host's constants, and what a function is called, cannot be written. */
export function setOnHost(m: Machine, host: HostObject, name: string, value: Value): void {
  const extension = extensionOf(m, host);
  const accessor = extension.properties.has(name) ? undefined : extension.accessors.get(name);
  if (accessor?.set) {
    callFunction(m, accessor.set, host, [value]);
    return;
  }
  if (accessor !== undefined)
    throwError(m, "TypeError", `Cannot set property ${name} of ${host.name} which has only a getter`);
  if (isConstant(host, name))
    throwError(m, "TypeError", `Cannot assign to read only property '${name}' of ${host.name}`);
  // What the host has already stays one that no listing shows.
  const isListed = extension.properties.has(name) || !m.intrinsics.hasOwnMember(host, name);
  if (isListed) setProperty(m, extension, name, value);
  else setUnlisted(m, extension, name, value);
}

function isConstant(host: HostObject, name: string): boolean {
  if (host.kind === "namespace") return host.member(name)?.kind === "number";
  if (name === "prototype") return host.construct !== undefined;
  return name === "name" || name === "length" || host.members.get(name)?.kind === "number";
}

/** `delete Array.prototype.name`; what the host has of that name is not known to be there any more. */
export function deleteOnHost(m: Machine, host: HostObject, name: string): void {
  const extension = extensionOf(m, host);
  deleteAccessor(extension, name);
  if (m.intrinsics.hasOwnMember(host, name))
    setUnlisted(m, extension, name, unknownValue(`${host.name}.${name} was deleted`));
  else deleteProperty(m, extension, name);
}
