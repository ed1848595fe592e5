import type { HostObject } from "../../values/host-object.ts";
import { join, meetingBecause } from "../../values/join.ts";
import { unknownValue } from "../../values/make.ts";
import type { UnknownValue, Value } from "../../values/value.ts";
import type { Machine } from "../machine.ts";
import { type Extension, ownExtension, setOnHost } from "./extended-host.ts";

/*
 * What a file puts on the global object, `globalThis.Math = …`: every file sees it under its plain name, in place of the host's own.
 * The global object itself is not known; what is put there is kept beside an object that stands for it.
 */

const globalObject: HostObject = {
  kind: "namespace",
  name: "globalThis",
  isLibrary: false,
  isHost: true,
  member: () => undefined,
  names: () => [],
};

/** The object that stands for the global one; undefined for any other value. */
export function asGlobalObject(target: Value): HostObject | undefined {
  const isGlobal = target.kind === "unknown" && (target.host === "globalThis" || target.host === "global");
  return isGlobal ? globalObject : undefined;
}

/** `Math = …` */
export function setGlobal(m: Machine, name: string, value: Value): void {
  setOnHost(m, globalObject, name, value);
}

/** What a file has put on the global object under a name; undefined where it has put nothing. `own` is what the host has. */
export function changedGlobal(m: Machine, name: string, own: Value): Value | undefined {
  const found: Extension | undefined =
    m.extended.size === 0 ? undefined : ownExtension(m, globalObject, name);
  if (found === undefined || found.doubt === null) return found?.read();
  return join(found.read(), own, meetingBecause(found.doubt.because));
}

/** `globalThis.Math`; undefined where it is not followed, or where a file may have put something else there. */
export function memberOfGlobals(m: Machine, target: UnknownValue, name: string): Value | undefined {
  if (asGlobalObject(target) === undefined) return undefined;
  const own = m.intrinsics.global(name) ?? unknownValue(`${name} is not known`);
  const changed = changedGlobal(m, name, own);
  if (changed !== undefined) return changed;
  const mayBeChanged = m.perhapsExtended.has(name) || m.perhapsExtended.has(null);
  return mayBeChanged || own.kind === "unknown" ? undefined : own;
}
