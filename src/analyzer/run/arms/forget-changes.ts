import { mayBe } from "../../values/among.ts";
import { partsOf } from "../../values/held.ts";
import { touch, writeSlot } from "../../values/journal.ts";
import { untyped } from "../../values/make.ts";
import type { Contents } from "../../values/mutable.ts";
import type { Names, ObjectValue, Scope, UnknownValue, Value } from "../../values/value.ts";
import type { Machine } from "../machine.ts";

/** What some code sees: the variables of its scopes, which have these names. */
export interface Sight {
  readonly scope: Scope | null;
  readonly names: Names | null;
}

/** What a function or a class sees from where it is written. */
export function sightOf(value: Extract<Value, { readonly kind: "function" | "class" }>): Sight {
  const { names } = value.code;
  return { scope: value.scope, names: value.kind === "class" ? names : names.parent };
}

/**
 * Code was cut off halfway: what it has changed since is unknown. The search goes through everything that can be reached from the
 * variables it sees and from its arguments, `given`. `made` are the modules that it made.
 */
export function forgetChanges(
  m: Machine,
  sight: Sight,
  since: number,
  why: UnknownValue,
  given: readonly Value[] = [],
  made: readonly ObjectValue[] = [],
): void {
  // A layer that was made meanwhile is known as it is.
  const seen = new Set<object>(made.filter((module) => module.class?.code.isLibrary));
  const search: Search = { since, why, keepsModules: false, seen, waiting: [...given] };
  enter(m, search, sight);
  forgetFound(m, search);
}

/** The names of variables that a statement speaks of, and of those that it sets. */
export interface Mentioned {
  readonly all: ReadonlySet<string>;
  readonly set: ReadonlySet<string>;
}

/**
 * The rest of a statement does not run: whatever it mentions may have been changed by it, and is unknown. Models keep their fields,
 * because calling a model hardly ever changes them.
 */
export function forgetUnrun(m: Machine, { scope, names }: Sight, spoken: Mentioned, why: UnknownValue): void {
  if (scope === null) return;
  const { lasting: since } = m.journal;
  const search: Search = { since, why, keepsModules: true, seen: new Set([scope]), waiting: [] };
  for (const [name, slot] of names?.slots ?? []) {
    const value = scope.slots[slot];
    if (value === undefined || !spoken.all.has(name)) continue;
    search.waiting.push(value);
    if (spoken.set.has(name)) writeSlot(m.journal, scope, slot, mayBe(why, [value]));
  }
  // A function that it calls may set any variable.
  const callsOwn = search.waiting.some((value) => isOwnCode(value));
  if (callsOwn) forgetVariables(m, scope, names, why);
  forgetFound(m, search);
}

/** A search for changes: what still has to be looked at, and what has been. */
interface Search {
  readonly since: number;
  readonly why: UnknownValue;
  readonly keepsModules: boolean;
  readonly seen: Set<object>;
  readonly waiting: Value[];
}

function forgetFound(m: Machine, search: Search): void {
  const { since, why, seen, waiting } = search;
  for (let value = waiting.pop(); value !== undefined; value = waiting.pop()) {
    if (seen.has(value)) continue;
    seen.add(value);
    const isKept = search.keepsModules && value.kind === "object" && value.module !== null;
    if ("changed" in value && value.changed > since && !isKept) forget(m, value, why);
    waiting.push(...partsOf(value));
    if (isOwnCode(value)) enter(m, search, sightOf(value));
  }
}

function isOwnCode(value: Value): value is Extract<Value, { readonly kind: "function" | "class" }> {
  return (value.kind === "function" || value.kind === "class") && !value.code.isLibrary;
}

function enter(m: Machine, search: Search, { scope, names }: Sight): void {
  if (scope === null || search.seen.has(scope)) return;
  search.seen.add(scope);
  for (const value of scope.slots) if (value !== undefined) search.waiting.push(value);
  if (scope.changed > search.since) forgetVariables(m, scope, names, search.why);
  enter(m, search, { scope: scope.parent, names: names?.parent ?? null });
}

export type Holding = Extract<Value, { readonly changed: number }>;

/** Constants stay as they are; any other variable may hold anything by now. */
function forgetVariables(m: Machine, scope: Scope, names: Names | null, why: UnknownValue): void {
  touch(m.journal, scope);
  const fixed = new Set(fixedNames.map((name) => names?.slots.get(name)));
  for (const [name, declared] of names?.declaredAs ?? [])
    if (declared !== "var") fixed.add(names?.slots.get(name));
  scope.slots = scope.slots.map((value, slot) => {
    const isFixed = fixed.has(slot) || value?.kind === "function" || value?.kind === "class";
    return value === undefined || isFixed ? value : mayBe(why, [value]);
  });
}

/** Names that have a slot and are no variables. */
const fixedNames: readonly string[] = ["this", "new.target", "arguments", "%class"];

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
    holder.doubt = { ...holder.doubt, why: untyped(why), missing: new Map(), hasOthers: true };
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
