import { newFunction, newModuleState, newObject, setProperty } from "../values/containers.ts";
import { youth } from "../values/journal.ts";
import { undefinedValue, unknownValue } from "../values/make.ts";
import type { ClassValue, FieldCode, NativeValue, ObjectValue, Scope, Value } from "../values/value.ts";
import { callFunction, callValue, running } from "./call.ts";
import { countModule, type Machine, noteUnfollowed } from "./machine.ts";

/** `new cls(...args)`. An instance may begin with what others are to give it: `held`. */
export function construct(
  m: Machine,
  callee: Value,
  args: readonly Value[],
  held: ReadonlyMap<string, Value> = new Map(),
): Value {
  if (callee.kind === "native" && callee.construct !== undefined) return callee.construct(m, args);
  if (callee.kind === "unknown") return callee;
  if (callee.kind !== "class") return unknownValue("It is not a class", m.frame?.place ?? null);
  const exotic = exoticParent(callee);
  if (exotic !== undefined) return noteUnfollowed(m, `a class that extends ${exotic.name}`);
  const instance = newInstance(m, callee, held);
  if (!callee.code.isLibrary) callee.instances.push(instance);
  return running(m, callee.code, () => {
    if (instance.module === null) return initialised(m, callee, instance, args);
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

function newInstance(m: Machine, cls: ClassValue, held: ReadonlyMap<string, Value>): ObjectValue {
  const module = cls.isModule ? newModuleState(m.frame) : null;
  return newObject(m, new Map(held), cls, module);
}

function initialised(m: Machine, cls: ClassValue, instance: ObjectValue, args: readonly Value[]): Value {
  const made = initialise(m, cls, instance, args, cls);
  return made.kind === "object" || made.kind === "tensor" ? made : instance;
}

/** Runs one class's part of a construction: what it inherits, its fields, its constructor. */
export function initialise(
  m: Machine,
  cls: ClassValue,
  instance: ObjectValue,
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
  instance: ObjectValue,
  args: readonly Value[],
  newTarget: ClassValue,
): void {
  if (cls.parent?.kind === "class") initialise(m, cls.parent, instance, args, newTarget);
  else if (cls.parent?.kind === "native") inheritNative(m, cls.parent, instance, args);
  for (const addition of cls.decorated.instances) callValue(m, addition, instance, []);
  for (const field of cls.code.fields) initialiseField(m, field, instance, cls);
}

/** Errors, maps and the like as parents: the instance takes over what a plain instance of them holds. */
function inheritNative(m: Machine, parent: Value, instance: ObjectValue, args: readonly Value[]): void {
  const made = construct(m, parent, args);
  if (made.kind !== "object") return;
  for (const [key, value] of made.properties) setProperty(m, instance, key, value);
  instance.unlisted = made.unlisted === null ? null : new Set(made.unlisted);
}

/** A field is defined even without an initialiser, as ES2022 has it: then it is undefined. */
export function initialiseField(
  m: Machine,
  field: FieldCode,
  target: ObjectValue | ClassValue,
  cls: ClassValue,
): void {
  const slots = new Array<Value | undefined>(field.names.slots.size);
  const scope: Scope = { slots, parent: cls.scope, ...youth(m.journal) };
  scope.slots[0] = target;
  const key = field.key(scope);
  if (key === undefined) return;
  setProperty(m, target, key, undefinedValue);
  const changes = cls.decorated.fields.get(field) ?? [];
  if (field.initialise === null && changes.length === 0) return;
  const first = field.initialise?.(scope) ?? undefinedValue;
  const value = changes.reduce((before, change) => callValue(m, change, target, [before]), first);
  setProperty(m, target, key, value);
}
