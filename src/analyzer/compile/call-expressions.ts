import type { FileRange } from "../../base/index.ts";
import { callMethod, callUnknown, callValue, isCallable } from "../run/call.ts";
import { construct, initialiseParent } from "../run/construct.ts";
import { type Machine, report } from "../run/machine.ts";
import { callMember, getMember, someElement } from "../run/members.ts";
import { Thrown } from "../run/stops.ts";
import {
  type CallExpression,
  type Expression,
  isInOptionalChain,
  isNoSubstitutionTemplateLiteral,
  type NewExpression,
  type Node,
  SyntaxKind,
  type TaggedTemplateExpression,
} from "../syntax/index.ts";
import { newArray } from "../values/containers.ts";
import { isNullish } from "../values/equality.ts";
import { originOf, stringValue, undefinedValue, unknownValue } from "../values/make.ts";
import { printText } from "../values/print.ts";
import { describe } from "../values/prototype.ts";
import { argumentsOf } from "../values/rest.ts";
import type { ArrayValue, Evaluate, Scope, UnknownValue, Value } from "../values/value.ts";
import { type Access, compileAccess, memberAt, reportMissingExport, superMember } from "./access.ts";
import { authorPlace, type Context, noteOf } from "./context.ts";
import { compileThis, readLocal } from "./identifiers.ts";
import { compileList } from "./literals.ts";

export function compileCall(c: Context, node: CallExpression): Evaluate {
  if (node.expression.kind === SyntaxKind.SuperKeyword) return compileSuperCall(c, node);
  const access = compileAccess(c, withoutParentheses(node.expression));
  const list = compileList(c, node.arguments);
  if (access?.isSuper) return compileSuperMethodCall(c, node, access, list);
  return access === undefined ? compilePlainCall(c, node, list) : compileMethodCall(c, node, access, list);
}

function withoutParentheses(node: Expression): Expression {
  let inner = node;
  while (inner.kind === SyntaxKind.NonNullExpression || inner.kind === SyntaxKind.ParenthesizedExpression) {
    inner = (inner as Expression & { readonly expression: Expression }).expression;
  }
  return inner;
}

function compilePlainCall(c: Context, node: CallExpression, list: Arguments): Evaluate {
  const callee = c.compile.expression(c, node.expression);
  const place = authorPlace(c, node);
  const calleePlace = authorPlace(c, node.expression);
  const isOptional = isInOptionalChain(node);
  return (scope) => {
    const value = callee(scope);
    if (isOptional && isNullish(value)) return undefinedValue;
    const args = argumentsOf(list(scope));
    if (!isCallable(value)) return notCallable(c, value, calleePlace ?? givenInCall(value), null);
    reportMissingNew(c, value, calleePlace);
    return inFrame(c.m, place, () => callValue(c.m, value, undefinedValue, args));
  };
}

function compileMethodCall(c: Context, node: CallExpression, access: Access, list: Arguments): Evaluate {
  const { m, isLibrary } = c;
  const place = authorPlace(c, node);
  const member = withoutParentheses(node.expression);
  const memberPlace = authorPlace(c, member);
  const namePlace = authorPlace(c, "name" in member ? (member.name as Node) : member);
  // The callee is a fact of its own: `this.conv1` in `this.conv1(x)` is a module.
  const note = noteOf(c, member, "expression");
  const isOptional = isInOptionalChain(node);
  return (scope) => {
    const target = access.target(scope);
    if (access.isOptional && isNullish(target)) return undefinedValue;
    const name = access.name(scope);
    // `this.downsample?.(this.conv(x))`: where there is nothing to call, the arguments are not computed either.
    if (isOptional && lacksMethod(m, target, name)) return undefinedValue;
    const args = argumentsOf(list(scope));
    if (target.kind === "unknown") return inFrame(m, place, () => callMethodOfUnknown(m, target, name, args));
    if (name === undefined || name === "") {
      const some = name === undefined ? someElement(m, target) : undefined;
      if (some === undefined || !isCallable(some))
        return unknownValue("The method's name is not known", place);
      return inFrame(m, place, () => callValue(m, some, target, args));
    }
    if (isHostKind(target)) return inFrame(m, place, () => callMember(m, target, name, args));
    const callee = memberAt(m, target, name, memberPlace);
    note?.(callee);
    reportMissingExport(c, target, name, namePlace);
    if (!isLibrary && !isCallable(callee)) return notCallable(c, callee, namePlace, { name, target });
    reportMissingNew(c, callee, memberPlace);
    return inFrame(m, place, () =>
      target.kind === "either"
        ? callMember(m, target, name, args)
        : callMethod(m, callee, target, args, name),
    );
  };
}

function callMethodOfUnknown(
  m: Machine,
  target: UnknownValue,
  name: string | undefined,
  args: readonly Value[],
): Value {
  const [visit = undefinedValue] = args;
  return m.host.callOnUnknown(m, target, name ?? "", visit) ?? callUnknown(m, target, args);
}

function lacksMethod(m: Machine, target: Value, name: string | undefined): boolean {
  if (name === undefined || name === "" || target.kind === "unknown" || isHostKind(target)) return false;
  return isNullish(getMember(m, target, name));
}

