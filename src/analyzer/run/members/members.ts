import { setProperty } from "../../values/containers.ts";
import { isLacking, isMoved } from "../../values/doubt.ts";
import { isNullish } from "../../values/equality.ts";
import { somePart } from "../../values/held.ts";
import { join, meetingBecause } from "../../values/join.ts";
import { noteReadOf } from "../../values/journal.ts";
import { numberValue, stringValue, undefinedValue, unknownValue } from "../../values/make.ts";
import {
  findMember,
  foreignParent,
  hasOtherParent,
  lineage,
  otherParent,
  prototypeObject,
} from "../../values/prototype.ts";
import type {
  Accessor,
  ClassValue,
  EitherValue,
  FunctionValue,
  ObjectValue,
  StringValue,
  TensorValue,
  Value,
} from "../../values/value.ts";
import { forkOver, overEach } from "../arms/fork.ts";
import { memberOfUnknown, perhapsChange } from "../arms/perhaps-changed.ts";
import { perhapsFails, perhapsForbids, perhapsRefuses } from "../arms/perhaps-fails.ts";
import { callFunction, callValue } from "../call.ts";
import { giveToUnknown } from "../give-to-unknown.ts";
import { iteratorMember } from "../iteration/iterators.ts";
import { type Machine, report } from "../machine.ts";
import { nativeValue } from "../native-value.ts";
import { noteUnfollowed } from "../refuse.ts";
import { throwError } from "../throw-error.ts";
import { absentOnHost } from "./absent-on-host.ts";
import { isLength, setArgumentsLength } from "./arguments-length.ts";
import { isOwnOfArray, setElement } from "./array-members.ts";
import { asGlobalObject, memberOfGlobals } from "./changed-globals.ts";
import { extendedMember, isExtended, setByExtension, setOnHost } from "./extended-host.ts";
import { extraMember, setExtra } from "./extras.ts";
import { functionMember, nativeMember } from "./function-members.ts";
import { hostMember, memberOfHost } from "./host-members.ts";
import { classBehind, inheritedFromObjects } from "./inherit.ts";
import { setsPrototype } from "./lose-inherited.ts";
import { perhapsGet, perhapsSet } from "./perhaps-accessors.ts";
import { instanceWith } from "./species.ts";
import { accessorUnder, lacksSetter, whyNoWrite } from "./write-refusals.ts";

/** `target.name` */
export function getMember(m: Machine, target: Value, name: string): Value {
  noteReadOf(m.journal, target);
  switch (target.kind) {
    case "object":
      return objectMember(m, target, name);
    case "array":
      return extraMember(m, target, name) ?? hostMember(m, target, name);
    case "tensor": {
      const found = m.intrinsics.tensorMember(m, target, name);
      return found.kind === "undefined" ? (extendedMember(m, target, name) ?? found) : found;
    }
    case "class":
      return classMember(m, target, name);
    case "namespace":
      return target.isHost
        ? memberOfHost(m, target, name)
        : (target.member(name) ?? missingExport(m, target, name));
    case "string":
      return stringMember(m, target, name);
    case "number":
    case "bigint":
    case "boolean":
    case "undecided":
    case "symbol":
      return hostMember(m, target, name);
    case "function":
      return functionMember(m, target, name);
    case "native":
      return nativeMember(m, target, name);
    case "map":
    case "set":
      return extraMember(m, target, name) ?? hostMember(m, target, name);
    case "iterator":
      return extendedMember(m, target, name) ?? iteratorMember(m, target, name);
    case "either":
      return eitherMember(m, target, name);
    case "unknown": {
      const known = memberOfGlobals(m, target, name);
      if (known === undefined) perhapsRefuses(m, target);
      return known ?? memberOfUnknown(target, name);
    }
    default:
      return unknownValue(`It has no property ${name}`, m.frame?.place ?? null);
  }
}

/** `target.name = value` */
export function setMember(m: Machine, target: Value, name: string, value: Value): void {
  const refusal = whyNoWrite(m, target, name);
  if (refusal !== undefined) {
    // The missing name is then only a consequence.
    if (target.kind === "namespace" && target.isLibrary) m.perhapsExtended.add(name);
    throwError(m, "TypeError", refusal);
  }
  perhapsForbids(m, target, (asked) => whyNoWrite(m, asked, name) !== undefined);
  if (name === "__proto__" && setsPrototype(m, target, value)) return;
  switch (target.kind) {
    case "object":
      setObjectMember(m, target, name, value);
      return;
    case "array":
      if (target.isArguments && Number(name) >= target.elements.length) setExtra(m, target, name, value);
      else if (target.isArguments && name === "length" && isLength(target, value))
        setArgumentsLength(m, target, value);
      else if (isOwnOfArray(target, name)) setElement(m, target, name, value);
      else setExtra(m, target, name, value);
      return;
    case "native":
      setOnHost(m, target, name, value);
      return;
    case "namespace":
      if (target.isHost) setOnHost(m, target, name, value);
      else target.set?.(name, value);
      return;
    case "tensor":
      setTensorMember(m, target, name, value);
      return;
    case "map":
    case "set":
      setExtra(m, target, name, value);
      return;
    case "function":
      setProperty(m, target, name, value);
      return;
    case "class": {
      const setter = staticAccessor(target, name)?.set;
      if (setter) callFunction(m, setter, target, [value]);
      else setProperty(m, target, name, perhapsSet(m, target, name, value));
      return;
    }
    case "either":
      if (target.options.some((option) => isNullish(option.value)))
        perhapsFails(m, unknownValue("It depends on a condition"));
      forkOver(m, target.options, (option) => {
        setMember(m, option, name, value);
        return undefinedValue;
      });
      return;
    case "unknown": {
      const globals = asGlobalObject(target);
      if (globals !== undefined) setOnHost(m, globals, name, value);
      else m.perhapsExtended.add(name);
      perhapsChange(m, target, (thing) => setMember(m, thing, name, value));
      giveToUnknown(m, target, [value]);
      return;
    }
    default:
      setByExtension(m, target, name, value);
  }
}

