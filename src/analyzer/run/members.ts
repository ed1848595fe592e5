import { arrayMethods } from "../intrinsics/arrays.ts";
import { mapMethods, setMethods, sizeOf } from "../intrinsics/collections.ts";
import { callNumberMethod, callStringMethod, hasStringMethod } from "../intrinsics/strings.ts";
import { tensorMember } from "../intrinsics/tensors.ts";
import { join } from "../values/join.ts";
import { touch } from "../values/journal.ts";
import {
  nativeValue,
  nothingGiven,
  numberValue,
  stringValue,
  undefinedValue,
  unknownValue,
} from "../values/make.ts";
import { findMember } from "../values/prototype.ts";
import type {
  Accessor,
  ArrayValue,
  ClassValue,
  EitherValue,
  FunctionValue,
  NativeValue,
  ObjectValue,
  Value,
} from "../values/value.ts";
import { callFunction, callValue } from "./call.ts";
import type { Machine } from "./machine.ts";

/** `target.name` */
export function getMember(m: Machine, target: Value, name: string): Value {
  switch (target.kind) {
    case "object":
      return objectMember(m, target, name);
    case "array":
      return arrayMember(target, name);
    case "tensor":
      return tensorMember(m, target, name);
    case "class":
      return classMember(m, target, name);
    case "namespace":
      return target.member(name) ?? missingExport(m, target, name);
    case "string":
      return stringMember(target, name);
    case "number":
      return nativeValue(name, (_, self, args) => callNumberMethod(self, name, args));
    case "function":
      return functionMember(target, name);
    case "native":
      return target.members.get(name) ?? nativeMember(target, name);
    case "map":
      return name === "size" ? sizeOf(target) : ofTable(mapMethods, name);
    case "set":
      return name === "size" ? sizeOf(target) : ofTable(setMethods, name);
    case "either":
      return eitherMember(m, target, name);
    case "unknown":
      return target;
    default:
      return unknownValue(`It has no property ${name}`, m.frame?.place ?? null);
  }
}

/** `target.name = value` */
export function setMember(m: Machine, target: Value, name: string, value: Value): void {
  if (target.kind === "object") setObjectMember(m, target, name, value);
  else if (target.kind === "array") setElement(m, target, name, value);
  else if (target.kind === "function") target.properties.set(name, value);
  else if (target.kind === "either") {
    // It may be any of them, so each may keep what it had.
    for (const { value: option } of target.options) {
      const before = getMember(m, option, name);
      const meeting = { left: nothingGiven, right: nothingGiven, because: m.frame?.place ?? null };
      setMember(m, option, name, join(before, value, meeting));
    }
  } else if (target.kind === "class") {
    const setter = classAccessor(target, name)?.set;
    if (setter) callFunction(m, setter, target, [value]);
    else {
      touch(m.journal, target);
      target.properties.set(name, value);
    }
  }
}

/** `target.name(...args)`, without a detour through a function value where the host has the method. */
export function callMember(m: Machine, target: Value, name: string, args: readonly Value[]): Value {
  if (target.kind === "array") {
    const method = arrayMethods.get(name);
    if (method !== undefined) return method(m, target, args);
  }
  if (target.kind === "string" && hasStringMethod(name)) return callStringMethod(m, target, name, args);
  return callValue(m, getMember(m, target, name), target, args);
}

function objectMember(m: Machine, object: ObjectValue, name: string): Value {
  const own = object.properties.get(name);
  if (own !== undefined) return own;
  const accessor = object.accessors.get(name);
  if (accessor !== undefined)
    return accessor.get === null ? undefinedValue : callFunction(m, accessor.get, object, []);
  const { class: cls } = object;
  if (cls === null) return name === "hasOwnProperty" ? hasOwn(object) : undefinedValue;
  const member = findMember(cls, name)?.member;
  if (member?.kind === "method") return member.value;
  if (member?.kind === "accessor") {
    return member.value.get === null ? undefinedValue : callFunction(m, member.value.get, object, []);
  }
  return name === "constructor" ? cls : undefinedValue;
}

function hasOwn(object: ObjectValue): Value {
  return nativeValue("hasOwnProperty", (_, __, [key]) => ({
    kind: "boolean",
    value: key?.kind === "string" && object.properties.has(key.text),
    origin: null,
  }));
}

function setObjectMember(m: Machine, object: ObjectValue, name: string, value: Value): void {
  if (!object.properties.has(name)) {
    const accessor = object.accessors.get(name) ?? inheritedAccessor(object, name);
    if (accessor !== undefined) {
      if (accessor.set !== null) callFunction(m, accessor.set, object, [value]);
      return;
    }
  }
  touch(m.journal, object);
  object.properties.set(name, value);
}

function inheritedAccessor({ class: cls }: ObjectValue, name: string): Accessor | undefined {
  const member = cls === null ? undefined : findMember(cls, name)?.member;
  return member?.kind === "accessor" ? member.value : undefined;
}

