import { mayBe } from "../values/among.ts";
import { partsOf } from "../values/held.ts";
import { type Contents, touch } from "../values/journal.ts";
import { untyped } from "../values/make.ts";
import type { Names, Scope, UnknownValue, Value } from "../values/value.ts";
import type { Machine } from "./machine.ts";

/**
 * A statement was cut off halfway: what it changed, and what it may still have changed, is unknown. That is looked for in
 * all that the file's variables lead to.
 */
export function forgetChanges(m: Machine, file: Scope, names: Names, since: number, why: UnknownValue): void {
  const seen = new Set<object>([file]);
  const waiting: Value[] = [];
  if (file.changed > since) forgetVariables(m, file, names, why);
  for (const value of file.slots) if (value !== undefined) waiting.push(value);
  const enter = (scope: Scope | null): void => {
    for (let at = scope; at !== null && !seen.has(at); at = at.parent) {
      seen.add(at);
      if (at.changed > since) forgetSlots(m, at, why);
      for (const value of at.slots) if (value !== undefined) waiting.push(value);
    }
  };
  for (let value = waiting.pop(); value !== undefined; value = waiting.pop()) {
    if (seen.has(value)) continue;
    seen.add(value);
    if ("changed" in value && value.changed > since) forget(m, value, why);
    waiting.push(...partsOf(value));
    if (value.kind === "function" && !value.code.isLibrary) enter(value.scope);
  }
}

export type Holding = Extract<Value, { readonly changed: number }>;

/** Constants stay as they are; any other variable may hold anything by now. */
function forgetVariables(m: Machine, scope: Scope, names: Names, why: UnknownValue): void {
  touch(m.journal, scope);
  for (const [name, slot] of names.slots) {
    const value = scope.slots[slot];
    const isFixed =
      names.declaredAs.get(name) === "const" || value?.kind === "function" || value?.kind === "class";
    if (value !== undefined && !isFixed) scope.slots[slot] = mayBe(why, [value]);
  }
}

function forgetSlots(m: Machine, scope: Scope, why: UnknownValue): void {
  touch(m.journal, scope);
  scope.slots = scope.slots.map((value) => value && unlessPlain(value, why));
}

/** Makes unknown what a thing holds; `after` is what it may hold by then, where that is known. */
export function forget(m: Machine, holder: Holding, why: UnknownValue, after?: Contents): void {
  touch(m.journal, holder);
  if (holder.kind === "array") holder.doubt = { why: untyped(why), sure: 0 };
  else if (holder.kind === "map" || holder.kind === "set") {
    if (holder.kind === "map")
      holder.entries = new Map([...holder.entries].map(([key, [own]]) => [key, [own, why]]));
    const missing = new Map([...holder.entries.keys()].map((key) => [key, { ...why }]));
    holder.doubt = { why: untyped(why), missing, hasOthers: true };
  } else {
    const later = after !== undefined && "properties" in after ? after.properties : undefined;
    for (const [name, value] of holder.properties)
      holder.properties.set(name, unlessSet(value, later?.get(name) ?? (later && value), why));
    holder.doubt = { why: untyped(why), missing: new Map(), hasOthers: true };
  }
}

/** A thing that may have been replaced by another one is one of the two. */
function unlessSet(value: Value, later: Value | undefined, why: UnknownValue): Value {
  const kept = unlessPlain(value, why);
  return kept === why || later === undefined || later === value ? kept : mayBe(why, [value, later]);
}

function unlessPlain(value: Value, why: UnknownValue): Value {
  const isPlain = ["number", "string", "boolean", "null", "undefined"].includes(value.kind);
  return isPlain ? why : value;
}
