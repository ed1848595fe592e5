import type { FileRange } from "../../base/index.ts";
import { mayChange, perhapsChange } from "../run/arms/perhaps-changed.ts";
import { perhapsRefuses } from "../run/arms/perhaps-fails.ts";
import { callMethod, callUnknown, callValue, isCallable } from "../run/call.ts";
import { construct } from "../run/construct.ts";
import { endProcess } from "../run/end-process.ts";
import { isNoClass } from "../run/host-refusals.ts";
import { isLacking } from "../run/library/lacking-names.ts";
import type { Machine } from "../run/machine.ts";
import { isHostMember } from "../run/members/absent-on-host.ts";
import { memberOfGlobals } from "../run/members/changed-globals.ts";
import { callMember, getMember } from "../run/members/members.ts";
import { underKey } from "../run/members/property-key.ts";
import { callSome } from "../run/members/unknown-keys.ts";
import { placeGiven } from "../run/recipes/given-places.ts";
import {
  type CallExpression,
  type Expression,
  isCallExpression,
  isElementAccessExpression,
  isIdentifier,
  isInOptionalChain,
  isNoSubstitutionTemplateLiteral,
  type NewExpression,
  type Node,
  SyntaxKind,
  type TaggedTemplateExpression,
  unwrapped,
} from "../syntax/index.ts";
import { newArray } from "../values/containers.ts";
import { isNullish } from "../values/equality.ts";
import { stringValue, undefinedValue, unknownValue } from "../values/make.ts";
import { argumentsOf } from "../values/rest.ts";
import type { ArrayValue, ClassValue, Evaluate, Scope, UnknownValue, Value } from "../values/value.ts";
import {
  type Access,
  compileAccess,
  memberAt,
  reportMissingExport,
  superMember,
  unlessNullish,
} from "./access.ts";
import { authorPlace, type Context, noteOf } from "./context.ts";
import { inFrame } from "./host-errors.ts";
import { readLocal } from "./identifiers.ts";
import { compileImportCall } from "./import-calls.ts";
import { compileList } from "./literals.ts";
import { compilePrivateCheck } from "./private-members.ts";
import { refuseInherited, refusePytorchName } from "./pytorch-names.ts";
import { nameOf, refused, refuseNullish } from "./refused.ts";
import { refuseCall, refuseMethod, refuseNew } from "./refused-calls.ts";
import { compileSpareCheck } from "./spare-arguments.ts";
import { compileThis, superCall } from "./super-calls.ts";
import { forRows, isEachCall, isTestCall, noteTests } from "./test-calls.ts";

export function compileCall(c: Context, node: CallExpression): Evaluate {
  if (node.expression.kind === SyntaxKind.SuperKeyword) return compileSuperCall(c, node);
  if (node.expression.kind === SyntaxKind.ImportKeyword) return compileImportCall(c, node);
  const access = compileAccess(c, unwrapped(node.expression));
  const list = compileList(c, node.arguments);
  if (access?.isSuper) return compileSuperMethodCall(c, node, access, list);
  return access === undefined ? compilePlainCall(c, node, list) : compileMethodCall(c, node, access, list);
}

function compilePlainCall(c: Context, node: CallExpression, list: Arguments): Evaluate {
  const callee = c.compile.expression(c, node.expression);
  const place = authorPlace(c, node);
  const calleePlace = authorPlace(c, node.expression);
  const inner = unwrapped(node.expression);
  const name = isIdentifier(inner) || isCallExpression(inner) ? nameOf(c, inner) : null;
  const isOptional = isInOptionalChain(node);
  const checkSpare = compileSpareCheck(c, node);
  const takesTests = !c.isLibrary && isTestCall(node.expression);
  const call = (scope: Scope, value: Value): Value => {
    const args = argumentsOf(list(scope));
    if (takesTests && value.kind === "unknown") noteTests(c.m, value, args);
    if (!isCallable(value)) return refuseCall(c, value, calleePlace ?? placeGiven(c.m, value), name);
    if (value.kind === "class" && calleePlace !== null) return refuseWithoutNew(c, value, calleePlace);
    const before = c.m.faults;
    const result = inFrame(c.m, place, () =>
      sound(c, value, () => callValue(c.m, value, undefinedValue, args)),
    );
    checkSpare?.(value, before);
    return result;
  };
  return (scope) => {
    const value = callee(scope);
    return isOptional ? unlessNullish(c.m, value, (present) => call(scope, present)) : call(scope, value);
  };
}

