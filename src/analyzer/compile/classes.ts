import { perhapsIsRefused } from "../run/arms/perhaps-fails.ts";
import { callValue, functionNames } from "../run/call.ts";
import { initialiseField } from "../run/construct.ts";
import { isNoClass } from "../run/host-refusals.ts";
import type { Machine } from "../run/machine.ts";
import { decorateClass, decorateMembers } from "../run/members/decorate.ts";
import { addPerhapsAccessor } from "../run/members/perhaps-accessors.ts";
import { setOneOf, setSomeElement } from "../run/members/unknown-keys.ts";
import {
  type ClassElement,
  type ClassLikeDeclaration,
  decoratorsOf,
  type Expression,
  hasChoice,
  hasModifier,
  isClassStaticBlockDeclaration,
  isConstructorDeclaration,
  isFunctionLikeMember,
  isGetAccessorDeclaration,
  isIdentifier,
  isPropertyDeclaration,
  isSetAccessorDeclaration,
  type Node,
  type PropertyDeclaration,
  SyntaxKind,
} from "../syntax/index.ts";
import { newFunction, setAccessor } from "../values/containers.ts";
import { nameByKey } from "../values/given-names.ts";
import { noteUnrepeatable, youth } from "../values/journal.ts";
import { privateKey } from "../values/keys.ts";
import { unknownValue } from "../values/make.ts";
import { newNames } from "../values/names.ts";
import { prototypeObject } from "../values/prototype.ts";
import { remaining } from "../values/truth.ts";
import type {
  Accessor,
  ClassCode,
  ClassValue,
  Evaluate,
  FieldCode,
  FunctionValue,
  InheritedMember,
  MemberKey,
  MethodCode,
  ObjectValue,
  Scope,
  Value,
} from "../values/value.ts";
import { type ClassKeys, compileClassKeys } from "./class-keys.ts";
import { authorPlace, type Context, given, noteOf, within } from "./context.ts";
import { isNamedByKey, nameAfter } from "./given-names.ts";
import { namesOfProperties, parameterFields } from "./parameter-properties.ts";
import { refuseNew } from "./refused-calls.ts";

/** What a class body says; each member by itself, so that a half-typed one costs only itself. */
export function compileClass(c: Context, node: ClassLikeDeclaration, name?: string): ClassCode {
  const ownName = node.name?.text ?? name ?? "";
  const names = newNames(c.names, ["%class", node.name?.text ?? ""]);
  names.declaredAs.set(node.name?.text ?? "", "class");
  const heritage = node.heritageClauses?.find(({ token }) => token === SyntaxKind.ExtendsKeyword)?.types[0];
  const inner: Context = {
    ...within(c, names),
    isDerivedClass: heritage !== undefined,
    privates: privatesOf(c, node),
  };
  const keys = compileClassKeys(inner, node.members);
  const isStatic = (member: ClassElement): boolean => hasModifier(member, SyntaxKind.StaticKeyword);
  const own = node.members.filter((member) => !isStatic(member));
  const constructors = own.filter(isConstructorDeclaration);
  // How a module becomes callable is the host's business; here it is callable by itself.
  const isHostMade = heritage === undefined && isModuleClass(c, ownName, null);
  const construct = constructors.find(({ body }) => body !== undefined);
  return {
    name: ownName,
    isLibrary: c.isLibrary,
    file: c.file,
    place: authorPlace(c, node),
    chooses: () => hasChoice(node),
    names,
    hasConstructor: construct !== undefined,
    parameters: construct?.parameters ?? [],
    fieldNames: () => [...namesOfProperties(construct), ...fieldNames(own)],
    parent: heritage === undefined ? null : compileParent(c, heritage.expression),
    construct: construct === undefined || isHostMade ? null : c.compile.function(inner, construct, ownName),
    methods: own.flatMap((member) => methodOf(inner, member, keys)),
    fields: [...parameterFields(construct), ...own.flatMap((member) => fieldOf(inner, member, keys))],
    staticMethods: node.members.filter(isStatic).flatMap((member) => methodOf(inner, member, keys)),
    statics: node.members
      .filter((member) => isStatic(member) || isClassStaticBlockDeclaration(member))
      .flatMap((member) => staticOf(inner, member, keys)),
    decorators: compileDecorators(inner, node),
    workOutKeys: keys.workOut,
  };
}

/** The names that are written for fields of the body. */
function fieldNames(members: readonly ClassElement[]): readonly string[] {
  return members.flatMap((member) =>
    isPropertyDeclaration(member) && isIdentifier(member.name) ? [member.name.text] : [],
  );
}

