import type { FileRange } from "../../base/index.ts";
import { initialiseParent } from "../run/construct.ts";
import { type Node, SyntaxKind } from "../syntax/index.ts";
import { touch } from "../values/journal.ts";
import { undefinedValue } from "../values/make.ts";
import { resolve, scopeAt } from "../values/names.ts";
import type { Completion, Evaluate, Instance, Names, Scope, Value } from "../values/value.ts";
import { authorPlace, type Context } from "./context.ts";
import { readLocal } from "./identifiers.ts";
import { takeProperties } from "./parameter-properties.ts";
import { refused } from "./refused.ts";

/*
 * The constructor of a derived class has no `this` before its `super()`. Until then the instance waits in a slot of its
 * own, and the slot of `this` is empty.
 */

/** `this`, where there is one. */
export function compileThis(c: Context, node: Node): Evaluate {
  const read = readLocal(c, "this");
  const derived = derivedConstructor(c);
  if (read === undefined || derived === undefined) return read ?? (() => undefinedValue);
  const place = authorPlace(c, node);
  return (scope) => {
    if (derived.scopeOf(scope).slots[0] === undefined) recover(c, derived, scope, place);
    return read(scope);
  };
}

/** Where the constructor around keeps its instance, if it is one of a derived class. */
interface DerivedConstructor {
  readonly slot: number;
  readonly names: Names;
  scopeOf(scope: Scope): Scope;
}

function derivedConstructor({ names }: Context): DerivedConstructor | undefined {
  const self = resolve(names, "this");
  const slot = self?.owner.slots.get("%instance");
  if (self === undefined || slot === undefined) return undefined;
  return { slot, names: self.owner, scopeOf: (scope) => scopeAt(scope, self.depth) };
}

export function isInstance(value: Value): value is Instance {
  return value.kind === "object" || "extras" in value;
}

/** What `super(...args)` does. */
export function superCall(c: Context, node: Node): (scope: Scope, args: readonly Value[]) => Value {
  const derived = derivedConstructor(c);
  const place = authorPlace(c, node);
  return (scope, args) => {
    if (derived === undefined) return undefinedValue;
    const own = derived.scopeOf(scope);
    if (own.slots[0] === undefined) return initialise(c, derived, scope, args);
    if (recovered.has(own)) return own.slots[0];
    return refuseSuper(c, scope, place, true);
  };
}

/** Refuses the fields that parameters make, `readonly width: number`, in a constructor that never calls `super()`. */
export function compileFieldsCheck(c: Context, field: Node, body: Node): (scope: Scope) => void {
  const derived = callsSuper(body) ? undefined : derivedConstructor(c);
  const place = authorPlace(c, field);
  return (scope) => {
    if (derived !== undefined) recover(c, derived, scope, place);
  };
}

function callsSuper(node: Node): boolean {
  return node.kind === SyntaxKind.SuperKeyword || (node.forEachChild(callsSuper) ?? false);
}

/**
 * Refuses a constructor that has come to its end without `super()`, unless it returns something of its own. Gives how it ends:
 * where a parent's constructor has returned another object than the instance, with that.
 */
export function compileSuperCheck(
  c: Context,
  node: Node,
): (scope: Scope, completion: Completion) => Completion {
  const derived = derivedConstructor(c);
  const whole = authorPlace(c, node);
  const place = whole && { ...whole, end: whole.start + "constructor".length };
  return (scope, completion) => {
    const replaces = completion?.kind === "return" && completion.value.kind !== "undefined";
    if (derived === undefined || replaces) return completion;
    if (scope.slots[0] === undefined) recover(c, derived, scope, place);
    const self = scope.slots[0];
    return self === undefined || self === scope.slots[derived.slot]
      ? completion
      : { kind: "return", value: self };
  };
}

/** Reports the missing `super()` and makes up for it, so that the class keeps its fields. */
function recover(c: Context, derived: DerivedConstructor, scope: Scope, at: FileRange | null): void {
  refuseSuper(c, scope, at, false);
  initialise(c, derived, scope, []);
  recovered.add(derived.scopeOf(scope));
}

/** Constructor calls whose missing `super()` has been reported: a `super()` that comes too late is the same mistake. */
const recovered = new WeakSet<Scope>();

function refuseSuper(c: Context, scope: Scope, at: FileRange | null, isRepeated: boolean): Value {
  const owner = readLocal(c, "%class")?.(scope);
  const name = owner?.kind === "class" ? owner.name : "";
  return refused(c, { code: "missing-super", data: { name, isRepeated } }, at, "super() is not called once");
}

function initialise(
  c: Context,
  { slot, names, scopeOf }: DerivedConstructor,
  scope: Scope,
  args: readonly Value[],
): Value {
  const own = scopeOf(scope);
  const [instance, newTarget] = [own.slots[slot], own.slots[1]];
  const owner = readLocal(c, "%class")?.(scope);
  if (instance === undefined || !isInstance(instance) || owner?.kind !== "class") return undefinedValue;
  const target = newTarget?.kind === "class" ? newTarget : owner;
  const self = initialiseParent(c.m, owner, instance, args, target);
  touch(c.m.journal, own);
  own.slots[0] = self;
  takeProperties(c, names, own, self);
  return self;
}
