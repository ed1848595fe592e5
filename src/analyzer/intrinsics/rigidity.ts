import { isPrimitive } from "../run/host-refusals.ts";
import { isImported, isWholePackage } from "../run/library/namespaces.ts";
import { type NativeCall, nativeValue } from "../run/native-value.ts";
import { throwError } from "../run/throw-error.ts";
import { sureLength } from "../values/doubt.ts";
import { overOptions } from "../values/join.ts";
import { booleanValue, undecided, undefinedValue } from "../values/make.ts";
import { askRestricted, isRigid, makeRigid, perhapsForbidden } from "../values/restrictions.ts";
import type { Holder, Rigidity, Value } from "../values/value.ts";

/** `Object.freeze`, `seal`, `preventExtensions`, and whether they were called. */
export const rigidityFunctions: Readonly<Record<string, Value>> = {
  freeze: making("freeze", "frozen"),
  seal: making("seal", "sealed"),
  preventExtensions: making("preventExtensions", "closed"),
  isFrozen: asking("isFrozen", (value) => forbids(value, "frozen")),
  isSealed: asking("isSealed", (value) => forbids(value, "sealed")),
  isExtensible: asking("isExtensible", (value) => !forbids(value, "closed")),
};

function making(name: string, rigidity: Rigidity): Value {
  return nativeValue(name, (m, _, [value = undefinedValue]) => {
    if (rigidity === "frozen" && value.kind === "array" && value.typed !== undefined && sureLength(value) > 0)
      throwError(m, "TypeError", "Cannot freeze array buffer views with elements");
    if (isHolder(value)) makeRigid(m.journal, value, rigidity);
    return value;
  });
}

function asking(name: string, ask: (value: Value) => boolean): Value {
  const answer = (value: Value): Value => {
    if (value.kind === "unknown") return undecided(value.reason, value.because);
    const isSo = askRestricted(value, ask);
    return isSo === undefined ? undecided(perhapsForbidden.reason) : booleanValue(isSo);
  };
  const call: NativeCall = (_, __, [value = undefinedValue]) => overOptions(value, answer);
  return nativeValue(name, call);
}

function forbids(value: Value, least: Rigidity): boolean {
  if (isHolder(value)) return isRigid(value, least);
  // What a module exports can be changed, though only by the module. The library closes its own namespaces.
  if (value.kind === "namespace" && isImported(value))
    return least !== "frozen" || (value.isLibrary && !isWholePackage(value));
  return isPrimitive(value);
}

const holders: ReadonlySet<Value["kind"]> = new Set(["object", "array", "class", "function", "map", "set"]);

function isHolder(value: Value): value is Value & Holder {
  return holders.has(value.kind);
}
