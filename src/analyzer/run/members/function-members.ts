import { isLacking } from "../../values/doubt.ts";
import { isNullish } from "../../values/equality.ts";
import { nameOfFunction } from "../../values/given-names.ts";
import { join, meetingBecause } from "../../values/join.ts";
import { numberValue, stringValue, undefinedValue, unknownValue } from "../../values/make.ts";
import { findMember } from "../../values/prototype.ts";
import type { FunctionValue, NativeValue, Value } from "../../values/value.ts";
import { callFunction, callMethod } from "../call.ts";
import { isNoClass } from "../host-refusals.ts";
import { listedArguments } from "../listed-arguments.ts";
import type { Machine } from "../machine.ts";
import { nativeValue } from "../native-value.ts";
import { absentOnHost } from "./absent-on-host.ts";
import { extendedMember } from "./extended-host.ts";
import { prototypeOfFunction } from "./inherit.ts";

/** `fn.name` of an author's function. */
export function functionMember(m: Machine, fn: FunctionValue, name: string): Value {
  const own = fn.properties.get(name);
  if (own !== undefined && isLacking(fn.doubt, name))
    return join(own, undefinedValue, meetingBecause(fn.doubt?.why.because ?? null));
  if (own !== undefined) return own;
  if (name === "prototype") return prototypeOfFunction(m, fn);
  if (name === "length") return numberValue(fn.code.length);
  if (fn.doubt?.hasOthers && name !== "name") return fn.doubt.why;
  const shared = memberOfAny(name, nameOfFunction(fn), (mm, self, args) => callAs(mm, fn, self, args));
  return (
    extendedMember(m, fn, name) ?? shared ?? m.intrinsics.member(m, fn, name) ?? absentOnHost(m, fn, name)
  );
}

/** `net.forward.call(net, x)` is a call of `net`, as `net.forward(x)` is. */
function callAs(m: Machine, fn: FunctionValue, self: Value, args: readonly Value[]): Value {
  const isForward =
    self.kind === "object" && self.class !== null && findMember(self.class, "forward")?.member.value === fn;
  return isForward ? callMethod(m, fn, self, args, "forward") : callFunction(m, fn, self, args);
}

/** The same of a function of the host. */
export function nativeMember(m: Machine, native: NativeValue, name: string): Value {
  const extended = extendedMember(m, native, name);
  if (extended !== undefined) return extended;
  for (let at: NativeValue | undefined = native; at !== undefined; at = at.parent) {
    const own = at.members.get(name);
    if (own !== undefined) return own;
  }
  return (
    memberOfAny(name, native.name, native.call) ??
    m.intrinsics.member(m, native, name) ??
    absentOnHost(m, native, name)
  );
}

type CallNative = Parameters<typeof nativeValue>[1];

const ofBound = unknownValue("What new makes of a bound function is not followed");

/** What every function has: its name, and the ways to call it with another `this`. */
function memberOfAny(name: string, ownName: string, call: CallNative): Value | undefined {
  switch (name) {
    case "name":
      return stringValue(ownName);
    case "call":
      return nativeValue(name, (m, _, [self = undefinedValue, ...args]) => call(m, self, args));
    case "apply":
      return nativeValue(name, (m, _, [self = undefinedValue, list = undefinedValue]) =>
        call(m, self, isNullish(list) ? [] : listedArguments(m, list)),
      );
    case "bind":
      return nativeValue(name, (_, fn, [self = undefinedValue, ...first]) => {
        const bound = nativeValue(`bound ${ownName}`, (m, __, args) => call(m, self, [...first, ...args]));
        return isNoClass(fn) ? bound : { ...bound, construct: () => ofBound };
      });
    default:
      return undefined;
  }
}
