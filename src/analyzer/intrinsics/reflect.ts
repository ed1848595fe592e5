import { forkOver, forkValue } from "../run/arms/fork.ts";
import { callFunction, callValue } from "../run/call.ts";
import { construct } from "../run/construct.ts";
import { asFunction, asReceiver, isNoClass } from "../run/host-refusals.ts";
import { isLacking, throwLacking } from "../run/library/lacking-names.ts";
import { refusesReading } from "../run/library/pytorch-members.ts";
import { listedArguments } from "../run/listed-arguments.ts";
import type { Machine } from "../run/machine.ts";
import { deleteMember, keeps } from "../run/members/delete-member.ts";
import { hasMember } from "../run/members/has-member.ts";
import { getMember, setMember } from "../run/members/members.ts";
import { propertyKey } from "../run/members/property-key.ts";
import { accessorUnder, whyNoDefinition, whyNoWrite } from "../run/members/write-refusals.ts";
import { type NativeCall, nativeValue } from "../run/native-value.ts";
import { throwError } from "../run/throw-error.ts";
import { hostText } from "../values/host-text.ts";
import {
  booleanValue,
  falseValue,
  trueValue,
  undecided,
  undefinedValue,
  unknownValue,
} from "../values/make.ts";
import { askRestricted, perhapsForbidden } from "../values/restrictions.ts";
import type { Accessor, Value } from "../values/value.ts";
import { otherMembers } from "./bridge.ts";
import { defineProperty, descriptionOf, ownKeysOf, propertyFunctions } from "./properties.ts";
import { isCyclic, keepsPrototype, prototypeFunctions, setPrototype } from "./prototypes.ts";
import { rigidityFunctions } from "./rigidity.ts";

const functions: Readonly<Record<string, NativeCall>> = {
  apply: (m, _, [fn = undefinedValue, self = undefinedValue, list = undefinedValue]) =>
    callValue(m, asFunction(m, fn), self, listedArguments(m, list)),
  construct: (m, _, [cls = undefinedValue, list = undefinedValue, target = cls]) => {
    for (const one of [cls, target])
      if (isNoClass(one)) throwError(m, "TypeError", `${hostText(one)} is not a constructor`);
    const args = listedArguments(m, list);
    return target === cls
      ? construct(m, cls, args)
      : unknownValue("Reflect.construct with another class is not followed");
  },
  get: (m, _, [target = undefinedValue, key = undefinedValue, self = target]) =>
    withKey(m, key, (name) => readFor(m, self, asReceiver(m, target, "Reflect.get"), name)),
  set: (m, _, [target = undefinedValue, key = undefinedValue, value = undefinedValue, self = target]) =>
    withKey(m, key, (name) => storeFor(m, self, asReceiver(m, target, "Reflect.set"), name, value)),
  has: (m, _, [target = undefinedValue, key = undefinedValue]) =>
    withKey(m, key, (name) => {
      const receiver = asReceiver(m, target, "Reflect.has");
      const has = refusesReading(m, receiver, name) || hasMember(m, receiver, name);
      return has === undefined ? undecided("It depends on a condition") : booleanValue(has);
    }),
  deleteProperty: (m, _, [target = undefinedValue, key = undefinedValue]) =>
    withKey(m, key, (name) => {
      const receiver = asReceiver(m, target, "Reflect.deleteProperty");
      return whereAllowed(
        m,
        receiver,
        (target) => keeps(target, name),
        () => deleteMember(m, receiver, name),
      );
    }),
  defineProperty: (m, _, args) => {
    const [target = undefinedValue, key = undefinedValue, description = undefinedValue] = args;
    return withKey(m, key, (name) => {
      if (whyNoDefinition(target, name, descriptionOf(m, description)) !== undefined) return falseValue;
      defineProperty(m, args);
      return trueValue;
    });
  },
  preventExtensions: (m, self, [target = undefinedValue]) => {
    const close = rigidityFunctions.preventExtensions ?? undefinedValue;
    callValue(m, close, self, [asReceiver(m, target, "Reflect.preventExtensions")]);
    return trueValue;
  },
  setPrototypeOf: (m, _, [target = undefinedValue, prototype = undefinedValue]) => {
    const receiver = asReceiver(m, target, "Reflect.setPrototypeOf");
    if (keepsPrototype(m, receiver, prototype) || isCyclic(receiver, prototype)) return falseValue;
    setPrototype(m, target, prototype);
    return trueValue;
  },
  ownKeys: (m, _, [target = undefinedValue]) => ownKeysOf(m, asReceiver(m, target, "Reflect.ownKeys")),
};

/** `Reflect` */
export const reflectFunctions: Readonly<Record<string, Value>> = {
  ...otherMembers(Reflect, "Reflect"),
  ...onObjects({ getPrototypeOf: prototypeFunctions.getPrototypeOf }),
  ...onObjects({ isExtensible: rigidityFunctions.isExtensible }),
  ...onObjects({ getOwnPropertyDescriptor: propertyFunctions.getOwnPropertyDescriptor }),
  ...Object.fromEntries(Object.entries(functions).map(([name, call]) => [name, nativeValue(name, call)])),
};

/** Functions of `Object` that `Reflect` has, too, which refuses anything but objects. */
function onObjects(functions: Readonly<Record<string, Value | undefined>>): Readonly<Record<string, Value>> {
  return Object.fromEntries(
    Object.entries(functions).map(([name, fn = undefinedValue]) => [
      name,
      nativeValue(name, (m, self, [target = undefinedValue, ...args]) =>
        callValue(m, fn, self, [asReceiver(m, target, `Reflect.${name}`), ...args]),
      ),
    ]),
  );
}

/** What an object has under a name; a getter is asked for what `self` has. */
function readFor(m: Machine, self: Value, target: Value, name: string): Value {
  throwLacking(m, target, name);
  const accessor = self === target ? undefined : ownAccessor(target, name);
  if (accessor === undefined) return isLacking(m, target, name) ? undefinedValue : getMember(m, target, name);
  return accessor.get === null ? undefinedValue : callFunction(m, accessor.get, self, []);
}

/** Sets in `self` what setting the object's property sets. */
function storeFor(m: Machine, self: Value, target: Value, name: string, value: Value): Value {
  const accessor = self === target ? undefined : ownAccessor(target, name);
  if (accessor === undefined) return store(m, self, name, value);
  if (accessor.set === null) return falseValue;
  callFunction(m, accessor.set, self, [value]);
  return trueValue;
}

function ownAccessor(target: Value, name: string): Accessor | undefined {
  return target.kind === "object" && !target.properties.has(name) ? accessorUnder(target, name) : undefined;
}

function store(m: Machine, target: Value, name: string, value: Value): Value {
  if (target.kind === "either") return forkOver(m, target.options, (option) => store(m, option, name, value));
  return whereAllowed(
    m,
    target,
    (asked) => whyNoWrite(m, asked, name) !== undefined,
    () => setMember(m, target, name, value),
  );
}

/** Makes the change unless the target refuses it, and says whether it was made. */
function whereAllowed(
  m: Machine,
  target: Value,
  refuses: (target: Value) => boolean,
  change: () => void,
): Value {
  const isRefused = askRestricted(target, refuses);
  if (isRefused === true) return falseValue;
  const changes = (): Value => {
    change();
    return trueValue;
  };
  return isRefused === false
    ? changes()
    : forkValue(m, undecided(perhapsForbidden.reason), () => falseValue, changes);
}

function withKey(m: Machine, key: Value, run: (name: string) => Value): Value {
  const name = propertyKey(m, key);
  return name === undefined ? unknownValue("The property's name is not known") : run(name);
}
