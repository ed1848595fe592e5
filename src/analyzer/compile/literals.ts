import { toText } from "../run/convert.ts";
import type { Machine } from "../run/machine.ts";
import { eachEntry, noteMoves } from "../run/members/own-entries.ts";
import { addPerhapsAccessor } from "../run/members/perhaps-accessors.ts";
import { memberKey, propertyKey } from "../run/members/property-key.ts";
import { setSomeElement } from "../run/members/unknown-keys.ts";
import { type LiteralPlaces, rememberLiteral } from "../run/recipes/given-places.ts";
import {
  type ArrayLiteralExpression,
  type Expression,
  isComputedPropertyName,
  isGetAccessorDeclaration,
  isMethodDeclaration,
  isOmittedExpression,
  isPropertyAssignment,
  isSetAccessorDeclaration,
  isShorthandPropertyAssignment,
  isSpreadAssignment,
  isSpreadElement,
  type Node,
  type ObjectLiteralExpression,
  type PropertyName,
  placeOf,
  SyntaxKind,
  type TemplateExpression,
} from "../syntax/index.ts";
import { append, newArray, newFunction, newObject, setAccessor, setProperty } from "../values/containers.ts";
import { nameByKey } from "../values/given-names.ts";
import { noteParts, youth } from "../values/journal.ts";
import { privateKey } from "../values/keys.ts";
import { from, hole, stringValue, undefinedValue, untyped } from "../values/make.ts";
import { newNames } from "../values/names.ts";
import type { Evaluate, MemberKey, ObjectValue, Row, RowDoubt, Scope, Value } from "../values/value.ts";
import { authorPlace, type Context, given } from "./context.ts";
import { isNamedByKey, nameAfter } from "./given-names.ts";
import { operated } from "./host-errors.ts";
import { compileSpread } from "./iterated.ts";

/** Values in a row, with spreads spread: an array's elements, a call's arguments. */
export function compileList(c: Context, nodes: readonly Expression[]): (scope: Scope) => OwnRow {
  if (!nodes.some(isSpreadElement)) {
    const elements = nodes.map((node) => compileElement(c, node));
    return (scope) => ({ elements: elements.map((evaluate) => evaluate(scope)), doubt: null });
  }
  const parts = nodes.map((node) =>
    isSpreadElement(node)
      ? { evaluate: given(c, node.expression), spread: compileSpread(c, node.expression) }
      : { evaluate: compileElement(c, node), spread: null },
  );
  return (scope) => {
    const row: OwnRow = { elements: [], doubt: null };
    for (const { evaluate, spread } of parts) {
      const value = evaluate(scope);
      if (spread === null) row.elements.push(value);
      else appendSpread(c, row, spread(value));
    }
    return row;
  };
}

/** A loop that never ends may spread a list that it keeps growing, so each element counts as work. */
function appendSpread({ m }: Context, row: OwnRow, added: Row): void {
  noteParts(m.journal, added.elements.length);
  append(row, added);
}

function compileElement(c: Context, node: Expression): Evaluate {
  return isOmittedExpression(node) ? () => hole : given(c, node);
}

/** A row that is being made. */
interface OwnRow {
  readonly elements: Value[];
  doubt: RowDoubt | null;
}

export function compileArray(c: Context, node: ArrayLiteralExpression): Evaluate {
  const list = compileList(c, node.elements);
  const place = authorPlace(c, node);
  return (scope) => {
    const { elements, doubt } = list(scope);
    return newArray(c.m, elements, doubt, place);
  };
}

export function compileObject(c: Context, node: ObjectLiteralExpression): Evaluate {
  const homeNames = newNames(c.names, ["%class"]);
  const methods = { ...c, names: homeNames };
  const hasMethods = node.properties.some(
    (property) =>
      !isSpreadAssignment(property) &&
      !isPropertyAssignment(property) &&
      !isShorthandPropertyAssignment(property),
  );
  const properties = node.properties.map((property) => compileProperty(c, methods, property));
  // In a half-typed file a key may be half-typed too.
  const places = c.isLibrary || c.file.isBroken ? null : literalPlacesOf(c, node);
  return (scope) => {
    const object = newObject(c.m);
    if (places !== null) rememberLiteral(object, places);
    const home: Scope = hasMethods ? { slots: [object], parent: scope, ...youth(c.m.journal) } : scope;
    for (const define of properties) define(scope, object, home);
    return object;
  };
}

function literalPlacesOf({ file }: Context, node: ObjectLiteralExpression): LiteralPlaces {
  const keys = new Map(
    node.properties.flatMap((property) => {
      const isNamed = isPropertyAssignment(property) || isShorthandPropertyAssignment(property);
      if (!isNamed || !("text" in property.name)) return [];
      return [[property.name.text, placeOf(file, property.name)] as const];
    }),
  );
  return { whole: placeOf(file, node), keys };
}

/** Methods are made in a scope of their own, `home`: it holds the object for what is `super` in them. */
type DefineProperty = (scope: Scope, object: ObjectValue, home: Scope) => void;

