import { type FileRange, printThing } from "../../base/index.ts";
import { insteadOfPytorch, type LibraryName } from "../../problems/index.ts";
import { isNoFunction } from "../run/host-refusals.ts";
import { certainlyLacks } from "../run/members/certainly-lacks.ts";
import { meantMember } from "../run/members/missing.ts";
import type { Node } from "../syntax/index.ts";
import { hostObject } from "../values/host-object.ts";
import { printKey } from "../values/keys.ts";
import { unknownValue } from "../values/make.ts";
import { describe, findMember, thingOf } from "../values/prototype.ts";
import type { ClassValue, Value } from "../values/value.ts";
import { authorPlace, type Context } from "./context.ts";
import { refusePytorchName } from "./pytorch-names.ts";
import { nameOf, refused } from "./refused.ts";

/** Refuses to call what certainly is not a function. */
export function refuseCall(
  c: Context,
  value: Value,
  at: FileRange | null,
  name: string | null,
  isProperty = false,
): Value {
  if (value.kind === "undecided") return unknownValue(value.reason, value.because);
  const what = thingOf(value);
  const reason = `It is ${printThing(what)}, which cannot be called`;
  if (!isNoFunction(value)) return unknownValue(reason, at);
  const cls = value.kind === "object" ? value.class : null;
  const hasForward = cls?.parent === null && findMember(cls, "forward") !== undefined;
  const data = { name, what, ...(isProperty && { isProperty }), ...(hasForward && { hasForward }) };
  return refused(c, { code: "not-callable", data }, at, reason);
}

/** Refuses `new` for something that is not a class. */
export function refuseNew(c: Context, node: Node): (value: Value) => Value {
  const at = authorPlace(c, node);
  return (value) => {
    const what = thingOf(value);
    const data = { name: nameOf(c, node), what };
    return refused(c, { code: "not-a-class", data }, at, `It is ${printThing(what)}, not a class`);
  };
}

interface MethodCall {
  readonly callee: Value;
  readonly target: Value;
  /** The target as the author wrote it; null where that is too long to quote. */
  readonly owner: string | null;
  readonly name: string;
  /** Whether it is called without arguments. */
  readonly isBare: boolean;
  /** How sentences name the callee. */
  readonly asWritten: string | null;
}

/** Refuses to call a method that does not exist or is not a function. */
export function refuseMethod(c: Context, call: MethodCall, at: FileRange | null): Value {
  const { callee, target, owner, name, asWritten, isBare } = call;
  if (callee.kind !== "undefined" || isDeclared(target, name))
    return refuseCall(c, callee, at, asWritten, isBare && isPlain(callee));
  const of = ownerName(target, owner);
  if (!certainlyLacks(c.m, target, name)) return unknownValue(`${of} has no ${name} that is known`, at);
  if (isNoKey(name) || isIndex(name)) return refuseCall(c, callee, at, asWritten);
  if (at === null || c.file.isBroken) return unknownValue(`${of} has no ${name}`, at);
  const refusal = refusePytorchName(c, target, name, at);
  if (refusal !== undefined) return refusal;
  const asFunction = target.kind === "tensor" ? functionMeant(c, name) : null;
  const isOther = asFunction !== null || isPytorchs(target, name);
  const meant = isOther ? null : meantMember(c.m, target, name);
  // PyTorch's nets are in modules of their own: `models.resnet.resnet18`.
  const net = target.kind === "function" && target.code.isLibrary ? c.meant("models", name) : null;
  const data = {
    name: printKey(name),
    of: net?.namespace ?? of,
    meant: net ?? (meant === null ? null : { namespace: of, name: meant }),
    isOfValue: net === null,
    isOfPromise: target.kind === "object" && target.hostMade?.promise !== undefined,
    asFunction,
    isVariable: target.kind === "object" && isVariableOf(target.class, name),
  };
  return refused(c, { code: "missing-member", data }, at, `${of} has no ${name}`);
}

/** Whether the constructor of an author's class has a variable or parameter of that name. */
function isVariableOf(cls: ClassValue | null, name: string): boolean {
  return cls?.code.isLibrary === false && cls.code.construct?.names.slots.has(name) === true;
}

/** The library's function that is meant by the name of a tensor's method: it is certain, and a name that looks alike is not. */
function functionMeant(c: Context, name: string): LibraryName | null {
  const meant = insteadOfPytorch(name) === undefined ? c.meant("", name) : null;
  return meant !== null && /^[a-z]/.test(meant.name) ? meant : null;
}

/** Whether it is a plain value here, where PyTorch has a method. */
function isPlain({ kind }: Value): boolean {
  return kind === "array" || kind === "number" || kind === "string" || kind === "boolean";
}

/** Whether PyTorch has such a method and the library nothing for it: a name that looks alike is not what was meant. */
function isPytorchs(target: Value, name: string): boolean {
  const isLibrarys = target.kind === "tensor" || (target.kind === "object" && target.module !== null);
  return isLibrarys && insteadOfPytorch(name) !== undefined;
}

/** Whether it is no method although the name may be there; a library's name is only missing here where that is caught. */
function isDeclared(target: Value, name: string): boolean {
  if (target.kind === "namespace") return target.isLibrary;
  return target.kind === "object" && target.properties.has(name);
}

/** What a missing key turns into as text: no member is called that on purpose. */
function isNoKey(name: string): boolean {
  return name === "undefined" || name === "null" || name === "NaN";
}

function isIndex(name: string): boolean {
  return /^-?\d+$/.test(name);
}

function ownerName(target: Value, written: string | null): string {
  if (target.kind === "object" && target.hostMade === null)
    return target.class?.name ?? written ?? "The object";
  if (target.kind === "tensor") return "Tensor";
  if (target.kind === "class" || target.kind === "namespace") return target.name;
  if (target.kind === "native" && hostObject(target) !== undefined) return target.name;
  const words = describe(target);
  return words.charAt(0).toUpperCase() + words.slice(1);
}