/** `target.name(...args)`, without a detour through a function value where the host has the method. */
export function callMember(m: Machine, target: Value, name: string, args: readonly Value[]): Value {
  noteReadOf(m.journal, target);
  if (
    target.kind === "array" &&
    target.typed === undefined &&
    target.extras === undefined &&
    !target.isArguments &&
    !isExtended(m, target, name)
  ) {
    const method = m.intrinsics.arrays.get(name);
    if (method !== undefined) return method(m, target, args);
  }
  if (target.kind === "string" && m.intrinsics.hasStringMethod(name) && !isExtended(m, target, name))
    return m.intrinsics.callStringMethod(m, target, name, args);
  if (target.kind === "either") {
    const options = target.options.filter(({ value }) => !isNullish(value));
    if (options.length < target.options.length) perhapsFails(m, unknownValue("It depends on a condition"));
    return forkOver(m, options, (option) => callMember(m, option, name, args));
  }
  return callValue(m, getMember(m, target, name), target, args);
}

function objectMember(m: Machine, object: ObjectValue, name: string): Value {
  const own = object.properties.get(name);
  const { doubt } = object;
  if (doubt !== null && isMoved(doubt, name, own !== undefined)) return somePart(doubt.why, object);
  if (own !== undefined) return isLacking(doubt, name) ? orInherited(m, object, name, own) : own;
  perhapsGet(m, object, name);
  const found = inherited(m, object, name);
  return found.kind === "undefined" && doubt?.hasOthers ? somePart(doubt.why, object) : found;
}

/** A property that may be missing: then what is inherited shows through. */
function orInherited(m: Machine, owner: ObjectValue | ClassValue, name: string, own: Value): Value {
  const because = owner.doubt?.why.because ?? null;
  return join(own, inherited(m, owner, name), meetingBecause(because));
}

/** What a name means where an object or class has no property of its own under it. */
function inherited(m: Machine, owner: ObjectValue | ClassValue, name: string): Value {
  if (owner.kind === "class") return inheritedStatic(m, owner, name);
  if (hasOtherParent(owner) && !owner.accessors.has(name)) return owner.doubt?.why ?? otherParent;
  const accessor = owner.accessors.get(name);
  if (accessor !== undefined)
    return accessor.get === null ? undefinedValue : callFunction(m, accessor.get, owner, []);
  const fromObjects = inheritedFromObjects(m, owner, name);
  if (fromObjects !== undefined) return fromObjects;
  const cls = owner.proto === undefined ? owner.class : classBehind(owner);
  const member = cls === null ? undefined : findMember(cls, name)?.member;
  if (member?.kind === "value") return member.value;
  if (member?.kind === "accessor") {
    return member.value.get === null ? undefinedValue : callFunction(m, member.value.get, owner, []);
  }
  return foreignParent(cls) ?? hostMember(m, owner, name);
}

function setObjectMember(m: Machine, object: ObjectValue, name: string, value: Value): void {
  if (object.module?.fixed.has(name)) {
    reportFixed(m, object, name);
    return;
  }
  if (!object.properties.has(name)) {
    const accessor = accessorUnder(object, name);
    if (accessor !== undefined) {
      if (accessor.set !== null) callFunction(m, accessor.set, object, [value]);
      return;
    }
    if (setByExtension(m, object, name, value)) return;
    if (object.hostMade !== null && m.intrinsics.setOnHostMade(m, object, name, value)) return;
  }
  setProperty(m, object, name, perhapsSet(m, object, name, value));
}

/** What the author sets in a tensor is lost unless a model keeps the tensor. */
function setTensorMember(m: Machine, tensor: TensorValue, name: string, value: Value): void {
  const { kept } = tensor.made;
  const cls = kept?.class ?? m.tensorClass;
  const member = cls === null ? undefined : findMember(cls, name)?.member;
  if (member?.kind === "accessor") {
    if (lacksSetter(m, tensor, name))
      throwError(m, "TypeError", `Cannot set property ${name} of #<Tensor> which has only a getter`);
    if (member.value.set !== null) callFunction(m, member.value.set, tensor, [value]);
  } else if (kept !== undefined) setObjectMember(m, kept, name, value);
}

