import { isNullish } from "../values/equality.ts";
import { wellKnownKey } from "../values/keys.ts";
import { booleanValue, undecided } from "../values/make.ts";
import { lineage } from "../values/prototype.ts";
import { not, truth } from "../values/truth.ts";
import type { ArrayValue, ClassValue, FunctionValue, NativeValue, Value } from "../values/value.ts";
import { callValue } from "./call.ts";
import { isNoFunction, isPrimitive } from "./host-refusals.ts";
import { prototypeOfFunction, prototypesOf } from "./inherit.ts";
import type { Machine } from "./machine.ts";
import { getMember } from "./members.ts";
import { throwError } from "./throw-error.ts";

/** `value instanceof cls` */
export function isInstance(m: Machine, value: Value, cls: Value): Value {
  refuseNoClass(m, cls);
  if (value.kind === "unknown") return undecided(value.reason, value.because);
  if (cls.kind === "native") return booleanValue(isHostInstance(m, value, cls));
  if (cls.kind === "object") {
    const asked = getMember(m, cls, wellKnownKey("hasInstance"));
    if (!isNullish(asked)) return not(truth(not(truth(callValue(m, asked, cls, [value])))));
  }
  if (cls.kind === "function") return inheritsFrom(m, value, cls);
  if (cls.kind !== "class") return undecided("The class is not known");
  const asked = getMember(m, cls, wellKnownKey("hasInstance"));
  if (!isNullish(asked)) return not(truth(not(truth(callValue(m, asked, cls, [value])))));
  if (value.kind === "tensor" && value.made.kept === undefined)
    return booleanValue(cls.name === "Tensor" && cls.code.isLibrary);
  const own = classOf(value);
  if (own === null) return booleanValue(false);
  const ancestors = [...lineage(own)];
  if (ancestors.includes(cls)) return booleanValue(true);
  return ancestors.at(-1)?.parent?.kind === "unknown"
    ? undecided("The class is not known")
    : booleanValue(false);
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
  if (value.kind !== "object") return booleanValue(false);
  return booleanValue([...prototypesOf(value)].some((at) => at === prototype));
}

/** The author's class that made a value; null where none did. */
function classOf(value: Value): ClassValue | null {
  if (value.kind === "object") return value.class;
  if (value.kind === "tensor") return value.made.kept?.class ?? null;
  return "extras" in value ? (value.extras?.class ?? null) : null;
}

const classOfKind: Readonly<Partial<Record<Value["kind"], string>>> = {
  map: "Map",
  set: "Set",
  function: "Function",
  native: "Function",
  class: "Function",
};

function classOfArray({ typed, isArguments }: ArrayValue): string {
  return isArguments ? "Object" : (typed ?? "Array");
}

function isHostInstance(m: Machine, value: Value, cls: NativeValue): boolean {
  if (value.kind === "namespace" && value.isHost) return inheritsFromHost(m, value, cls);
  const own = value.kind === "array" ? classOfArray(value) : classOfKind[value.kind];
  const isModule = value.kind === "object" && value.module !== null;
  if (own === undefined && value.kind !== "object" && value.kind !== "tensor") return false;
  if (cls.name === "Object" || own === cls.name) return true;
  return isModule && cls.name === "Function" ? true : hostLineage(value).includes(cls);
}

/** Whether the prototype of a class of the host is among those that an object of the host inherits from. */
function inheritsFromHost(m: Machine, value: Value, cls: NativeValue): boolean {
  const prototype = m.host.member(m, cls, "prototype");
  return m.host.prototypesOf(value).some((at) => at === prototype);
}

/** The classes of the host that made an object, or from which its class descends. */
function hostLineage(value: Value): readonly NativeValue[] {
  if (value.kind !== "object") return [];
  const last = value.class === null ? undefined : [...lineage(value.class)].at(-1);
  let at = last?.parent?.kind === "native" ? last.parent : value.hostMade?.by;
  const classes: NativeValue[] = [];
  for (; at !== undefined; at = at.parent) classes.push(at);
  return classes;
}
