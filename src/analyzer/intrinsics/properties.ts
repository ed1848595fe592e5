import { perhapsForbids } from "../run/arms/perhaps-fails.ts";
import { asObject, asReceiver, isPrimitive } from "../run/host-refusals.ts";
import type { Machine } from "../run/machine.ts";
import { isOwnOfArray } from "../run/members/array-members.ts";
import { asGlobalObject } from "../run/members/changed-globals.ts";
import { extensionOf } from "../run/members/extended-host.ts";
import { extrasOf } from "../run/members/extras.ts";
import { hasMember } from "../run/members/has-member.ts";
import { getMember, setMember } from "../run/members/members.ts";
import { eachEntry, otherEntry, ownNames } from "../run/members/own-entries.ts";
import { propertyKey } from "../run/members/property-key.ts";
import { setSomeElement } from "../run/members/unknown-keys.ts";
import {
  type Description,
  descriptive,
  isConstant,
  isFixed,
  isList,
  whyNoDefinition,
} from "../run/members/write-refusals.ts";
import { nativeValue } from "../run/native-value.ts";
import { throwError } from "../run/throw-error.ts";
import {
  deleteAccessor,
  deleteProperty,
  hasProperty,
  newArray,
  newObject,
  setAccessor,
  setProperty,
  setUnlisted,
} from "../values/containers.ts";
import { isLacking, keyText, listingDoubt, newRow } from "../values/doubt.ts";
import { isHostObject } from "../values/host-object.ts";
import { hostText } from "../values/host-text.ts";
import { isShared } from "../values/journal.ts";
import { isSymbolKey, symbolOf } from "../values/keys.ts";
import { booleanValue, stringValue, undecided, undefinedValue, unknownValue } from "../values/make.ts";
import { askRestricted, keepProperty, perhapsForbidden } from "../values/restrictions.ts";
import { truth } from "../values/truth.ts";
import type { ClassValue, FunctionValue, ObjectValue, Row, Value } from "../values/value.ts";

/** Functions of `Object` about single properties and what they are like. */
export const propertyFunctions: Readonly<Record<string, Value>> = {
  defineProperty: nativeValue("defineProperty", (m, _, args) => defineProperty(m, args)),
  defineProperties: nativeValue(
    "defineProperties",
    (m, _, [target = undefinedValue, all = undefinedValue]) => {
      defineEach(m, asReceiver(m, target, "Object.defineProperties"), asObject(m, all));
      return target;
    },
  ),
  getOwnPropertyDescriptor: nativeValue("getOwnPropertyDescriptor", (m, _, args) => descriptorOf(m, args)),
  getOwnPropertyDescriptors: nativeValue("getOwnPropertyDescriptors", (m, _, [object = undefinedValue]) => {
    const own = ownNames(m, asObject(m, object), true);
    if (own === undefined || own.doubt !== null || object.kind !== "object")
      return unknownValue("The properties' descriptions are not followed");
    const described = own.names.map((key) => [key, descriptorOf(m, [object, stringValue(key)])] as const);
    return newObject(m, new Map(described));
  }),
  getOwnPropertyNames: nativeValue("getOwnPropertyNames", (m, _, [object = undefinedValue]) =>
    listedNames(m, object, true),
  ),
  getOwnPropertySymbols: nativeValue("getOwnPropertySymbols", (m, _, [object = undefinedValue]) =>
    listedSymbols(m, symbolsOf(asObject(m, object))),
  ),
};

/** What `Object.defineProperties` and `Object.create` do with their descriptions. */
export function defineEach(m: Machine, target: Value, all: Value): void {
  eachEntry(
    m,
    all,
    (key, description) => defineProperty(m, [target, stringValue(key), description]),
    (why) => setSomeElement(m, target, why),
  );
}