/** The class that another one extends; what is no class is refused, and nothing is inherited from it. */
function compileParent(c: Context, node: Expression): Evaluate {
  const evaluate = c.compile.expression(c, node);
  const refuse = refuseNew(c, node);
  return (scope) => {
    const value = evaluate(scope);
    perhapsIsRefused(c.m, value, isNoParent);
    return isNoParent(value) ? refuse(value) : remaining(value, (option) => !isNoParent(option));
  };
}

function isNoParent(value: Value): boolean {
  return isNoClass(value) && value.kind !== "null";
}

function privatesOf(c: Context, node: ClassLikeDeclaration): ReadonlyMap<string, string> {
  const own = node.members.flatMap(({ name }) =>
    name?.kind === SyntaxKind.PrivateIdentifier
      ? [[name.text, privateKey(`${name.text} ${c.file.path}:${node.pos}`)] as const]
      : [],
  );
  return new Map([...(c.privates ?? []), ...own]);
}

function compileDecorators(c: Context, node: Node): readonly Evaluate[] {
  return decoratorsOf(node).map((decorator) => c.compile.expression(c, decorator));
}

function methodOf(c: Context, node: ClassElement, keys: ClassKeys): readonly MethodCode[] {
  if (!isFunctionLikeMember(node) || node.body === undefined) return [];
  const kind = isGetAccessorDeclaration(node) ? "get" : isSetAccessorDeclaration(node) ? "set" : "method";
  const name = isIdentifier(node.name) ? node.name.text : "";
  return [
    {
      key: keys.keyOf(node.name),
      code: c.compile.function(c, node, name),
      kind,
      pos: node.pos,
      decorators: compileDecorators(c, node),
    },
  ];
}

function fieldOf(c: Context, node: ClassElement, keys: ClassKeys): readonly FieldCode[] {
  if (!isPropertyDeclaration(node)) return [];
  // `declare` and `abstract` only speak to the type checker: no field is made.
  const isSilent =
    hasModifier(node, SyntaxKind.DeclareKeyword) || hasModifier(node, SyntaxKind.AbstractKeyword);
  return isSilent ? [] : [compileField(c, node, keys)];
}

function compileField(c: Context, node: PropertyDeclaration, keys: ClassKeys): FieldCode {
  const names = newNames(c.names, functionNames);
  const inner = within(c, names);
  const note = noteOf(c, node.name, "name");
  nameAfter(node.name, node.initializer);
  const value = node.initializer === undefined ? null : given(inner, node.initializer);
  const initialise =
    value === null
      ? null
      : (scope: Scope): Value => {
          const result = value(scope);
          const name = isNamed ? key(scope) : undefined;
          if (typeof name === "string") nameByKey(result, name);
          note?.(result);
          return result;
        };
  const key = keys.keyOf(node.name);
  const isNamed = isNamedByKey(node.name, node.initializer);
  const isDefinite = node.exclamationToken !== undefined && value === null && !c.isLibrary;
  return {
    key,
    initialise,
    ...(isDefinite && { definite: unknownValue(redefined, authorPlace(c, node.name)) }),
    isAccessor: hasModifier(node, SyntaxKind.AccessorKeyword),
    names,
    pos: node.pos,
    decorators: compileDecorators(c, node),
  };
}

const redefined = "Whether the field is set anew depends on useDefineForClassFields";

function staticOf(c: Context, node: ClassElement, keys: ClassKeys): ClassCode["statics"] {
  if (isClassStaticBlockDeclaration(node)) {
    const names = newNames(c.names, functionNames);
    return [{ block: c.compile.block(within(c, names), node.body.statements), names }];
  }
  return fieldOf(c, node, keys);
}

/** Evaluates a class: its parent, its methods, its static members. */
export function makeClass(c: Context, code: ClassCode, node: Node, outer: Scope): Value {
  const { m } = c;
  const scope: Scope = { slots: [], parent: outer, ...youth(m.journal) };
  const parent = code.parent?.(outer) ?? null;
  const cls: ClassValue = {
    kind: "class",
    name: code.name,
    code,
    parent,
    scope,
    isModule: isModuleClass(c, code.name, parent),
    prototype: new Map(),
    properties: new Map(),
    doubt: null,
    accessors: new Map(),
    instances: [],
    decorated: { fields: new Map(), instances: [] },
    ...youth(m.journal),
  };
  scope.slots = [cls, cls];
  if (!c.isLibrary) rememberClass(m, cls, node);
  if (c.isLibrary && c.file.path === "nn/tensor.ts" && code.name === "Tensor") m.tensorClass = cls;
  code.workOutKeys(scope);
  addUnderKeys(m, cls, code.methods, addMethod, () => prototypeObject(m, cls));
  addUnderKeys(m, cls, code.staticMethods, addStatic, () => cls);
  decorateMembers(m, cls);
  const { value, additions } = decorateClass(m, cls);
  scope.slots = [cls, value];
  for (const part of code.statics) runStatic(m, cls, part);
  for (const addition of additions) callValue(m, addition, value, []);
  return value;
}