/** Reports the setting of a field that shapes a layer's weights, if it certainly happens. */
function reportFixed(m: Machine, object: ObjectValue, name: string): void {
  const at = m.frame?.place;
  if (at === undefined || m.forks > 0) return;
  report(m, { code: "fixed-field", at, data: { className: object.class?.name ?? "Module", name } });
  // What it is called on was made for another layer than this one.
  m.refused.add(object);
}

function classMember(m: Machine, cls: ClassValue, name: string): Value {
  const own = cls.properties.get(name);
  if (own === undefined) {
    perhapsGet(m, cls, name);
    return inheritedStatic(m, cls, name);
  }
  return isLacking(cls.doubt, name) ? orInherited(m, cls, name, own) : own;
}

function inheritedStatic(m: Machine, cls: ClassValue, name: string): Value {
  // Each class has a length of its own.
  if (name === "length" && !cls.accessors.has(name)) return numberValue(cls.code.construct?.length ?? 0);
  if (name !== "name" && name !== "prototype" && [...lineage(cls)].some(hasOtherParent)) return otherParent;
  const accessor = staticAccessor(cls, name);
  const owner = staticOwner(cls, name);
  if (owner !== undefined) return classMember(m, owner, name);
  if (accessor !== undefined)
    return accessor.get === null ? undefinedValue : callFunction(m, accessor.get, cls, []);
  const unknown = foreignParent(cls) ?? extendedMember(m, cls, name) ?? staticOfHost(m, cls, name);
  if (unknown !== undefined) return unknown;
  if (name === "prototype") return prototypeObject(m, cls);
  return name === "name"
    ? stringValue(cls.name)
    : (m.intrinsics.member(m, cls, name) ?? otherStatic(cls) ?? absentOnHost(m, cls, name));
}

/** What any name may give, because the class has a member whose name is unknown. */
function otherStatic(cls: ClassValue): Value | undefined {
  return [...lineage(cls)].find(({ doubt }) => doubt?.hasOthers)?.doubt?.why;
}

/** `Stack.from(…)`, where `Stack` extends `Array`: an instance of the class that is asked. */
function staticOfHost(m: Machine, cls: ClassValue, name: string): Value | undefined {
  const { parent } = [...lineage(cls)].at(-1) ?? cls;
  const member = parent?.kind === "native" ? parent.members.get(name) : undefined;
  if (member?.kind !== "native" || parent === null) return member;
  return nativeValue(name, (mm, self, args) => {
    if (parent === m.intrinsics.promiseClass && self.kind === "class")
      return noteUnfollowed(m, "a class that extends Promise");
    const made = member.call(mm, parent, args);
    return self.kind === "class" && made.kind === "array" ? instanceWith(m, self, made, 0, true) : made;
  });
}

/** The class from which another one inherits a static property. */
function staticOwner(cls: ClassValue, name: string): ClassValue | undefined {
  for (const owner of lineage(cls)) {
    if (owner !== cls && owner.properties.has(name)) return owner;
    if (owner.accessors.has(name)) return undefined;
  }
  return undefined;
}

/** An accessor among the static members of a class, its own or inherited. */
export function staticAccessor(cls: ClassValue, name: string): Accessor | undefined {
  for (let at: Value | null = cls; at?.kind === "class"; at = at.parent) {
    const accessor = at.accessors.get(name);
    if (accessor !== undefined) return accessor;
  }
  return undefined;
}

function missingExport(m: Machine, namespace: Extract<Value, { kind: "namespace" }>, name: string): Value {
  const at = m.frame?.place ?? null;
  if (!namespace.isLibrary) return absentOnHost(m, namespace, name);
  return unknownValue(`${namespace.name} has no ${name}`, at);
}

function stringMember(m: Machine, value: StringValue, name: string): Value {
  if (name === "length") return numberValue(value.text.length);
  const index = Number(name);
  if (Number.isInteger(index) && String(index) === name) {
    const letter = value.text[index];
    return letter === undefined ? undefinedValue : stringValue(letter);
  }
  return hostMember(m, value, name);
}

/** The property of each option, where it can have one. */
function eitherMember(m: Machine, { options }: EitherValue, name: string): Value {
  const able = options.filter(({ value }) => !isNullish(value));
  if (able.length < options.length) perhapsFails(m, unknownValue("It depends on a condition"));
  const hasGetter = (option: Value): boolean => getterOf(option, name) !== undefined;
  return overEach(m, { kind: "either", options: able }, hasGetter, (option) => getMember(m, option, name));
}

/** The author's getter that reading a property runs, where there is one. */
function getterOf(value: Value, name: string): FunctionValue | null | undefined {
  if (value.kind === "class") return staticAccessor(value, name)?.get;
  if (value.kind !== "object") return undefined;
  const member = value.class === null ? undefined : findMember(value.class, name)?.member;
  return value.accessors.get(name)?.get ?? (member?.kind === "accessor" ? member.value.get : undefined);
}