export function defineProperty(
  m: Machine,
  [target = undefinedValue, key = undefinedValue, description = undefinedValue]: readonly Value[],
): Value {
  asReceiver(m, target, "Object.defineProperty");
  if (isPrimitive(description))
    throwError(m, "TypeError", `Property description must be an object: ${hostText(description)}`);
  const name = propertyKey(m, key);
  if (name === undefined) return target;
  const says = (part: string): boolean => hasMember(m, description, part) === true;
  if ((says("get") || says("set")) && (says("value") || says("writable")))
    throwError(m, "TypeError", bothKinds);
  const host = isHostObject(target) ? target : asGlobalObject(target);
  if (host !== undefined) defineOwn(m, extensionOf(m, host), name, description);
  else if (target.kind === "object") defineOwn(m, target, name, description);
  else if (target.kind === "class" || target.kind === "function") defineStatic(m, target, name, description);
  else defineOnList(m, target, name, description);
  return target;
}

function defineOwn(m: Machine, target: ObjectValue, name: string, description: Value): void {
  const told = descriptionOf(m, description);
  const refusal = whyNoDefinition(target, name, told);
  if (refusal !== undefined) throwError(m, "TypeError", refusal);
  perhapsForbids(m, target, (asked) => whyNoDefinition(asked, name, told) !== undefined);
  if (target.rigidity === "frozen") return;
  const isNew = !target.properties.has(name) && !target.accessors.has(name);
  listAsTold(target, name, isNew, told);
  if (told.get !== undefined || told.set !== undefined) defineAccessor(m, target, name, told);
  else if (isNew || told.value !== undefined) defineValue(m, target, name, told, isNew);
  else if (told.writable !== undefined && truth(told.writable) === false)
    keepProperty(m.journal, target, name, "constants");
  const isClosed = told.configurable === undefined ? isNew : truth(told.configurable) === false;
  if (isClosed) keepProperty(m.journal, target, name, "fixed");
}

function listAsTold(target: ObjectValue, name: string, isNew: boolean, { enumerable }: Description): void {
  const isListed = enumerable !== undefined && truth(enumerable) === true;
  if (isNew && !isListed) {
    target.unlisted ??= new Set();
    target.unlisted.add(name);
  } else if (isListed) target.unlisted?.delete(name);
}

function defineAccessor(m: Machine, target: ObjectValue | ClassValue, name: string, told: Description): void {
  const { get = undefinedValue, set = undefinedValue } = told;
  const isKnown = [get, set].every(({ kind }) => kind === "function" || kind === "undefined");
  if (!isKnown || isShared(m.journal, target)) {
    setProperty(m, target, name, openAccessor);
    return;
  }
  deleteProperty(m, target, name);
  const before = target.accessors.get(name);
  setAccessor(target, name, {
    get: told.get === undefined ? (before?.get ?? null) : asAccessor(get),
    set: told.set === undefined ? (before?.set ?? null) : asAccessor(set),
    place: before?.place ?? target.properties.size + target.accessors.size,
  });
}

const openAccessor = unknownValue(
  "What a getter gives that is not known, or depends on a condition, is not followed",
);

function asAccessor(value: Value): FunctionValue | null {
  return value.kind === "function" ? value : null;
}

function defineValue(m: Machine, target: ObjectValue, name: string, told: Description, isNew: boolean): void {
  const wasValue = !isNew && !target.accessors.has(name);
  // An accessor that stays behind a value does not count: it is there again where the value is not.
  if (!isShared(m.journal, target)) deleteAccessor(target, name);
  const isConstant =
    told.writable === undefined ? !wasValue || target.constants?.has(name) : truth(told.writable) === false;
  if (!isShared(m.journal, target)) target.constants?.delete(name);
  const { value = undefinedValue } = told;
  if (target.unlisted?.has(name)) setUnlisted(m, target, name, value);
  else if (target.accessors.has(name)) setProperty(m, target, name, value);
  else setMember(m, target, name, value);
  if (isConstant) keepProperty(m.journal, target, name, "constants");
}

/** On a class or a function, whose properties are all taken to be writable. */
function defineStatic(
  m: Machine,
  target: ClassValue | FunctionValue,
  name: string,
  description: Value,
): void {
  const told = descriptionOf(m, description);
  const isAccessor = told.get !== undefined || told.set !== undefined;
  if (isAccessor && target.kind === "class") defineAccessor(m, target, name, told);
  else if (isAccessor) setProperty(m, target, name, openAccessor);
  else {
    if (target.kind === "class" && !isShared(m.journal, target)) deleteAccessor(target, name);
    setProperty(m, target, name, told.value ?? target.properties.get(name) ?? undefinedValue);
  }
}