function compileMethodCall(c: Context, node: CallExpression, access: Access, list: Arguments): Evaluate {
  const { m, isLibrary } = c;
  const place = authorPlace(c, node);
  const member = unwrapped(node.expression);
  const memberPlace = authorPlace(c, member);
  const namePlace = authorPlace(c, "name" in member ? (member.name as Node) : member);
  // The callee is a fact of its own: `this.conv1` in `this.conv1(x)` is a module.
  const note = noteOf(c, member, "expression");
  const isOptional = isInOptionalChain(node);
  const isBare = node.arguments.length === 0;
  const takesTests = !isLibrary && isTestCall(node.expression);
  const takesRows = !isLibrary && isEachCall(node.expression);
  const checkSpare = compileSpareCheck(c, node);
  const asWritten = isElementAccessExpression(member) ? nameOf(c, member) : undefined;
  const refuse = refuseNullish(c, "expression" in member ? (member.expression as Node) : member);
  const refusePrivate = compilePrivateCheck(c, member);
  const owner = "expression" in member ? nameOf(c, member.expression as Node) : null;
  const refuseCallee = (callee: Value, target: Value, name: string): Value =>
    refuseMethod(c, { callee, target, owner, name, asWritten: asWritten ?? name, isBare }, namePlace);
  const callNamed = (scope: Scope, target: Value, name: string | undefined): Value => {
    if (isNullish(target) && name !== "") return refuse(target, name);
    const refusal = refusePrivate?.(target, name, "read");
    if (refusal !== undefined) return refusal;
    // `this.downsample?.(this.conv(x))`: where there is nothing to call, the arguments are not computed either.
    if (isOptional && lacksMethod(m, target, name))
      return refusePytorchName(c, target, name, namePlace) ?? undefinedValue;
    const perhaps = isOptional ? perhapsMethod(m, target, name) : undefined;
    if (perhaps !== undefined)
      return unlessNullish(m, perhaps, (callee) => {
        const args = argumentsOf(list(scope));
        if (!isCallable(callee)) return refuseCallee(callee, target, name ?? "");
        return inFrame(m, place, () =>
          sound(c, callee, () => callMethod(m, callee, target, args, name ?? "")),
        );
      });
    const args = argumentsOf(list(scope));
    if (target.kind === "unknown") {
      if (takesTests) noteTests(m, target, args);
      const result = inFrame(m, place, () => callMethodOfUnknown(m, target, name, args));
      return takesRows && result.kind === "unknown" ? forRows(result, args[0]) : result;
    }
    const unnamed = unknownValue("The method's name is not known", place);
    if (name === "") return unnamed;
    if (name === undefined) return inFrame(m, place, () => callSome(m, target, args, unnamed));
    if (hasHostMethod(m, target, name)) return inFrame(m, place, () => callMember(m, target, name, args));
    const callee = memberAt(m, target, name, memberPlace);
    note?.(callee);
    reportMissingExport(c, target, name, namePlace);
    if (!isLibrary && !isCallable(callee)) {
      const none = refuseCallee(callee, target, name);
      // A method of that name might have called the functions that it is given.
      if (none.kind === "unknown") m.intrinsics.givenToUnknown(m, none, args);
      return none;
    }
    if (callee.kind === "class" && memberPlace !== null)
      return refuseWithoutNew(c, callee, memberPlace, owner === "this" ? `this.${name}` : null);
    const before = m.faults;
    const result = inFrame(m, place, () =>
      target.kind === "either"
        ? callMember(m, target, name, args)
        : sound(c, callee, () => callMethod(m, callee, target, args, name)),
    );
    checkSpare?.(callee, before);
    return result;
  };
  const { key } = access;
  const call = (scope: Scope, target: Value): Value =>
    key === undefined
      ? callNamed(scope, target, access.name(scope))
      : underKey(m, key(scope), (name) => callNamed(scope, target, name));
  return (scope) => {
    const target = access.target(scope);
    return access.isOptional
      ? unlessNullish(m, target, (present) => call(scope, present))
      : call(scope, target);
  };
}

