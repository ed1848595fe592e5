import { isNullish } from "../../values/equality.ts";
import { hostClassOf } from "../../values/host-class.ts";
import { wellKnownKey } from "../../values/keys.ts";
import { booleanValue, undecided, undefinedValue } from "../../values/make.ts";
import { hasOtherParent, otherParent } from "../../values/prototype.ts";
import { not, truth } from "../../values/truth.ts";
import type { ClassValue, FunctionValue, NativeValue, Value } from "../../values/value.ts";
import { perhapsIsRefused } from "../arms/perhaps-fails.ts";
import { callValue } from "../call.ts";
import { isNoFunction, isPrimitive } from "../host-refusals.ts";
import type { Machine } from "../machine.ts";
import { throwError } from "../throw-error.ts";
import { inheritsNothing } from "./absent-on-host.ts";
import { classBehind, prototypeOfFunction, prototypesOf } from "./inherit.ts";
import { getMember } from "./members.ts";

/** `value instanceof cls` */
export function isInstance(m: Machine, value: Value, cls: Value): Value {
  refuseNoClass(m, cls);
  perhapsIsRefused(m, cls, isPrimitive);
  if (value.kind === "unknown") return undecided(value.reason, value.because);
  if (cls.kind === "native") return answer(isHostInstance(m, value, cls));
  if (cls.kind === "object") {
    const asked = getMember(m, cls, wellKnownKey("hasInstance"));
    if (!isNullish(asked)) return not(truth(not(truth(callValue(m, asked, cls, [value])))));
  }
  if (cls.kind === "function") return inheritsFrom(m, value, cls);
  if (cls.kind !== "class") return undecided("The class is not known");
  const asked = isAsWritten(m, cls) ? undefinedValue : getMember(m, cls, wellKnownKey("hasInstance"));
  if (!isNullish(asked)) return not(truth(not(truth(callValue(m, asked, cls, [value])))));
  if (value.kind === "tensor" && value.made.kept === undefined)
    return booleanValue(cls.name === "Tensor" && cls.code.isLibrary);
  return answer(isOfClass(value, cls));
}

/** Whether a class is the library's and nothing has changed since it ran: none of its classes says itself what its instances are. */
function isAsWritten({ journal, extended, perhapsExtended }: Machine, { code }: ClassValue): boolean {
  return code.isLibrary && !journal.isLibraryChanged && extended.size === 0 && perhapsExtended.size === 0;
}

function answer(isInstance: boolean | undefined): Value {
  return isInstance === undefined ? undecided("The class is not known") : booleanValue(isInstance);
}

function isOfClass(value: Value, cls: ClassValue): boolean | undefined {
  if (value.kind === "object" && hasOtherParent(value)) return undefined;
  if (value.kind === "object" && value.proto !== undefined) {
    if ([...prototypesOf(value)].some((at) => at === cls.shown)) return true;
    return descends(classBehind(value), cls);
  }
  return descends(classOf(value), cls);
}

/** Whether a class is another one or descends from it; undefined where that is not known. */
function descends(from: Value | null, cls: ClassValue | NativeValue): boolean | undefined {
  switch (from?.kind) {
    case "class":
      if (from === cls) return true;
      // Code has changed what its instances inherit from.
      if (from.shown?.proto !== undefined || from.shown?.doubt?.hasOthers) return undefined;
      return descends(from.parent, cls);
    case "native":
      return from === cls || descends(from.parent ?? null, cls);
    case "either": {
      const answers = new Set(from.options.map(({ value }) => descends(value, cls)));
      return answers.size === 1 ? [...answers][0] : undefined;
    }
    case "unknown":
    case "function":
      return undefined;
    default:
      return false;
  }
}

/** Throws where nothing can be an instance of it. */
function refuseNoClass(m: Machine, cls: Value): void {
  const side = "Right-hand side of 'instanceof'";
  if (isPrimitive(cls)) throwError(m, "TypeError", `${side} is not an object`);
  if (!isNoFunction(cls)) return;
  const own = cls.kind === "object" ? getMember(m, cls, wellKnownKey("hasInstance")) : undefined;
  if (own === undefined || isNullish(own)) throwError(m, "TypeError", `${side} is not callable`);
}

/** Whether what `fn.prototype` is now is among what an object inherits from. */
function inheritsFrom(m: Machine, value: Value, fn: FunctionValue): Value {
  const prototype = prototypeOfFunction(m, fn);
  if (prototype.kind === "unknown") return undecided(prototype.reason, prototype.because);
  if (prototype.kind === "undefined" && !isPrimitive(value))
    throwError(m, "TypeError", "Function has non-object prototype 'undefined' in instanceof check");
  if (value.kind !== "object") return booleanValue(false);
  if (hasOtherParent(value)) return undecided(otherParent.reason);
  return booleanValue([...prototypesOf(value)].some((at) => at === prototype));
}

/** The author's class that made a value; null where none did. */
function classOf(value: Value): ClassValue | null {
  if (value.kind === "object") return value.class;
  if (value.kind === "tensor") return value.made.kept?.class ?? null;
  return "extras" in value ? (value.extras?.class ?? null) : null;
}

/** What is an object to the host. */
const objects: ReadonlySet<Value["kind"]> = new Set(["array", "map", "set", "function", "native", "class"]);

function isHostInstance(m: Machine, value: Value, cls: NativeValue): boolean | undefined {
  if (value.kind === "namespace" && value.isHost) return inheritsFromHost(m, value, cls);
  const own = objects.has(value.kind) ? hostClassOf(value) : undefined;
  if (own === undefined && value.kind !== "object" && value.kind !== "tensor") return false;
  if (own === cls.name) return true;
  if (value.kind !== "object") return cls.name === "Object";
  if (cls.name === "Object") return !inheritsNothing(value);
  if (value.module !== null && cls.name === "Function") return true;
  if (hasOtherParent(value)) return undefined;
  const makers = [value, ...prototypesOf(value)].map((at) => at.class ?? at.hostMade?.by ?? null);
  const answers = makers.map((maker) => descends(maker, cls));
  return answers.includes(true) || (answers.includes(undefined) ? undefined : false);
}

/** Whether the prototype of a class of the host is among those that an object of the host inherits from. */
function inheritsFromHost(m: Machine, value: Value, cls: NativeValue): boolean {
  const prototype = m.intrinsics.member(m, cls, "prototype");
  return m.intrinsics.prototypesOf(value).some((at) => at === prototype);
}
