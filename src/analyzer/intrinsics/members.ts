import { asObject } from "../run/host-refusals.ts";
import { rowIterator } from "../run/iteration/iterators.ts";
import type { Machine } from "../run/machine.ts";
import { nativeValue } from "../run/native-value.ts";
import { asSelf } from "../run/wrong-self.ts";
import { newRow } from "../values/doubt.ts";
import { iteratorKey } from "../values/keys.ts";
import { filled, stringValue, undefinedValue, unknownValue } from "../values/make.ts";
import { lineage } from "../values/prototype.ts";
import type { NativeValue, ObjectValue, Value } from "../values/value.ts";
import { otherMember } from "./bridge.ts";
import { dataViewClass, dataViewMember } from "./data-views.ts";
import { dateClass, dateMember } from "./dates.ts";
import { errorMember, isErrorClass } from "./errors.ts";
import { hostPrototypes, nameOfClass } from "./host-prototypes.ts";
import { iteratorHelper } from "./iterator-helpers.ts";
import { callBigIntMethod, callNumberMethod, hasNumberMethod } from "./numbers.ts";
import { textOfObject } from "./object-texts.ts";
import { hasOwn, objectClass } from "./objects.ts";
import { patternMember } from "./patterns.ts";
import { promiseMember } from "./promises.ts";
import { pureMember } from "./pure-things.ts";
import { symbolMember } from "./symbols.ts";
import { timeoutClass, timerMember } from "./timers.ts";

function lettersOf(m: Machine, text: Value): Value {
  if (text.kind !== "string") return unknownValue("The text is not known");
  return rowIterator(m, newRow([...text.text].map((letter) => stringValue(letter))), filled);
}

/** The member that the host defines for a value; undefined if there is none of that name. */
export function otherMembersOf(m: Machine, target: Value, name: string): Value | undefined {
  if (name === "constructor" && target.kind !== "object") return constructorOf(m, target);
  switch (target.kind) {
    case "object":
      return memberOfObject(m, target, name);
    case "string":
      return name === iteratorKey ? nativeValue(name, (m, self) => lettersOf(m, self)) : undefined;
    case "array":
      if (target.isArguments) return ofAll(name) ?? otherMember(Object.prototype, "Object", name);
      return ofAll(name) ?? otherMember(Array.prototype, "Array", name);
    case "map":
      return ofAll(name) ?? otherMember(target.isWeak ? WeakMap.prototype : Map.prototype, "Map", name);
    case "set":
      return ofAll(name) ?? otherMember(target.isWeak ? WeakSet.prototype : Set.prototype, "Set", name);
    case "iterator":
      return iteratorHelper(target, name) ?? ofAll(name) ?? otherMember([].values(), "Iterator", name);
    case "number":
      if (!hasNumberMethod(name)) return undefined;
      return nativeValue(name, (m, self, args) => {
        const used = asSelf(m, self, "number", `Number.prototype.${name}`);
        return used.kind === "unknown" ? used : callNumberMethod(m, used, name, args);
      });
    case "bigint":
      if (!(name in BigInt.prototype)) return undefined;
      return nativeValue(name, (m, self, args) => {
        const used = asSelf(m, self, "bigint", `BigInt.prototype.${name}`);
        return used.kind === "unknown" ? used : callBigIntMethod(m, used, name, args);
      });
    case "boolean":
    case "undecided":
      return booleanMember(target, name);
    case "symbol":
      return symbolMember(target, name);
    case "native":
      return name === "prototype" ? prototypeOf(target) : otherMember(Function.prototype, "Function", name);
    case "function":
    case "class":
      return ofAll(name) ?? otherMember(Function.prototype, "Function", name);
    case "namespace":
      return target.isHost ? (ofAll(name) ?? otherMember(Object.prototype, "Object", name)) : undefined;
    default:
      return undefined;
  }
}

function constructorOf(m: Machine, target: Value): Value | undefined {
  const isOther = target.kind === "function" && (target.code.isAsync || target.code.isGenerator);
  const cls = isOther || target.kind === "iterator" ? undefined : m.intrinsics.global(nameOfClass(target));
  return cls ?? unknownValue("Its constructor is not followed");
}

function prototypeOf({ name, construct }: NativeValue): Value | undefined {
  const known = hostPrototypes.get(name);
  if (known !== undefined || construct === undefined) return known;
  return unknownValue(`The prototype of ${name} is not followed`);
}

function memberOfObject(m: Machine, object: ObjectValue, name: string): Value | undefined {
  const { hostMade } = object;
  const by = hostMade?.by ?? hostParent(object);
  const ofPromise = hostMade?.promise === undefined ? undefined : promiseMember(name);
  if (ofPromise !== undefined) return ofPromise;
  if (by === dateClass) return dateMember(object, name) ?? ofPlainObject(object, by, name);
  if (by === dataViewClass) return dataViewMember(object, name) ?? ofPlainObject(object, by, name);
  if (by === timeoutClass) return timerMember(name) ?? ofPlainObject(object, by, name);
  const ofPure = pureMember(m, object, name);
  if (ofPure !== undefined) return ofPure;
  if (hostMade?.pattern) return ofAll(name) ?? patternMember(object, hostMade.pattern, name);
  if (by === undefined || !isErrorClass(by)) return ofPlainObject(object, by, name);
  return errorMember(by, name) ?? ofPlainObject(object, by, name);
}

function ofPlainObject(object: ObjectValue, by: NativeValue | undefined, name: string): Value | undefined {
  if (name === "toString") return nativeValue(name, (m, self) => textOfObject(m, self));
  if (name === "constructor") return object.class ?? by ?? objectClass;
  return ofAll(name) ?? otherMember(Object.prototype, "Object", name);
}

/** The class of the host from which an author's class descends. */
function hostParent({ class: cls }: ObjectValue): NativeValue | undefined {
  const last = cls === null ? undefined : [...lineage(cls)].at(-1);
  return last?.parent?.kind === "native" ? last.parent : undefined;
}

/** Members that every object inherits. */
function ofAll(name: string): Value | undefined {
  switch (name) {
    case "hasOwnProperty":
    case "propertyIsEnumerable":
      return nativeValue(name, (m, self, [key = undefinedValue]) => hasOwn(m, self, key));
    case "valueOf":
      return nativeValue(name, (m, self) => asObject(m, self));
    default:
      return undefined;
  }
}

function booleanMember(
  target: Extract<Value, { kind: "boolean" | "undecided" }>,
  name: string,
): Value | undefined {
  if (name === "valueOf") return nativeValue(name, () => target);
  if (name !== "toString") return undefined;
  return nativeValue(name, () =>
    target.kind === "boolean"
      ? stringValue(String(target.value))
      : unknownValue(target.reason, target.because),
  );
}
