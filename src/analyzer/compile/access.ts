import type { FileRange } from "../../base/index.ts";
import { forkMaybe, forkOver } from "../run/arms/fork.ts";
import { callFunction } from "../run/call.ts";
import { isLacking, lackingIn, refusesLacking } from "../run/library/lacking-names.ts";
import { report } from "../run/machine.ts";
import { deleteMember, deleteSome } from "../run/members/delete-member.ts";
import { hostMember } from "../run/members/host-members.ts";
import { accessorFromObjects, classBehind, inheritedFromObjects } from "../run/members/inherit.ts";
import { getMember, setMember, staticAccessor } from "../run/members/members.ts";
import { propertyKey, underKey } from "../run/members/property-key.ts";
import { someElement } from "../run/members/unknown-keys.ts";
import { isCaught, raise } from "../run/refuse.ts";
import { throwError } from "../run/throw-error.ts";
import {
  allowsAbsence,
  type ElementAccessExpression,
  type Expression,
  isElementAccessExpression,
  isInOptionalChain,
  isPropertyAccessExpression,
  isSuperAccess,
  memberUseAt,
  type Node,
  type PropertyAccessExpression,
} from "../syntax/index.ts";
import { setProperty } from "../values/containers.ts";
import { isNullish } from "../values/equality.ts";
import { trueValue, undefinedBecause, undefinedValue, unknownValue } from "../values/make.ts";
import { findMember, foreignParent, hasOtherParent, otherParent } from "../values/prototype.ts";
import type { Accessor, ClassValue, Evaluate, ObjectValue, Scope, Value } from "../values/value.ts";
import { absentMember } from "./absent-members.ts";
import { authorPlace, type Context } from "./context.ts";
import { isEarly, readLocal, refuseEarly } from "./identifiers.ts";
import { nameText } from "./literals.ts";
import { compilePrivateCheck } from "./private-members.ts";
import { refuseInherited, refusePytorchName } from "./pytorch-names.ts";
import { refuseNullish } from "./refused.ts";
import { compileThis } from "./super-calls.ts";

/** What stands before the last dot, and the name behind it: what a call or an assignment needs of an access. */
export interface Access {
  readonly target: Evaluate;
  readonly name: (scope: Scope) => string | undefined;
  /** What stands between the brackets of `target[key]`. */
  readonly key?: Evaluate;
  /** Whether the access gives undefined where the target is nullish: in a chain with `?.`. */
  readonly isOptional: boolean;
  readonly isSuper: boolean;
}

export function compileAccess(c: Context, node: Expression): Access | undefined {
  if (isPropertyAccessExpression(node)) {
    const text = nameText(c, node.name);
    return { target: targetOf(c, node), name: () => text, ...traits(node) };
  }
  if (!isElementAccessExpression(node)) return undefined;
  const key = c.compile.expression(c, node.argumentExpression);
  return { target: targetOf(c, node), name: (scope) => propertyKey(c.m, key(scope)), key, ...traits(node) };
}

export type AccessNode = PropertyAccessExpression | ElementAccessExpression;

function targetOf(c: Context, node: AccessNode): Evaluate {
  return isSuperAccess(node) ? compileThis(c, node) : c.compile.expression(c, node.expression);
}

function traits(node: AccessNode): Pick<Access, "isOptional" | "isSuper"> {
  return { isOptional: isInOptionalChain(node), isSuper: isSuperAccess(node) };
}

/** `target.name`, `target[key]`, `super.name` */
export function compileRead(c: Context, node: AccessNode): Evaluate {
  const access = compileAccess(c, node);
  if (access === undefined) return () => undefinedValue;
  const { target, name, key, isOptional } = access;
  const member = compileMemberRead(c, node, access);
  const read = (scope: Scope, value: Value): Value => {
    if (key === undefined) return member(scope, value, name(scope));
    return underKey(c.m, key(scope), (text, one) => member(scope, value, text, one));
  };
  return (scope) => {
    const value = target(scope);
    if (!isOptional) return read(scope, value);
    return unlessNullish(c.m, value, (present) => read(scope, present));
  };
}