function compileProperty(
  c: Context,
  methods: Context,
  node: ObjectLiteralExpression["properties"][number],
): DefineProperty {
  if (isSpreadAssignment(node)) {
    const evaluate = c.compile.expression(c, node.expression);
    return (scope, object) => spreadInto(c.m, object, evaluate(scope));
  }
  if (isShorthandPropertyAssignment(node)) {
    // `{ padding = 1 }` is a syntax error, which says what is meant.
    const evaluate = given(c, node.objectAssignmentInitializer ?? node.name);
    return (scope, object) => void object.properties.set(node.name.text, evaluate(scope));
  }
  const key = compileKey(c, node.name);
  if (isPropertyAssignment(node) && "text" in node.name && node.name.text === "__proto__")
    return prototypePart(c, node.initializer);
  if (isPropertyAssignment(node)) {
    nameAfter(node.name, node.initializer);
    const evaluate = given(c, node.initializer);
    const isNamed = isNamedByKey(node.name, node.initializer);
    return (scope, object) => {
      const name = key(scope);
      const value = evaluate(scope);
      if (name === undefined) return setSomeElement(c.m, object, value);
      if (isNamed) nameByKey(value, name);
      object.properties.set(name, value);
    };
  }
  const code = c.compile.function(methods, node);
  const ownKey = compileMemberKey(c, node.name);
  return (scope, object, home) => {
    const name = ownKey(scope);
    const fn = newFunction(c.m, code, home);
    if (typeof name !== "string") {
      if (isMethodDeclaration(node)) return setSomeElement(c.m, object, fn);
      const kind = isGetAccessorDeclaration(node) ? "get" : "set";
      return addPerhapsAccessor(c.m, object, { kind, fn, names: name });
    }
    if (code.name === "") nameByKey(fn, name);
    if (isMethodDeclaration(node)) object.properties.set(name, fn);
    const place = object.properties.size + object.accessors.size;
    const accessor = object.accessors.get(name) ?? { get: null, set: null, place };
    if (isGetAccessorDeclaration(node)) setAccessor(object, name, { ...accessor, get: fn });
    if (isSetAccessorDeclaration(node)) setAccessor(object, name, { ...accessor, set: fn });
  };
}

/** `{ __proto__: parent }` */
function prototypePart(c: Context, node: Expression): DefineProperty {
  const evaluate = c.compile.expression(c, node);
  return (scope, object) => {
    const value = evaluate(scope);
    if (value.kind === "object") object.proto = value;
    if (value.kind === "null") object.proto = null;
    if (value.kind === "unknown") object.doubt = { why: untyped(value), missing: new Map(), hasOthers: true };
  };
}

function spreadInto(m: Machine, object: ObjectValue, value: Value): void {
  const set = (key: string, part: Value): Value => {
    setProperty(m, object, key, part);
    return undefinedValue;
  };
  eachEntry(m, value, set, (why) => setSomeElement(m, object, why));
  noteMoves(m, object, value);
}

/** The key of a property that is written as it is. */
export function nameText(c: Context, name: Node & { readonly text: string }): string {
  if (name.kind === SyntaxKind.PrivateIdentifier) return c.privates?.get(name.text) ?? privateKey(name.text);
  return name.kind === SyntaxKind.NumericLiteral ? String(Number(name.text)) : name.text;
}

/** The name of a property; undefined where it is computed from something unknown. */
export function compileKey(c: Context, name: PropertyName): (scope: Scope) => string | undefined {
  if (!isComputedPropertyName(name)) {
    const text = nameText(c, name);
    return () => text;
  }
  const evaluate = c.compile.expression(c, name.expression);
  return (scope) => propertyKey(c.m, evaluate(scope));
}

/** As `compileKey`, with the few names that a condition decides between. */
function compileMemberKey(c: Context, name: PropertyName): (scope: Scope) => MemberKey {
  if (!isComputedPropertyName(name)) return compileKey(c, name);
  const evaluate = c.compile.expression(c, name.expression);
  return (scope) => memberKey(c.m, evaluate(scope));
}

export function compileTemplate(c: Context, node: TemplateExpression): Evaluate {
  const head = node.head.text;
  const spans = node.templateSpans.map(({ expression, literal }) => ({
    evaluate: c.compile.expression(c, expression),
    text: literal.text,
  }));
  const place = authorPlace(c, node);
  return (scope) => {
    let text = head;
    for (const span of spans) {
      const value = span.evaluate(scope);
      const part = operated(c.m, place, () => toText(c.m, value));
      if (part.kind !== "string") return part;
      text += part.text + span.text;
    }
    return stringValue(text);
  };
}

/** A literal: always the same value, given here where the file is an author's. */
export function constant(c: Context, node: Expression, value: Value): Evaluate {
  const place = authorPlace(c, node);
  const placed = place === null ? value : from(value, place);
  return () => placed;
}
