import {
  newArray,
  newFunction,
  newModuleState,
  newObject,
  setProperty,
  setUnlisted,
} from "../values/containers.ts";
import { noteUnrepeatable, touch, youth } from "../values/journal.ts";
import { openOf, undefinedValue, unknownValue, untyped } from "../values/make.ts";
import type {
  ArrayValue,
  ClassValue,
  FieldCode,
  FunctionValue,
  Instance,
  MapValue,
  NativeValue,
  ObjectValue,
  Scope,
  SetValue,
  Value,
} from "../values/value.ts";
import { countModule } from "./budget.ts";
import { callFunction, callValue } from "./call.ts";
import { extrasOf } from "./extras.ts";
import { forkOver } from "./fork.ts";
import { prototypeOfFunction } from "./inherit.ts";
import type { Machine } from "./machine.ts";
import { perhapsFails } from "./perhaps-fails.ts";
import { constructByRecipe } from "./recipes.ts";
import { noteUnfollowed } from "./refuse.ts";
import { running } from "./running.ts";

/** `new cls(...args)`. An instance may begin with what others are to give it: `held`. */
export function construct(
  m: Machine,
  callee: Value,
  args: readonly Value[],
  held: ReadonlyMap<string, Value> = new Map(),
): Value {
  if (callee.kind === "native" && callee.construct !== undefined) return callee.construct(m, args);
  if (callee.kind === "unknown") {
    perhapsFails(m, callee);
    return openOf(callee);
  }
  if (callee.kind === "either") return forkOver(m, callee.options, (one) => construct(m, one, args, held));
  if (callee.kind === "function" && !callee.code.isArrow) return constructByFunction(m, callee, args);
  if (callee.kind !== "class") return unknownValue("It is not a class", m.frame?.place ?? null);
  if (callee.code.isLibrary && held.size === 0)
    return constructByRecipe(m, callee, args, () => constructClass(m, callee, args, held));
  noteUnrepeatable(m.journal.watch);
  return constructClass(m, callee, args, held);
}

function constructClass(
  m: Machine,
  callee: ClassValue,
  args: readonly Value[],
  held: ReadonlyMap<string, Value>,
): Value {
  const exotic = exoticParent(callee);
  const instance = exotic === undefined ? newInstance(m, callee, held) : exoticInstance(m, callee, exotic);
  if (instance === undefined) return noteUnfollowed(m, `a class that extends ${exotic?.name}`);
  if (!callee.code.isLibrary && instance.kind === "object") callee.instances.push(instance);
  return running(m, callee, args, () => {
    if (instance.kind !== "object" || instance.module === null) return initialised(m, callee, instance, args);
    countModule(m, instance);
    m.constructing.push(instance);
    try {
      return initialised(m, callee, instance, args);
    } finally {
      m.constructing.pop();
    }
  });
}

/** A class of the host whose instances are more than objects with properties. */
function exoticParent(cls: ClassValue): NativeValue | undefined {
  let at: Value | null = cls;
  while (at?.kind === "class") at = at.parent;
  const isPlain = at?.kind !== "native" || at.name === "Object" || at.name.endsWith("Error");
  return isPlain || at?.kind !== "native" ? undefined : at;
}

/** `new` of a function, as classes were written before there were any. */
function constructByFunction(m: Machine, fn: FunctionValue, args: readonly Value[]): Value {
  const proto = prototypeOfFunction(m, fn);
  const instance = newObject(m);
  if (proto.kind === "object") instance.proto = proto;
  const made = callFunction(m, fn, instance, args, fn);
  return isObject(made) ? made : instance;
}

function isObject({ kind }: Value): boolean {
  return ["object", "array", "map", "set", "function", "class", "tensor", "unknown"].includes(kind);
}

/** An array, map or set of an author's class. */
function exoticInstance(m: Machine, cls: ClassValue, { name }: NativeValue): Instance | undefined {
  const instance = emptyOf(m, name);
  if (instance !== undefined) extrasOf(m, instance, cls);
  return instance;
}

function emptyOf(m: Machine, name: string): ArrayValue | MapValue | SetValue | undefined {
  switch (name) {
    case "Array":
      return newArray(m, []);
    case "Map":
    case "WeakMap":
      return { kind: "map", entries: new Map(), doubt: null, isWeak: name !== "Map", ...youth(m.journal) };
    case "Set":
    case "WeakSet":
      return { kind: "set", entries: new Map(), doubt: null, isWeak: name !== "Set", ...youth(m.journal) };
    default:
      return undefined;
  }
}

