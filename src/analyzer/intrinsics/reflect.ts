import { callValue } from "../run/call.ts";
import { construct } from "../run/construct.ts";
import { isUnknownRow, iterate } from "../run/iterate.ts";
import type { Machine } from "../run/machine.ts";
import { deleteMember, getMember, hasMember, setMember } from "../run/members.ts";
import { type NativeCall, nativeValue } from "../run/native-value.ts";
import { propertyKey } from "../run/property-key.ts";
import { booleanValue, trueValue, undecided, undefinedValue, unknownValue } from "../values/make.ts";
import { argumentsOf } from "../values/rest.ts";
import type { Value } from "../values/value.ts";
import { otherMembers } from "./bridge.ts";
import { defineProperty, ownKeysOf, propertyFunctions } from "./properties.ts";
import { prototypeFunctions } from "./prototypes.ts";
import { rigidityFunctions } from "./rigidity.ts";

const functions: Readonly<Record<string, NativeCall>> = {
  apply: (m, _, [fn = undefinedValue, self = undefinedValue, list = undefinedValue]) =>
    withArguments(m, list, (args) => callValue(m, fn, self, args)),
  construct: (m, _, [cls = undefinedValue, list = undefinedValue, target]) =>
    target === undefined || target === cls
      ? withArguments(m, list, (args) => construct(m, cls, args))
      : unknownValue("Reflect.construct with another class is not followed"),
  get: (m, _, [target = undefinedValue, key = undefinedValue]) =>
    withKey(m, key, (name) => getMember(m, target, name)),
  set: (m, _, [target = undefinedValue, key = undefinedValue, value = undefinedValue]) =>
    withKey(m, key, (name) => {
      setMember(m, target, name, value);
      return trueValue;
    }),
  has: (m, _, [target = undefinedValue, key = undefinedValue]) =>
    withKey(m, key, (name) => {
      const has = hasMember(m, target, name);
      return has === undefined ? undecided("It depends on a condition") : booleanValue(has);
    }),
  deleteProperty: (m, _, [target = undefinedValue, key = undefinedValue]) =>
    withKey(m, key, (name) => {
      deleteMember(m, target, name);
      return trueValue;
    }),
  defineProperty: (m, _, args) => {
    defineProperty(m, args);
    return trueValue;
  },
  ownKeys: (m, _, [target = undefinedValue]) => ownKeysOf(m, target),
};

/** `Reflect` */
export const reflectFunctions: Readonly<Record<string, Value>> = {
  ...otherMembers(Reflect, "Reflect"),
  ...prototypeFunctions,
  isExtensible: rigidityFunctions.isExtensible ?? undefinedValue,
  getOwnPropertyDescriptor: propertyFunctions.getOwnPropertyDescriptor ?? undefinedValue,
  ...Object.fromEntries(Object.entries(functions).map(([name, call]) => [name, nativeValue(name, call)])),
};

function withKey(m: Machine, key: Value, run: (name: string) => Value): Value {
  const name = propertyKey(m, key);
  return name === undefined ? unknownValue("The property's name is not known") : run(name);
}

function withArguments(m: Machine, list: Value, run: (args: readonly Value[]) => Value): Value {
  const row = iterate(m, list);
  return isUnknownRow(row) ? row : run(argumentsOf(row));
}
