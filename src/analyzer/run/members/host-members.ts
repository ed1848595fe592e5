import { isNullish } from "../../values/equality.ts";
import { hostClassOf } from "../../values/host-class.ts";
import { join, meetingBecause } from "../../values/join.ts";
import { printKey } from "../../values/keys.ts";
import { unknownValue } from "../../values/make.ts";
import type { MapValue, NamespaceValue, SetValue, StringValue, Value } from "../../values/value.ts";
import type { IntrinsicMethod, Machine } from "../machine.ts";
import { nativeValue } from "../native-value.ts";
import { throwError } from "../throw-error.ts";
import { asSelf } from "../wrong-self.ts";
import { absentOnHost } from "./absent-on-host.ts";
import { arrayMember, isElementName } from "./array-members.ts";
import { extendedMember, findExtension } from "./extended-host.ts";
import { ofSpecies } from "./species.ts";

/** What a value has under a name whatever its author's class: what a file has put on the host's prototypes, or the host itself. */
export function hostMember(m: Machine, target: Value, name: string): Value {
  const extension = hasItself(target, name) ? undefined : findExtension(m, target, name);
  if (extension !== undefined && extension.doubt === null) return extension.read();
  const own = ownHostMember(m, target, name) ?? absentOnHost(m, target, name);
  if (extension === undefined) return own;
  return join(extension.read(), own, meetingBecause(extension.doubt?.because ?? null));
}

/** Whether a name is one of an array's own elements, or its length. */
function hasItself(target: Value, name: string): boolean {
  return target.kind === "array" && (isElementName(name) || target.named?.has(name) === true);
}

/** What the host itself gives a value under a name; undefined where it gives nothing. */
export function ownHostMember(m: Machine, target: Value, name: string): Value | undefined {
  switch (target.kind) {
    case "array":
      return ofSpecies(target, name, arrayMember(m, target, name));
    case "map":
    case "set":
      if (target.isWeak && !ofWeak.has(name)) return m.intrinsics.member(m, target, name);
      if (target.kind === "map")
        return name === "size" ? m.intrinsics.sizeOf(target) : ofTable(m, m.intrinsics.maps, target, name);
      return name === "size" ? m.intrinsics.sizeOf(target) : ofTable(m, m.intrinsics.sets, target, name);
    case "string":
      return stringMethod(m, target, name);
    default:
      return m.intrinsics.member(m, target, name);
  }
}

/** What a `WeakMap` or a `WeakSet` has of the methods of a `Map` or a `Set`. */
const ofWeak: ReadonlySet<string> = new Set(["get", "set", "add", "has", "delete"]);

/** A member of `Math`, or of `Array.prototype`. */
export function memberOfHost(m: Machine, host: NamespaceValue, name: string): Value {
  return (
    extendedMember(m, host, name) ??
    host.member(name) ??
    m.intrinsics.member(m, host, name) ??
    absentOnHost(m, host, name)
  );
}

function ofTable<T extends MapValue | SetValue>(
  m: Machine,
  table: ReadonlyMap<string, IntrinsicMethod<T>>,
  target: T,
  name: string,
): Value | undefined {
  const method = table.get(name);
  if (method === undefined) return m.intrinsics.member(m, target, name);
  const path = `${hostClassOf(target)}.prototype.${printKey(name)}`;
  return nativeValue(name, (mm, self, args) => {
    const used = asSelf(mm, self, target.kind, path);
    return used.kind === "unknown" ? used : method(mm, used as T, args);
  });
}

function stringMethod(m: Machine, value: StringValue, name: string): Value | undefined {
  if (!m.intrinsics.hasStringMethod(name)) return m.intrinsics.member(m, value, name);
  return nativeValue(name, (mm, self, args) => {
    if (self.kind === "string") return mm.intrinsics.callStringMethod(mm, self, name, args);
    if (isNullish(self)) throwError(mm, "TypeError", `String.prototype.${name} called on null or undefined`);
    return unknownValue(`What ${name} does with something else than a text is not followed`);
  });
}
