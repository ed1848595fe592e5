import { callValue } from "../run/call.ts";
import type { IntrinsicMethod } from "../run/machine.ts";
import { nativeValue } from "../run/native-value.ts";
import { undefinedValue } from "../values/make.ts";
import type { Value } from "../values/value.ts";

/** A visitor with the `this` that is given behind it: `widths.map(this.conv, this)`. */
export function withThis(visit: Value | undefined, self: Value = undefinedValue): Value | undefined {
  const takesThis = visit?.kind === "function" || visit?.kind === "native";
  if (visit === undefined || !takesThis || self.kind === "undefined") return visit;
  return nativeValue("visit", (m, _, args) => callValue(m, visit, self, args));
}

/** A method that takes a visitor and, behind it, the `this` of the visitor's calls. */
export function givingThis<T extends Value>(method: IntrinsicMethod<T>): IntrinsicMethod<T> {
  return (m, target, args) => {
    const [visit, self, ...rest] = args;
    const taken = withThis(visit, self);
    return method(m, target, taken === undefined || taken === visit ? args : [taken, ...rest]);
  };
}