function newInstance(m: Machine, cls: ClassValue, held: ReadonlyMap<string, Value>): ObjectValue {
  const module = cls.isModule ? newModuleState(m.frame) : null;
  return newObject(m, new Map(held), cls, module);
}

function initialised(m: Machine, cls: ClassValue, instance: Instance, args: readonly Value[]): Value {
  const made = initialise(m, cls, instance, args, cls);
  // A constructor of the library returns an unknown value only in place of the instance, for a parameter of unknown numbers.
  const isOther =
    made.kind === "object" || made.kind === "tensor" || (made.kind === "unknown" && cls.code.isLibrary);
  return isOther ? made : instance;
}

/** Runs one class's part of a construction: what it inherits, its fields, its constructor. */
export function initialise(
  m: Machine,
  cls: ClassValue,
  instance: Instance,
  args: readonly Value[],
  newTarget: ClassValue,
): Value {
  const { construct: code } = cls.code;
  if (code === null) {
    initialiseParent(m, cls, instance, args, newTarget);
    return instance;
  }
  if (code.instanceSlot === null) initialiseParent(m, cls, instance, args, newTarget);
  return callFunction(m, newFunction(m, code, cls.scope), instance, args, newTarget);
}

/** What `super(...args)` does in a constructor: the parent's part, then this class's fields. */
export function initialiseParent(
  m: Machine,
  cls: ClassValue,
  instance: Instance,
  args: readonly Value[],
  newTarget: ClassValue,
): void {
  if (cls.parent?.kind === "class") initialise(m, cls.parent, instance, args, newTarget);
  else if (cls.parent?.kind === "native") inheritNative(m, cls.parent, instance, args);
  for (const addition of cls.decorated.instances) callValue(m, addition, instance, []);
  for (const field of cls.code.fields) initialiseField(m, field, instance, cls);
}

/** Errors, maps and the like as parents: the instance takes over what a plain instance of them holds. */
function inheritNative(m: Machine, parent: Value, instance: Instance, args: readonly Value[]): void {
  const made = construct(m, parent, args);
  if (instance.kind !== "object") {
    fill(m, instance, made);
    return;
  }
  if (made.kind !== "object") return;
  for (const [key, value] of made.properties) setProperty(m, instance, key, value);
  instance.unlisted = made.unlisted === null ? null : new Set(made.unlisted);
}

/** Puts into an instance of an author's class what a plain array, map or set of the host would hold. */
function fill(m: Machine, instance: ArrayValue | MapValue | SetValue, made: Value): void {
  touch(m.journal, instance);
  const why = made.kind === "unknown" ? untyped(made) : unknownValue("It depends on a condition");
  if (instance.kind === "array") {
    const isKnown = made.kind === "array";
    instance.elements = isKnown ? made.elements.slice() : [why];
    instance.doubt = isKnown ? made.doubt : { why, sure: 0 };
  } else if (made.kind === instance.kind) {
    instance.entries = new Map<unknown, never>(made.entries as Map<unknown, never>);
    instance.doubt = made.doubt;
  } else instance.doubt = { why, missing: new Map(), hasOthers: true };
}

/**
 * What a field is before it is initialised. What the parent's constructor has set may stay where an author only says that it
 * will be there: `name!: T`.
 */
function declared({ definite }: FieldCode, before: Value | undefined): Value {
  return definite !== undefined && before !== undefined && before.kind !== "undefined"
    ? definite
    : undefinedValue;
}

/** A field is defined even without an initialiser, as ES2022 has it: then it is undefined. */
export function initialiseField(
  m: Machine,
  field: FieldCode,
  owner: Instance | ClassValue,
  cls: ClassValue,
): void {
  const target = "extras" in owner ? extrasOf(m, owner) : (owner as ObjectValue | ClassValue);
  const slots = new Array<Value | undefined>(field.names.slots.size);
  const scope: Scope = { slots, parent: cls.scope, ...youth(m.journal) };
  scope.slots[0] = owner;
  const key = field.key(scope);
  if (key === undefined) return;
  if (field.isAccessor && target.kind === "object") setUnlisted(m, target, key, undefinedValue);
  else setProperty(m, target, key, declared(field, target.properties.get(key)));
  const changes = cls.decorated.fields.get(field) ?? [];
  if (field.initialise === null && changes.length === 0) return;
  const first = field.initialise?.(scope) ?? undefinedValue;
  const value = changes.reduce((before, change) => callValue(m, change, owner, [before]), first);
  setProperty(m, target, key, value);
}
