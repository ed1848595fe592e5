import { mayBe } from "../values/among.ts";
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
import { hasOtherParent, lineage, otherParent } from "../values/prototype.ts";
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
import { forkOver } from "./arms/fork.ts";
import { perhapsChange } from "./arms/perhaps-changed.ts";
import { perhapsFails, perhapsRefuses } from "./arms/perhaps-fails.ts";
import { countModule } from "./budget.ts";
import { callFunction, callValue } from "./call.ts";
import { giveToUnknown } from "./give-to-unknown.ts";
import { isPrimitive } from "./host-refusals.ts";
import type { Machine } from "./machine.ts";
import { extrasOf } from "./members/extras.ts";
import { prototypeOfFunction } from "./members/inherit.ts";
import { setOneOf, setSomeElement } from "./members/unknown-keys.ts";
import { isList } from "./members/write-refusals.ts";
import { constructByRecipe } from "./recipes/recipes.ts";
import { noteUnfollowed } from "./refuse.ts";
import { running } from "./running.ts";
import { throwError } from "./throw-error.ts";

/** `new cls(...args)`. An instance may begin with what others are to give it: `held`. */
export function construct(
  m: Machine,
  callee: Value,
  args: readonly Value[],
  held: ReadonlyMap<string, Value> = new Map(),
): Value {
  if (callee.kind === "native" && callee.construct !== undefined) return callee.construct(m, args);
  if (callee.kind === "unknown") {
    perhapsRefuses(m, callee);
    // `new URL(text)`
    if (args.some((arg) => arg.kind === "unknown" && arg.host === undefined)) perhapsFails(m, callee);
    giveToUnknown(m, callee, args);
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
    if (instance.kind !== "object" || instance.module === null)
      return initialise(m, callee, instance, args, callee);
    countModule(m, instance);
    m.constructing.push(instance);
    try {
      return initialise(m, callee, instance, args, callee);
    } finally {
      m.constructing.pop();
    }
  });
}

/** A class of the host whose instances are more than objects with properties. */
function exoticParent(cls: Value | null): NativeValue | undefined {
  let at = cls;
  while (at?.kind === "class") at = at.parent;
  if (at?.kind === "either")
    return at.options.map(({ value }) => exoticParent(value)).find((one) => one !== undefined);
  const isPlain = at?.kind !== "native" || at.name === "Object" || at.name.endsWith("Error");
  return isPlain || at?.kind !== "native" ? undefined : at;
}

/** `new` of a function, as classes were written before there were any. */
function constructByFunction(m: Machine, fn: FunctionValue, args: readonly Value[]): Value {
  const proto = prototypeOfFunction(m, fn);
  const instance = newObject(m);
  if (proto.kind === "object") instance.proto = proto;
  const made = callFunction(m, fn, instance, args, fn);
  return orInstance(made, instance);
}

function isObject(value: Value): boolean {
  return value.kind !== "either" && !isPrimitive(value);
}

