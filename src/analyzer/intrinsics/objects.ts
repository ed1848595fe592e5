import { eachElement } from "../run/arms/fork.ts";
import { asObject, isPrimitive } from "../run/host-refusals.ts";
import { isUnknownRow, iterate } from "../run/iteration/iterate.ts";
import type { Machine } from "../run/machine.ts";
import { extensionOf } from "../run/members/extended-host.ts";
import { setMember } from "../run/members/members.ts";
import { eachEntry, noteMoves, otherEntry, ownEntries, ownNames } from "../run/members/own-entries.ts";
import { propertyKey } from "../run/members/property-key.ts";
import { setSomeElement } from "../run/members/unknown-keys.ts";
import { type NativeCall, nativeValue } from "../run/native-value.ts";
import { throwError } from "../run/throw-error.ts";
import { elementAt, hasProperty, newArray, newObject, setProperty } from "../values/containers.ts";
import { isLacking, keyText, listingDoubt } from "../values/doubt.ts";
import { isNullish, sameValueZero } from "../values/equality.ts";
import { type HostObject, isHostObject } from "../values/host-object.ts";
import { hostText } from "../values/host-text.ts";
import { overOptions, rowOf } from "../values/join.ts";
import { booleanValue, undecided, undefinedValue, unknownValue } from "../values/make.ts";
import type { NativeValue, Value } from "../values/value.ts";
import { otherMembers } from "./bridge.ts";
import { grouped } from "./groups.ts";
import { listedNames, propertyFunctions } from "./properties.ts";
import { prototypeFunctions } from "./prototypes.ts";
import { rigidityFunctions } from "./rigidity.ts";

const listings: Readonly<Record<string, NativeCall>> = {
  keys: (m, _, [object = undefinedValue]) => listedNames(m, object, false),
  values: (m, _, [object]) => listed(m, object, (__, value) => value),
  entries: (m, _, [object]) => listed(m, object, (key, value) => newArray(m, [key, value])),
  assign: (m, _, [target = undefinedValue, ...sources]) => assign(m, target, sources),
  fromEntries: (m, _, [pairs = undefinedValue]) => fromEntries(m, pairs),
  is: (_, __, [a = undefinedValue, b = undefinedValue]) => isSame(a, b),
  hasOwn: (m, _, [object = undefinedValue, key = undefinedValue]) => hasOwn(m, object, key),
  groupBy: (m, _, args) => groupBy(m, args),
};

/** `Object.groupBy(items, keyOf)` */
function groupBy(m: Machine, args: readonly Value[]): Value {
  const object = newObject(m);
  return (
    grouped(m, args, (key, elements) => {
      const name = propertyKey(m, key);
      if (name !== undefined) setProperty(m, object, name, elements(object.properties.get(name)));
      return name !== undefined;
    }) ?? object
  );
}

/** `Object` */
export const objectClass: NativeValue = {
  ...nativeValue("Object", (m, _, args) => objectOf(m, args), {
    ...otherMembers(Object, "Object"),
    ...Object.fromEntries(Object.entries(listings).map(([name, call]) => [name, nativeValue(name, call)])),
    ...propertyFunctions,
    ...prototypeFunctions,
    ...rigidityFunctions,
  }),
  construct: (m, args) => objectOf(m as Machine, args),
};

const aroundPrimitive = unknownValue("The object around a primitive is not followed");

function objectOf(m: Machine, [value]: readonly Value[]): Value {
  if (value === undefined || isNullish(value)) return newObject(m);
  return isPrimitive(value) ? aroundPrimitive : value;
}

function listed(m: Machine, object: Value | undefined, part: (key: Value, value: Value) => Value): Value {
  asObject(m, object ?? undefinedValue);
  if (object === undefined || object.kind === "unknown") return object ?? undefinedValue;
  const own = ownEntries(m, object);
  if (own === undefined) return unknownValue("Its properties are not known");
  const parts = own.entries.map(([key, value]) => part(keyText(own.doubt, key), value));
  if (object.kind === "array") return newArray(m, parts, object.doubt);
  const keys = own.entries.map(([key]) => key);
  const other = otherEntry(object, own);
  if (other !== null) parts.push(part(...other));
  return newArray(m, parts, listingDoubt(own.doubt, keys));
}

/** `Object.is`: as `===`, but NaN is NaN and 0 is not −0. */
function isSame(left: Value, right: Value): Value {
  if (left.kind !== "number" || right.kind !== "number") return sameValueZero(left, right);
  if (
    typeof left.dim !== "number" ||
    typeof right.dim !== "number" ||
    left.over !== null ||
    right.over !== null
  )
    return sameValueZero(left, right);
  return booleanValue(Object.is(left.dim, right.dim));
}

export function hasOwn(m: Machine, object: Value, key: Value): Value {
  asObject(m, object);
  return overOptions(object, (option) => {
    if (isHostObject(option)) return hasOwnOfHost(m, option, key);
    const own = ownNames(m, option, true);
    const name = propertyKey(m, key);
    if (own === undefined || typeof name !== "string") return undecided("The name is not known");
    const isThere = own.names.includes(name);
    if (isThere ? isLacking(own.doubt, name) : own.doubt?.hasOthers)
      return undecided("It depends on a condition");
    return booleanValue(isThere);
  });
}

function hasOwnOfHost(m: Machine, host: HostObject, key: Value): Value {
  const name = propertyKey(m, key);
  const own = name === undefined ? undefined : hasProperty(extensionOf(m, host), name);
  if (name === undefined || own === undefined) return undecided("The name is not known");
  return booleanValue(own || m.intrinsics.hasOwnMember(host, name));
}

function assign(m: Machine, target: Value, sources: readonly Value[]): Value {
  asObject(m, target);
  const set = (key: string, value: Value): Value => {
    setMember(m, target, key, value);
    return undefinedValue;
  };
  if (isPrimitive(target)) return aroundPrimitive;
  for (const source of sources) {
    eachEntry(m, source, set, (why) => setSomeElement(m, target, why));
    noteMoves(m, target, source);
  }
  return target;
}

function fromEntries(m: Machine, pairs: Value): Value {
  const row = iterate(m, pairs);
  if (isUnknownRow(row)) return row;
  const object = newObject(m);
  eachElement(m, row, (pair) => {
    if (isPrimitive(pair))
      throwError(m, "TypeError", `Iterator value ${hostText(pair)} is not an entry object`);
    const parts = rowOf(pair);
    const key = parts === undefined ? undefined : propertyKey(m, elementAt(parts, 0));
    if (parts === undefined || typeof key !== "string")
      setSomeElement(m, object, parts === undefined ? unknownKeys : elementAt(parts, 1));
    else setProperty(m, object, key, elementAt(parts, 1));
    return undefinedValue;
  });
  return object;
}

const unknownKeys = unknownValue("The key is not known");