function arrayMember(array: ArrayValue, name: string): Value {
  if (name === "length") return array.uncertain ?? numberValue(array.elements.length);
  const index = Number(name);
  if (Number.isInteger(index)) return array.elements[index] ?? array.uncertain ?? undefinedValue;
  const method = arrayMethods.get(name);
  if (method === undefined) return undefinedValue;
  return nativeValue(name, (m, self, args) => method(m, self.kind === "array" ? self : array, args));
}

const longestArray = 1_000_000;

function setElement(m: Machine, array: ArrayValue, name: string, value: Value): void {
  touch(m.journal, array);
  const index = Number(name);
  if (name === "length" && value.kind === "number" && typeof value.dim === "number") {
    array.elements.length = Math.min(array.elements.length, value.dim);
  }
  if (!Number.isInteger(index) || index < 0 || index > longestArray) return;
  while (array.elements.length < index) array.elements.push(undefinedValue);
  array.elements[index] = value;
}

function classMember(m: Machine, cls: ClassValue, name: string): Value {
  for (let at: Value | null = cls; at?.kind === "class"; at = at.parent) {
    const own = at.properties.get(name);
    if (own !== undefined) return own;
    const accessor = at.accessors.get(name);
    if (accessor !== undefined)
      return accessor.get === null ? undefinedValue : callFunction(m, accessor.get, cls, []);
    if (at.parent?.kind === "unknown") return at.parent;
  }
  return name === "name" ? stringValue(cls.name) : undefinedValue;
}

function classAccessor(cls: ClassValue, name: string): Accessor | undefined {
  for (let at: Value | null = cls; at?.kind === "class"; at = at.parent) {
    const accessor = at.accessors.get(name);
    if (accessor !== undefined) return accessor;
  }
  return undefined;
}

function missingExport(m: Machine, namespace: Extract<Value, { kind: "namespace" }>, name: string): Value {
  const at = m.frame?.place ?? null;
  if (!namespace.isLibrary) return undefinedValue;
  return unknownValue(`${namespace.name} has no ${name}`, at);
}

function stringMember(value: Extract<Value, { kind: "string" }>, name: string): Value {
  if (name === "length") return numberValue(value.text.length);
  const index = Number(name);
  if (Number.isInteger(index)) return stringValue(value.text[index] ?? "");
  if (!hasStringMethod(name)) return unknownValue(`What ${name} gives is not known`);
  return nativeValue(name, (m, self, args) =>
    self.kind === "string" ? callStringMethod(m, self, name, args) : self,
  );
}

function functionMember(fn: FunctionValue, name: string): Value {
  const own = fn.properties.get(name);
  if (own !== undefined) return own;
  if (name === "name") return stringValue(fn.code.name);
  if (name === "call")
    return nativeValue(name, (m, _, [self = undefinedValue, ...args]) => callFunction(m, fn, self, args));
  if (name === "apply") {
    return nativeValue(name, (m, _, [self = undefinedValue, list]) =>
      callFunction(m, fn, self, list?.kind === "array" ? list.elements : []),
    );
  }
  if (name === "bind") {
    return nativeValue(name, (_, __, [self = undefinedValue, ...first]) =>
      nativeValue(fn.code.name, (m, ___, args) => callFunction(m, fn, self, [...first, ...args])),
    );
  }
  return undefinedValue;
}

/** What every function can do, on a function of the host. */
function nativeMember(native: NativeValue, name: string): Value {
  const { call } = native;
  if (name === "name") return stringValue(native.name);
  if (name === "call")
    return nativeValue(name, (m, _, [self = undefinedValue, ...args]) => call(m, self, args));
  if (name === "apply") {
    return nativeValue(name, (m, _, [self = undefinedValue, list]) =>
      call(m, self, list?.kind === "array" ? list.elements : []),
    );
  }
  return undefinedValue;
}

function ofTable<T extends Value>(
  table: ReadonlyMap<string, (m: Machine, self: T, args: readonly Value[]) => Value>,
  name: string,
): Value {
  const method = table.get(name);
  if (method === undefined) return undefinedValue;
  return nativeValue(name, (m, self, args) => method(m, self as T, args));
}

/** The property of each option, where it has one. */
function eitherMember(m: Machine, { options }: EitherValue, name: string): Value {
  const parts = options
    .filter(({ value }) => value.kind !== "undefined" && value.kind !== "null")
    .map(({ value, given }) => ({ value: getMember(m, value, name), given }));
  const [first, ...rest] = parts;
  if (first === undefined) return undefinedValue;
  return rest.reduce(
    (left, right) => ({
      value: join(left.value, right.value, { left: left.given, right: right.given, because: null }),
      given: nothingGiven,
    }),
    first,
  ).value;
}
