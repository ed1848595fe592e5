import { ownEntries } from "../intrinsics/objects.ts";
import { iterate } from "../run/iterate.ts";
import { type KeyPlaces, rememberKeys } from "../run/library-options.ts";
import type { Machine } from "../run/machine.ts";
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
  type ObjectLiteralExpression,
  type PropertyName,
  placeOf,
  type TemplateExpression,
} from "../syntax/index.ts";
import type { Evaluate } from "../values/code.ts";
import { newArray, newObject } from "../values/containers.ts";
import { from, stringValue, undefinedValue } from "../values/make.ts";
import { printText } from "../values/print.ts";
import type { Scope } from "../values/scope.ts";
import type { ObjectValue, UnknownValue, Value } from "../values/value.ts";
import { authorPlace, type Context, given } from "./context.ts";

/** Values in a row, with spreads spread: an array's elements, a call's arguments. */
export interface Listed {
  readonly values: Value[];
  readonly uncertain: UnknownValue | null;
}

export function compileList(c: Context, nodes: readonly Expression[]): (scope: Scope) => Listed {
  const parts = nodes.map((node) => ({
    isSpread: isSpreadElement(node),
    evaluate: isOmittedExpression(node)
      ? () => undefinedValue
      : given(c, isSpreadElement(node) ? node.expression : node),
  }));
  if (!parts.some((part) => part.isSpread)) {
    return (scope) => ({ values: parts.map(({ evaluate }) => evaluate(scope)), uncertain: null });
  }
  return (scope) => {
    const values: Value[] = [];
    let uncertain: UnknownValue | null = null;
    for (const { isSpread, evaluate } of parts) {
      const value = evaluate(scope);
      if (!isSpread) {
        values.push(value);
        continue;
      }
      const spread = iterate(c.m, value);
      if ("kind" in spread) uncertain ??= spread;
      else {
        for (const element of spread.values) values.push(element);
        uncertain ??= spread.uncertain;
      }
    }
    return { values, uncertain };
  };
}

export function compileArray(c: Context, node: ArrayLiteralExpression): Evaluate {
  const list = compileList(c, node.elements);
  const place = authorPlace(c, node);
  return (scope) => {
    const { values, uncertain } = list(scope);
    return newArray(c.m, values, uncertain, place);
  };
}

export function compileObject(c: Context, node: ObjectLiteralExpression): Evaluate {
  const parts = node.properties.map((property) => compileProperty(c, property));
  // In a half-typed file a key may be half-typed too.
  const places = c.isLibrary || c.file.isBroken ? null : keyPlacesOf(c, node);
  return (scope) => {
    const object = newObject(c.m);
    if (places !== null) rememberKeys(object, places);
    for (const part of parts) part(scope, object);
    return object;
  };
}

function keyPlacesOf({ file }: Context, node: ObjectLiteralExpression): KeyPlaces {
  return new Map(
    node.properties.flatMap((property) => {
      const isNamed = isPropertyAssignment(property) || isShorthandPropertyAssignment(property);
      if (!isNamed || !("text" in property.name)) return [];
      return [[property.name.text, placeOf(file, property.name)] as const];
    }),
  );
}

type Part = (scope: Scope, object: ObjectValue) => void;

function compileProperty(c: Context, node: ObjectLiteralExpression["properties"][number]): Part {
  if (isSpreadAssignment(node)) {
    const evaluate = c.compile.expression(c, node.expression);
    return (scope, object) => spreadInto(c.m, object, evaluate(scope));
  }
  if (isShorthandPropertyAssignment(node)) {
    const evaluate = given(c, node.name);
    return (scope, object) => void object.properties.set(node.name.text, evaluate(scope));
  }
  const key = compileKey(c, node.name);
  if (isPropertyAssignment(node)) {
    const evaluate = given(c, node.initializer);
    return (scope, object) => {
      const name = key(scope);
      if (name !== undefined) object.properties.set(name, evaluate(scope));
    };
  }
  const code = c.compile.function(c, node);
  return (scope, object) => {
    const name = key(scope);
    if (name === undefined) return;
    const fn = { kind: "function", code, scope, properties: new Map() } as const;
    if (isMethodDeclaration(node)) object.properties.set(name, fn);
    const accessor = object.accessors.get(name) ?? { get: null, set: null };
    if (isGetAccessorDeclaration(node)) object.accessors.set(name, { ...accessor, get: fn });
    if (isSetAccessorDeclaration(node)) object.accessors.set(name, { ...accessor, set: fn });
  };
}

function spreadInto(m: Machine, object: ObjectValue, value: Value): void {
  for (const [key, part] of ownEntries(m, value) ?? []) object.properties.set(key, part);
}

/** The name of a property; undefined where it is computed from what nobody knows. */
export function compileKey(c: Context, name: PropertyName): (scope: Scope) => string | undefined {
  if (!isComputedPropertyName(name)) {
    const { text } = name;
    return () => text;
  }
  const evaluate = c.compile.expression(c, name.expression);
  return (scope) => keyText(evaluate(scope));
}

/** A value as the name of a property. */
export function keyText(value: Value): string | undefined {
  if (value.kind === "string" || value.kind === "boolean") return printText(value);
  return value.kind === "number" && value.over === null && typeof value.dim === "number"
    ? String(value.dim)
    : undefined;
}

export function compileTemplate(c: Context, node: TemplateExpression): Evaluate {
  const head = node.head.text;
  const spans = node.templateSpans.map(({ expression, literal }) => ({
    evaluate: c.compile.expression(c, expression),
    text: literal.text,
  }));
  return (scope) => {
    let text = head;
    for (const span of spans) {
      const value = span.evaluate(scope);
      if (value.kind === "unknown") return { ...value, type: "string" };
      text += printText(value) + span.text;
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