const mostOfOne = 4;

/** A class in a loop or function is evaluated again and again; the first few are enough. */
function rememberClass(m: Machine, value: ClassValue, node: Node): void {
  noteUnrepeatable(m.journal.watch);
  const known = m.classes.filter((other) => other.node === node);
  if (known.length < mostOfOne) m.classes.push({ value, node });
}

/** The one class that is callable of itself, and those that descend from it. */
function isModuleClass(c: Context, name: string, parent: Value | null): boolean {
  if (parent?.kind === "class") return parent.isModule;
  if (parent?.kind === "either") return parent.options.every(({ value }) => isModuleClass(c, "", value));
  return c.isLibrary && name === "Module" && c.file.path === "nn/module.ts";
}

function functionOf(m: Machine, cls: ClassValue, method: MethodCode, key: string): FunctionValue {
  const fn = newFunction(m, method.code, cls.scope);
  if (method.code.name === "") nameByKey(fn, key);
  return fn;
}

type AddMember = (m: Machine, cls: ClassValue, method: MethodCode, key: string) => void;

/**
 * Adds methods under their names. One whose name is not certain may replace any of the others, so it is added last; but none that
 * is written after it.
 */
function addUnderKeys(
  m: Machine,
  cls: ClassValue,
  methods: readonly MethodCode[],
  add: AddMember,
  holder: () => ObjectValue | ClassValue,
): void {
  const uncertain: { readonly method: MethodCode; readonly at: number }[] = [];
  const keys = methods.map((method) => method.key(cls.scope));
  for (const [at, method] of methods.entries()) {
    const key = keys[at];
    if (typeof key === "string") add(m, cls, method, key);
    else uncertain.push({ method, at });
  }
  for (const { method, at } of uncertain) {
    const key = keys[at];
    const value = newFunction(m, method.code, cls.scope);
    const names = typeof key === "object" ? notIn(key, keys.slice(at)) : undefined;
    if (method.kind !== "method") addPerhapsAccessor(m, holder(), { kind: method.kind, fn: value, names });
    else if (typeof key !== "object") setSomeElement(m, holder(), value);
    else setOneOf(m, withUnlisted(holder(), key), notIn(key, keys.slice(at)), value);
  }
}

/** Which names of methods are none of the later ones. */
function notIn(names: readonly string[], later: readonly MemberKey[]): readonly string[] {
  return names.filter((name) => !later.includes(name));
}

/** Marks these names, which are methods', as shown by no listing of the holder. */
function withUnlisted(holder: ObjectValue | ClassValue, names: readonly string[]): ObjectValue | ClassValue {
  if (holder.kind === "object") holder.unlisted = new Set([...(holder.unlisted ?? []), ...names]);
  return holder;
}

function addMethod(m: Machine, cls: ClassValue, method: MethodCode, key: string): void {
  const value = functionOf(m, cls, method, key);
  if (method.kind === "method") cls.prototype.set(key, { kind: "value", value });
  else
    cls.prototype.set(key, { kind: "accessor", value: accessor(cls.prototype.get(key), method.kind, value) });
}

function accessor(before: InheritedMember | undefined, kind: "get" | "set", value: FunctionValue): Accessor {
  const other = before?.kind === "accessor" ? before.value : { get: null, set: null };
  return { ...other, [kind]: value };
}

function addStatic(m: Machine, cls: ClassValue, method: MethodCode, key: string): void {
  const value = functionOf(m, cls, method, key);
  if (method.kind === "method") cls.properties.set(key, value);
  else
    setAccessor(cls, key, { ...(cls.accessors.get(key) ?? { get: null, set: null }), [method.kind]: value });
}

function runStatic(m: Machine, cls: ClassValue, part: ClassCode["statics"][number]): void {
  if (!("block" in part)) {
    initialiseField(m, part, cls, cls);
    return;
  }
  const slots = new Array(part.names.slots.size);
  slots[0] = cls;
  part.block({ slots, parent: cls.scope, ...youth(m.journal) });
}