const bothKinds =
  "Invalid property descriptor. Cannot both specify accessors and a value or writable attribute";

/** On an array, a map or a set: of what is described of an element, only the value is followed. */
function defineOnList(m: Machine, target: Value, name: string, description: Value): void {
  const isBeside = target.kind !== "array" || !isOwnOfArray(target, name);
  const isOpen = target.kind !== "array" || target.rigidity === undefined;
  if (isList(target) && isBeside && isOpen) {
    defineOwn(m, extrasOf(m, target), name, description);
    return;
  }
  const told = descriptionOf(m, description);
  const isAccessor = told.get !== undefined || told.set !== undefined;
  setMember(m, target, name, isAccessor ? openAccessor : (told.value ?? undefinedValue));
}

/** What a description says of a property. */
export function descriptionOf(m: Machine, description: Value): Description {
  const told = descriptive.filter((part) => hasMember(m, description, part) !== false);
  return Object.fromEntries(told.map((part) => [part, getMember(m, description, part)]));
}

function descriptorOf(m: Machine, [object = undefinedValue, key = undefinedValue]: readonly Value[]): Value {
  asObject(m, object);
  const name = propertyKey(m, key);
  if (name === undefined || object.kind !== "object")
    return unknownValue("The property's description is not followed");
  const accessor = object.accessors.get(name);
  const isListed = booleanValue(!object.unlisted?.has(name));
  const isOpen = answerOf(object, (asked) => !isFixed(asked, name));
  if (accessor !== undefined) {
    const { get, set } = accessor;
    return newObject(
      m,
      new Map<string, Value>([
        ["get", get ?? undefinedValue],
        ["set", set ?? undefinedValue],
        ["enumerable", isListed],
        ["configurable", isOpen],
      ]),
    );
  }
  if (hasProperty(object, name) === undefined && object.doubt !== null) return object.doubt.why;
  const value = object.properties.get(name);
  if (value === undefined) return undefinedValue;
  return newObject(
    m,
    new Map<string, Value>([
      ["value", value],
      ["writable", answerOf(object, (asked) => !isConstant(asked, name))],
      ["enumerable", isListed],
      ["configurable", isOpen],
    ]),
  );
}

function answerOf(object: ObjectValue, ask: (object: ObjectValue) => boolean): Value {
  const isSo = askRestricted(object, ask);
  return isSo === undefined ? undecided(perhapsForbidden.reason) : booleanValue(isSo);
}

/** The names of own properties as an array, listed ones only or all. */
export function listedNames(m: Machine, object: Value, isAll: boolean): Value {
  asObject(m, object);
  const own = ownNames(m, object, isAll);
  if (own === undefined)
    return object.kind === "unknown" ? object : unknownValue("Its properties are not known");
  const names = own.names.map((key) => keyText(own.doubt, key));
  const other = otherEntry(object, own);
  if (other !== null) names.push(other[0]);
  return newArray(m, names, listingDoubt(own.doubt, own.names));
}

export function symbolsOf(object: Value): Row {
  if (object.kind !== "object") return newRow([]);
  const keys = [...object.properties.keys(), ...object.accessors.keys()].filter(isSymbolKey);
  const isOpen = object.doubt?.hasOthers || keys.some((key) => isLacking(object.doubt, key));
  const doubt = isOpen && object.doubt !== null ? { why: object.doubt.why, sure: 0 } : null;
  return { elements: keys.map(symbolOf), doubt };
}

function listedSymbols(m: Machine, { elements, doubt }: Row): Value {
  return newArray(m, [...elements], doubt);
}

/** All own keys: names first, then symbols. */
export function ownKeysOf(m: Machine, object: Value): Value {
  const names = listedNames(m, object, true);
  if (names.kind !== "array") return names;
  const symbols = symbolsOf(object);
  const sure = names.elements.length;
  const after = symbols.doubt === null ? null : { ...symbols.doubt, sure };
  return newArray(m, [...names.elements, ...symbols.elements], names.doubt ?? after);
}