function callMethodOfUnknown(
  m: Machine,
  target: UnknownValue,
  name: string | undefined,
  args: readonly Value[],
): Value {
  const method = name ?? "";
  const ofGlobals = memberOfGlobals(m, target, method);
  if (ofGlobals !== undefined) return callValue(m, ofGlobals, target, args);
  perhapsRefuses(m, target);
  if (target.host === "process" && (method === "exit" || method === "abort")) endProcess(m, target);
  perhapsChange(m, target, (thing) => {
    const isFollowed = mayChange(thing, method) && isCallable(getMember(m, thing, method));
    if (isFollowed) callMember(m, thing, method, args);
  });
  const result = m.intrinsics.callOnUnknown(m, target, method, args) ?? callUnknown(m, target, args);
  // A method of a text or a number gives something, except one that searches.
  const isThere = target.type !== undefined && result.kind === "unknown" && !finding.has(method);
  return isThere ? { ...result, host: target.type } : result;
}

const finding: ReadonlySet<string> = new Set(["at", "codePointAt", "match"]);

function lacksMethod(m: Machine, target: Value, name: string | undefined): boolean {
  if (name === undefined || name === "" || target.kind === "unknown") return false;
  if (isLacking(m, target, name)) return true;
  return !hasHostMethod(m, target, name) && isNullish(getMember(m, target, name));
}

/** A method that may be missing: whether there is one is unknown, or depends on a condition. */
function perhapsMethod(m: Machine, target: Value, name: string | undefined): Value | undefined {
  if (target.kind !== "object" || name === undefined || name === "") return undefined;
  const member = getMember(m, target, name);
  const isOpen =
    member.kind === "either"
      ? member.options.some(({ value }) => isNullish(value))
      : member.kind === "unknown";
  return isOpen ? member : undefined;
}

/** Whether it is a method of the host's, such as `push`, which needs no hover. */
function hasHostMethod({ intrinsics }: Machine, target: Value, name: string): boolean {
  if ("extras" in target && target.extras !== undefined) return false;
  switch (target.kind) {
    case "array":
      return !target.isArguments && target.typed === undefined && intrinsics.arrays.has(name);
    case "string":
      return intrinsics.hasStringMethod(name);
    case "map":
      return !target.isWeak && intrinsics.maps.has(name);
    case "set":
      return !target.isWeak && intrinsics.sets.has(name);
    default:
      return target.kind === "number" && isHostMember(target, name);
  }
}

function compileSuperMethodCall(c: Context, node: CallExpression, access: Access, list: Arguments): Evaluate {
  const self = compileThis(c, node.expression);
  const cls = readLocal(c, "%class");
  const place = authorPlace(c, node);
  const member = unwrapped(node.expression);
  const namePlace = authorPlace(c, "name" in member ? (member.name as Node) : member);
  const isOptional = isInOptionalChain(node);
  return (scope) => {
    const name = access.name(scope) ?? "";
    const target = self(scope);
    const method = superMember(c, cls?.(scope) ?? undefinedValue, name, target);
    const refusal = method.kind === "undefined" ? refuseInherited(c, target, name, namePlace) : undefined;
    if (refusal !== undefined) return refusal;
    if (isOptional && isNullish(method)) return undefinedValue;
    const args = argumentsOf(list(scope));
    if (!c.isLibrary && !isCallable(method)) return refuseCall(c, method, namePlace, `super.${name}`);
    return inFrame(c.m, place, () => callValue(c.m, method, target, args));
  };
}

function compileSuperCall(c: Context, node: CallExpression): Evaluate {
  const list = compileList(c, node.arguments);
  const initialise = superCall(c, node);
  const place = authorPlace(c, node);
  return (scope) => {
    const args = argumentsOf(list(scope));
    return inFrame(c.m, place, () => initialise(scope, args));
  };
}

