import { type NativeCall, nativeValue } from "../run/native-value.ts";
import { throwError } from "../run/throw-error.ts";
import { sureLength } from "../values/doubt.ts";
import { booleanValue, undefinedValue } from "../values/make.ts";
import type { Holder, Rigidity, Value } from "../values/value.ts";

/** `Object.freeze`, `seal`, `preventExtensions`, and whether they were called. */
export const rigidityFunctions: Readonly<Record<string, Value>> = {
  freeze: making("freeze", "frozen"),
  seal: making("seal", "sealed"),
  preventExtensions: making("preventExtensions", "closed"),
  isFrozen: asking("isFrozen", "frozen"),
  isSealed: asking("isSealed", "sealed"),
  isExtensible: nativeValue("isExtensible", (_, __, [value = undefinedValue]) =>
    booleanValue(isHolder(value) && value.rigidity === undefined),
  ),
};

const order: readonly Rigidity[] = ["closed", "sealed", "frozen"];

function making(name: string, rigidity: Rigidity): Value {
  return nativeValue(name, (m, _, [value = undefinedValue]) => {
    if (rigidity === "frozen" && value.kind === "array" && value.typed !== undefined && sureLength(value) > 0)
      throwError(m, "TypeError", "Cannot freeze array buffer views with elements");
    // In an undecided arm nothing is frozen: later code would seem to throw where it does not.
    if (isHolder(value) && m.forks === 0 && rank(value.rigidity) < rank(rigidity)) value.rigidity = rigidity;
    return value;
  });
}

function asking(name: string, rigidity: Rigidity): Value {
  const ask: NativeCall = (_, __, [value = undefinedValue]) =>
    booleanValue(!isHolder(value) || rank(value.rigidity) >= rank(rigidity));
  return nativeValue(name, ask);
}

function rank(rigidity: Rigidity | undefined): number {
  return rigidity === undefined ? -1 : order.indexOf(rigidity);
}

function isHolder(value: Value): value is Value & Holder {
  return (
    value.kind === "object" || value.kind === "array" || value.kind === "class" || value.kind === "function"
  );
}