/**
 * What follows `?.`: undefined where the value is nullish. Follows both where a condition decides that, or nothing
 * tells.
 */
export function unlessNullish(m: Context["m"], value: Value, follow: (present: Value) => Value): Value {
  if (value.kind === "unknown" && value.type === undefined)
    return forkMaybe(m, value, () => follow(value), false);
  if (value.kind !== "either" || !value.options.some((option) => isNullish(option.value)))
    return isNullish(value) ? undefinedValue : follow(value);
  return forkOver(m, value.options, (option) => (isNullish(option) ? undefinedValue : follow(option)));
}

/** Reads a member of what stands before the last dot, by the name that is behind it. */
export function compileMemberRead(
  c: Context,
  node: AccessNode,
  { isSuper }: Access,
): (scope: Scope, target: Value, name: string | undefined, key?: Value) => Value {
  const place = authorPlace(c, node);
  const namePlace = isPropertyAccessExpression(node) ? authorPlace(c, node.name) : place;
  if (isSuper) return compileSuperRead(c, namePlace);
  const { m } = c;
  const refuse = refuseNullish(c, node.expression);
  const refusePrivate = compilePrivateCheck(c, node);
  return (_, value, name, key) => {
    const refusal = refusePrivate?.(value, name, "read");
    if (refusal !== undefined) return refusal;
    if (name === "") return unknownValue("It is not written yet", place);
    if (isNullish(value)) return refuse(value, name);
    if (name === undefined) return someElement(m, value, place, key);
    const member = memberAt(m, value, name, place);
    if (isLacking(m, value, name) && allowsAbsence(c.file, node) && !refusesLacking(m, value, name))
      return undefinedBecause(`${value.name} has no ${name}`);
    reportMissingExport(c, value, name, namePlace);
    if (isEarly(member)) return refuseEarly(c, { name, isImported: true }, namePlace);
    if (member.kind !== "undefined") return member;
    return (
      refusePytorchName(c, value, name, namePlace) ?? absentMember(c, node.expression, value, name, member)
    );
  };
}

/** `target.name`; a name that the library lacks is unknown, or `undefined`, as when the file runs, where an error is caught. */
export function memberAt(m: Context["m"], target: Value, name: string, place: FileRange | null): Value {
  const member = getMember(m, target, name);
  const isLibrarys = member.kind === "unknown" && target.kind === "namespace" && target.isLibrary;
  if (!isLibrarys || place === null) return member;
  return isCaught(m) && isLacking(m, target, name) ? undefinedValue : { ...member, because: place };
}

/**
 * Reports a name that the library does not have, or throws what reading it throws where the author catches that; in authors' own
 * files TypeScript reports it.
 */
export function reportMissingExport(c: Context, target: Value, name: string, at: FileRange | null): void {
  const { m, file } = c;
  if (target.kind !== "namespace" || at === null || file.isBroken || !isLacking(m, target, name)) return;
  const data = lackingIn(m, target, name, memberUseAt(file, at));
  const problem = { code: "missing-member", at, data } as const;
  if (!isCaught(m)) report(m, problem);
  else if (refusesLacking(m, target, name)) raise(m, problem);
}

function compileSuperRead(c: Context, at: FileRange | null) {
  const cls = readLocal(c, "%class");
  return (scope: Scope, self: Value, key: string | undefined): Value => {
    const owner = cls?.(scope);
    if (key === undefined || owner === undefined) return undefinedValue;
    const member = superMember(c, owner, key, self);
    return member.kind === "undefined" ? (refuseInherited(c, self, key, at) ?? member) : member;
  };
}