/** Kinds whose methods are the host's: `push` needs no hover. */
function isHostKind({ kind }: Value): boolean {
  return kind === "array" || kind === "string" || kind === "map" || kind === "set" || kind === "number";
}

function compileSuperMethodCall(c: Context, node: CallExpression, access: Access, list: Arguments): Evaluate {
  const self = compileThis(c);
  const cls = readLocal(c, "%class");
  const place = authorPlace(c, node);
  return (scope) => {
    const args = argumentsOf(list(scope));
    const name = access.name(scope) ?? "";
    const method = superMember(c, cls?.(scope) ?? undefinedValue, name, self(scope));
    return inFrame(c.m, place, () => callValue(c.m, method, self(scope), args));
  };
}

function compileSuperCall(c: Context, node: CallExpression): Evaluate {
  const list = compileList(c, node.arguments);
  const self = compileThis(c);
  const cls = readLocal(c, "%class");
  const newTarget = readLocal(c, "new.target");
  const place = authorPlace(c, node);
  return (scope) => {
    const args = argumentsOf(list(scope));
    const [instance, owner, target] = [self(scope), cls?.(scope), newTarget?.(scope)];
    if (instance.kind !== "object" || owner?.kind !== "class") return undefinedValue;
    const concrete = target?.kind === "class" ? target : owner;
    return inFrame(c.m, place, () => {
      initialiseParent(c.m, owner, instance, args, concrete);
      return undefinedValue;
    });
  };
}

/** `tag`…${x}…``: a call with the texts, as they are meant and as they stand in the source, and the values. */
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
  const listOf = (texts: readonly string[]): ArrayValue =>
    newArray(
      c.m,
      texts.map((text) => stringValue(text)),
    );
  return (scope) => {
    const callee = call(scope);
    const raw = listOf(literals.map(({ rawText, text }) => rawText ?? text));
    const strings = { ...listOf(literals.map(({ text }) => text)), named: new Map([["raw", raw]]) };
    const args = [strings, ...values.map((value) => value(scope))];
    return inFrame(c.m, place, () => callValue(c.m, callee.value, callee.self, args));
  };
}

/** What is called, and what it is called on. */
function compileCallee(c: Context, node: Expression): (scope: Scope) => { value: Value; self: Value } {
  const access = compileAccess(c, withoutParentheses(node));
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
  return (scope) => {
    const cls = callee(scope);
    const args = argumentsOf(list(scope));
    return inFrame(c.m, place, () => construct(c.m, cls, args));
  };
}

type Arguments = ReturnType<typeof compileList>;

/**
 * Runs a call as one of the author's: an op's problem with it is reported here. What the library throws ends here, as an
 * unknown, so that one wrong argument does not cost the rest of the file its hints.
 */
function inFrame(m: Machine, place: FileRange | null, run: () => Value): Value {
  if (place === null) return run();
  const outer = m.frame;
  m.frame = { place, outer };
  try {
    const value = run();
    // What has no place of its own became unknown here.
    return value.kind === "unknown" && value.because === null ? { ...value, because: place } : value;
  } catch (error) {
    if (!(error instanceof Thrown) || !error.isLibrary) throw error;
    return unknownValue(messageOf(error.value), place);
  } finally {
    m.frame = outer;
  }
}

export function messageOf(thrown: Value): string {
  const message = thrown.kind === "object" ? thrown.properties.get("message") : thrown;
  return message?.kind === "string" ? `It throws: ${printText(message)}` : "It throws";
}

interface Callee {
  readonly name: string;
  readonly target: Value;
}

/** Reports what is certainly not a function; half-typed code is left alone. */
function notCallable({ m, file }: Context, value: Value, at: FileRange | null, callee: Callee | null): Value {
  if (value.kind === "undecided") return unknownValue(value.reason, value.because);
  const reason = `It is ${describe(value)}, which cannot be called`;
  if (at === null || file.isBroken) return unknownValue(reason, at);
  if (callee !== null && value.kind === "undefined" && !isDeclared(callee)) {
    const data = { name: callee.name, of: ownerName(callee.target), meant: null };
    report(m, { code: "missing-member", at, data });
  } else {
    const data = { name: callee?.name ?? null, what: describe(value), isArray: value.kind === "array" };
    report(m, { code: "not-callable", at, data });
  }
  return unknownValue(reason, at);
}

/** Authors who come from Python call a class like a function. */
function reportMissingNew({ m, file }: Context, value: Value, at: FileRange | null): void {
  if (value.kind !== "class" || at === null || file.isBroken) return;
  report(m, { code: "missing-new", at, data: { name: value.name } });
}

/** Where an author gave the library something else than a module: a list of layers, say, instead of each. */
function givenInCall(value: Value): FileRange | null {
  return value.kind === "array" ? originOf(value) : null;
}

function isDeclared({ name, target }: Callee): boolean {
  return target.kind === "object" && target.properties.has(name);
}

function ownerName(target: Value): string {
  if (target.kind === "object") return target.class?.name ?? "object";
  return target.kind === "tensor" ? "Tensor" : target.kind === "class" ? target.name : target.kind;
}