/**
 * `tag`…${x}…``: a call with the texts, cooked and raw, and with the values. Every evaluation passes the same frozen array of
 * texts.
 */
export function compileTagged(c: Context, node: TaggedTemplateExpression): Evaluate {
  const call = compileCallee(c, node.tag);
  const { template } = node;
  const isPlain = isNoSubstitutionTemplateLiteral(template);
  const literals = isPlain
    ? [template]
    : [template.head, ...template.templateSpans.map(({ literal }) => literal)];
  const spans = isPlain ? [] : template.templateSpans;
  const values = spans.map(({ expression }) => c.compile.expression(c, expression));
  const place = authorPlace(c, node);
  let strings: ArrayValue | undefined;
  return (scope) => {
    const callee = call(scope);
    strings ??= textsOf(c.m, literals);
    const args = [strings, ...values.map((value) => value(scope))];
    return inFrame(c.m, place, () => callValue(c.m, callee.value, callee.self, args));
  };
}

type Literal = { readonly text: string; readonly rawText?: string };

function textsOf(m: Machine, literals: readonly Literal[]): ArrayValue {
  const meant = literals.map(({ text, rawText = text }) =>
    wrongEscape.test(rawText.replaceAll("\\\\", "")) ? undefinedValue : stringValue(text),
  );
  const raw = newArray(
    m,
    literals.map(({ rawText, text }) => stringValue(rawText ?? text)),
  );
  raw.rigidity = "frozen";
  return { ...newArray(m, meant), named: new Map([["raw", raw]]), rigidity: "frozen" };
}

/** Escapes that only a tagged template may contain; a text with one of them is undefined. */
const wrongEscape = /\\(?:u(?![\da-f]{4}|\{[\da-f]+\})|x(?![\da-f]{2})|[1-9]|0\d)/i;

/** What is called, and what it is called on. */
function compileCallee(c: Context, node: Expression): (scope: Scope) => { value: Value; self: Value } {
  const access = compileAccess(c, unwrapped(node));
  if (access === undefined) {
    const evaluate = c.compile.expression(c, node);
    return (scope) => ({ value: evaluate(scope), self: undefinedValue });
  }
  return (scope) => {
    const self = access.target(scope);
    const name = access.name(scope);
    const value =
      name === undefined ? unknownValue("The method's name is not known") : getMember(c.m, self, name);
    return { value, self };
  };
}

export function compileNew(c: Context, node: NewExpression): Evaluate {
  const callee = c.compile.expression(c, node.expression);
  const list = compileList(c, node.arguments ?? []);
  const place = authorPlace(c, node);
  const refuse = refuseNew(c, node.expression);
  const checkSpare = compileSpareCheck(c, node);
  return (scope) => {
    const cls = callee(scope);
    const args = argumentsOf(list(scope));
    if (isNoClass(cls)) return refuse(cls);
    const before = c.m.faults;
    const instance = inFrame(c.m, place, () => construct(c.m, cls, args));
    checkSpare?.(cls, before);
    return instance;
  };
}

/**
 * What a call gives. Where the library's own code met a fault it goes on with tensors of the shape that was asked for; how
 * many of them it would give, or any number, is not known then.
 */
function sound({ m, isLibrary }: Context, callee: Value, call: () => Value): Value {
  const before = m.faults;
  const value = call();
  const isSound = m.faults === before || value.kind === "tensor" || value.kind === "unknown";
  if (isSound || isLibrary || callee.kind !== "function" || !callee.code.isLibrary) return value;
  return unknownValue("What was asked for is not possible", m.frame?.place ?? null);
}

type Arguments = ReturnType<typeof compileList>;

/** Authors who come from Python call a class like a function. */
function refuseWithoutNew(c: Context, cls: ClassValue, at: FileRange, field: string | null = null): Value {
  const { name } = cls;
  const data = { name, ...(field !== null && { field }) };
  return refused(c, { code: "missing-new", data }, at, `The class ${name} is called without new`);
}