/** What a class, or an object that has methods, inherits under a name: `super.name` in it. */
export function superMember(c: Context, cls: Value, name: string, self: Value): Value {
  if (cls.kind === "object") return superOfObject(c, cls, name, self);
  if (cls.kind === "class" && self.kind === "class" && hasOtherParent(cls)) return otherParent;
  if (cls.kind === "class" && cls.parent?.kind === "unknown") return cls.parent;
  if (cls.kind === "class" && cls.parent?.kind === "native") return hostMember(c.m, self, name);
  if (cls.kind !== "class") return undefinedValue;
  if (cls.parent === null) return hostMember(c.m, self, name);
  if (cls.parent.kind !== "class") return unknownValue(`What ${cls.name} inherits is not followed`);
  if (self.kind === "class") return superOfStatic(c, cls.parent, name, self);
  return memberFrom(c, cls.parent, name, self) ?? foreignParent(cls) ?? hostMember(c.m, self, name);
}

function superOfStatic(c: Context, parent: ClassValue, name: string, self: Value): Value {
  const getter = staticAccessor(parent, name)?.get;
  return getter ? callFunction(c.m, getter, self, []) : getMember(c.m, parent, name);
}

/** A method of a class or what its accessor gives; undefined where it has none of that name. */
function memberFrom(c: Context, cls: ClassValue, name: string, self: Value): Value | undefined {
  const member = findMember(cls, name)?.member;
  if (member === undefined || member.kind === "value") return member?.value;
  const getter = member.value.get;
  return getter === null ? undefinedValue : callFunction(c.m, getter, self, []);
}

function superOfObject(c: Context, home: ObjectValue, name: string, self: Value): Value {
  if (home.doubt?.hasOthers) return home.doubt.why;
  const inherited = inheritedFromObjects(c.m, home, name, self);
  if (inherited !== undefined) return inherited;
  const cls = classBehind(home);
  const member = cls === null ? undefined : memberFrom(c, cls, name, self);
  return member ?? foreignParent(cls) ?? hostMember(c.m, self, name);
}

/** `super.name = value`: calls an inherited setter, or sets a property of `this`. */
export function setSuperMember(
  c: Context,
  home: Value | undefined,
  name: string | undefined,
  self: Value,
  value: Value,
): void {
  if (name === undefined || home === undefined || isForeign(home)) return;
  const accessor = superAccessor(home, name, self);
  if (accessor === undefined) {
    if (self.kind === "object" || self.kind === "class") setProperty(c.m, self, name, value);
    else setMember(c.m, self, name, value);
  } else if (accessor.set === null)
    throwError(c.m, "TypeError", `Cannot set property ${name} of #<Object> which has only a getter`);
  else callFunction(c.m, accessor.set, self, [value]);
}

/** Whether it inherits from something unknown. */
function isForeign(home: Value): boolean {
  if (home.kind === "class") return foreignParent(home) !== undefined;
  return home.kind === "object" && (home.doubt?.hasOthers ?? false);
}

function superAccessor(home: Value, name: string, self: Value): Accessor | undefined {
  if (home.kind === "object") return accessorFromObjects(home, name);
  if (home.kind !== "class" || home.parent?.kind !== "class") return undefined;
  if (self.kind === "class") return staticAccessor(home.parent, name);
  const member = findMember(home.parent, name)?.member;
  return member?.kind === "accessor" ? member.value : undefined;
}

/** `delete target.name` */
export function compileDelete(c: Context, node: Node & { readonly expression: Expression }): Evaluate {
  const access = compileAccess(c, node.expression);
  if (access === undefined) return () => trueValue;
  const refuse = refuseNullish(c, (node.expression as AccessNode).expression);
  return (scope) => {
    const [target, name] = [access.target(scope), access.name(scope)];
    if (isNullish(target) && !access.isOptional) refuse(target, name);
    else if (name === undefined) deleteSome(c.m, target);
    else deleteMember(c.m, target, name);
    return trueValue;
  };
}
