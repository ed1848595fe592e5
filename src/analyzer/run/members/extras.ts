import { hasProperty, newObject, setProperty } from "../../values/containers.ts";
import { noteRead } from "../../values/journal.ts";
import { undefinedValue, unknownValue } from "../../values/make.ts";
import { findMember } from "../../values/prototype.ts";
import type { ArrayValue, ClassValue, MapValue, ObjectValue, SetValue, Value } from "../../values/value.ts";
import { callFunction } from "../call.ts";
import type { Machine } from "../machine.ts";
import { isElementName } from "./array-members.ts";
import { isExtended, setByExtension } from "./extended-host.ts";
import { accessorUnder } from "./write-refusals.ts";

type Extended = ArrayValue | MapValue | SetValue;

/** What an array, map or set has that others have not: properties of its own, and members of its class. */
export function extraMember(m: Machine, holder: Extended, name: string): Value | undefined {
  const { extras } = holder;
  if (extras === undefined) return undefined;
  noteRead(m.journal, extras);
  const own = extras.properties.get(name);
  if (own !== undefined) {
    if (hasProperty(extras, name) !== undefined) return own;
    return extras.doubt?.why ?? unknownValue("It depends on a condition");
  }
  const member = extras.class === null ? undefined : findMember(extras.class, name)?.member;
  const accessor = extras.accessors.get(name) ?? (member?.kind === "accessor" ? member.value : undefined);
  if (accessor !== undefined)
    return accessor.get === null ? undefinedValue : callFunction(m, accessor.get, holder, []);
  if (member?.kind === "value") return member.value;
  if (name === "constructor" && extras.class !== null) return extras.class;
  const isElement = holder.kind === "array" && holder.typed === undefined && isElementName(name);
  return extras.doubt?.hasOthers && !isElement ? extras.doubt.why : undefined;
}

/** Sets a property beside the elements, by a setter of the class where it has one. */
export function setExtra(m: Machine, holder: Extended, name: string, value: Value): void {
  const { extras: known } = holder;
  if (!known?.properties.has(name) && setByExtension(m, holder, name, value)) return;
  const extras = extrasOf(m, holder);
  const setter = accessorUnder(extras, name)?.set ?? null;
  if (setter === null) setProperty(m, extras, name, value);
  else callFunction(m, setter, holder, [value]);
}

/** The object that keeps what is beside the elements. It is as old as its holder, whose changes an arm can take back. */
export function extrasOf(m: Machine, holder: Extended, cls: ClassValue | null = null): ObjectValue {
  holder.extras ??= { ...newObject(m, new Map(), cls), born: holder.born, saved: -1 };
  return holder.extras;
}

/** Whether a file says itself what a value of the host's kinds has under a key: in its class, or on a prototype of the host. */
export function isRedefined(m: Machine, value: Value, key: string): boolean {
  const extras = "extras" in value ? value.extras : undefined;
  if (extras === undefined) return isExtended(m, value, key);
  const isOwn =
    extras.properties.has(key) || (extras.class !== null && findMember(extras.class, key) !== undefined);
  return isOwn || isExtended(m, value, key);
}