/** An array, map or set of an author's class; undefined where it is not known to be one. */
function exoticInstance(m: Machine, cls: ClassValue, { name }: NativeValue): Instance | undefined {
  const isKnown = [...lineage(cls)].at(-1)?.parent?.kind === "native";
  const instance = isKnown ? emptyOf(m, name) : undefined;
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

/** Runs one class's part of a construction: what it inherits, its fields, its constructor. Gives what is made in the end. */
export function initialise(
  m: Machine,
  cls: ClassValue,
  instance: Instance,
  args: readonly Value[],
  newTarget: ClassValue,
): Value {
  const { construct: code } = cls.code;
  if (code === null) return initialiseParent(m, cls, instance, args, newTarget);
  const isBase = code.instanceSlot === null;
  const self = isBase ? initialiseParent(m, cls, instance, args, newTarget) : instance;
  const returned = callFunction(m, newFunction(m, code, cls.scope), self, args, newTarget);
  if (!isBase && isNoInstance(returned))
    throwError(m, "TypeError", "Derived constructors may only return object or undefined");
  // A constructor of the library returns an unknown value only in place of the instance, for a parameter of unknown numbers.
  return returned.kind === "unknown" && !cls.code.isLibrary
    ? mayBe(returned, [self])
    : orInstance(returned, self);
}

/** What a constructor returns counts where it is an object. */
function orInstance(returned: Value, instance: Value): Value {
  if (returned.kind !== "either") return isObject(returned) ? returned : instance;
  const made = new Set(returned.options.map(({ value }) => orInstance(value, instance)));
  const [only] = made;
  if (made.size === 1 && only !== undefined) return only;
  return mayBe(unknownValue("What its constructor returns depends on a condition"), [...made]);
}

/** Whether the constructor of a derived class may certainly not return it. */
function isNoInstance(returned: Value): boolean {
  return returned.kind !== "undefined" && isPrimitive(returned);
}

/** What `super(...args)` does in a constructor: the parent's part, then this class's fields. Gives what is `this` from then on. */
export function initialiseParent(
  m: Machine,
  cls: ClassValue,
  instance: Instance,
  args: readonly Value[],
  newTarget: ClassValue,
): Value {
  const parent = hasOtherParent(cls) ? otherParent : cls.parent;
  const self = initialiseBy(m, parent, instance, args, newTarget);
  for (const addition of cls.decorated.instances) callValue(m, addition, self, []);
  for (const field of cls.code.fields) initialiseField(m, field, self, cls);
  return self;
}

/** A parent's part of a construction. */
function initialiseBy(
  m: Machine,
  parent: Value | null,
  instance: Instance,
  args: readonly Value[],
  newTarget: ClassValue,
): Value {
  switch (parent?.kind) {
    case "class":
      return initialise(m, parent, instance, args, newTarget);
    case "native":
      inheritNative(m, parent, instance, args);
      return instance;
    case "function":
      return orInstance(callFunction(m, parent, instance, args, newTarget), instance);
    case "null":
      return throwError(m, "TypeError", "Super constructor null is not a constructor");
    case "either":
      return forkOver(m, parent.options, (one) => initialiseBy(m, one, instance, args, newTarget));
    case "unknown":
      if (parent === otherParent) loseProperties(m, instance);
      return instance;
    default:
      return instance;
  }
}

/** What a parent that is not known has put into an instance. */
function loseProperties(m: Machine, instance: Instance): void {
  const holder = isList(instance) ? extrasOf(m, instance) : instance;
  touch(m.journal, holder);
  holder.doubt = { missing: new Map(), ...holder.doubt, why: otherParent, hasOthers: true };
}

/** Errors, maps and the like as parents: the instance takes over what a plain instance of them holds. */
function inheritNative(m: Machine, parent: Value, instance: Instance, args: readonly Value[]): void {
  if (instance.kind === "map" || instance.kind === "set") {
    const why = m.intrinsics.fill(m, instance, args[0]);
    if (why !== undefined) instance.doubt = { why: untyped(why), missing: new Map(), hasOthers: true };
    return;
  }
  const made = construct(m, parent, args);
  if (instance.kind === "array") {
    fillArray(m, instance, made);
    return;
  }
  if (made.kind !== "object") return;
  for (const [key, value] of made.properties) setProperty(m, instance, key, value);
  instance.unlisted = made.unlisted === null ? null : new Set(made.unlisted);
}

/** Puts into an array of an author's class what a plain one of the host would hold. */
function fillArray(m: Machine, instance: ArrayValue, made: Value): void {
  touch(m.journal, instance);
  const why = made.kind === "unknown" ? untyped(made) : unknownValue("It depends on a condition");
  const isKnown = made.kind === "array";
  instance.elements = isKnown ? made.elements.slice() : [why];
  instance.doubt = isKnown ? made.doubt : { why, sure: 0 };
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
export function initialiseField(m: Machine, field: FieldCode, owner: Value, cls: ClassValue): void {
  const slots = new Array<Value | undefined>(field.names.slots.size);
  const scope: Scope = { slots, parent: cls.scope, ...youth(m.journal) };
  scope.slots[0] = owner;
  const key = field.key(scope);
  if (typeof key !== "string") {
    const value = field.initialise?.(scope) ?? undefinedValue;
    if (key === undefined) setSomeElement(m, owner, value);
    else setOneOf(m, owner, key, value);
    return;
  }
  const target = holderOf(m, owner);
  if (field.isAccessor && target?.kind === "object") setUnlisted(m, target, key, undefinedValue);
  else if (target !== undefined) setProperty(m, target, key, declared(field, target.properties.get(key)));
  const changes = cls.decorated.fields.get(field) ?? [];
  if (field.initialise === null && changes.length === 0) return;
  const first = field.initialise?.(scope) ?? undefinedValue;
  const value = changes.reduce((before, change) => changed(m, change, owner, before), first);
  if (target !== undefined) setProperty(m, target, key, value);
  else if (owner.kind === "unknown")
    perhapsChange(m, owner, (thing) => {
      const holder = holderOf(m, thing);
      if (holder !== undefined) setProperty(m, holder, key, value);
    });
}

/** A field's initial value after a decorator; one that returned nothing leaves it as it was. */
function changed(m: Machine, change: Value, owner: Value, before: Value): Value {
  if (change.kind === "undefined") return before;
  if (change.kind === "either")
    return forkOver(m, change.options, (option) => changed(m, option, owner, before));
  return callValue(m, change, owner, [before]);
}

/** What keeps the fields of an instance, or of a class; undefined for what is none of those. */
function holderOf(m: Machine, owner: Value): ObjectValue | ClassValue | FunctionValue | undefined {
  if (owner.kind === "object" || owner.kind === "class" || owner.kind === "function") return owner;
  return isList(owner) ? extrasOf(m, owner) : undefined;
}
