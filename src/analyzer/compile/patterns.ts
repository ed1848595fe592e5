import type { FileRange } from "../../base/index.ts";
import { isUnknownRow, iterate } from "../run/iterate.ts";
import { checkOptions, isNoOptions } from "../run/library-options.ts";
import type { Machine } from "../run/machine.ts";
import { getMember } from "../run/members.ts";
import { ownEntries } from "../run/own-entries.ts";
import {
  type ArrayLiteralExpression,
  type BindingName,
  type Expression,
  isAccess,
  isArrayBindingPattern,
  isArrayLiteralExpression,
  isBinaryExpression,
  isIdentifier,
  isObjectLiteralExpression,
  isOmittedExpression,
  isPropertyAssignment,
  isShorthandPropertyAssignment,
  isSpreadAssignment,
  isSpreadElement,
  type Node,
  type ObjectLiteralExpression,
  type PropertyName,
  SyntaxKind,
  unwrapped,
} from "../syntax/index.ts";
import { elementAt, newArray, newObject } from "../values/containers.ts";
import { withoutKeys } from "../values/doubt.ts";
import { isNullish } from "../values/equality.ts";
import { filled, unknownValue } from "../values/make.ts";
import { describe } from "../values/prototype.ts";
import type { Assign, Row, Scope, Value } from "../values/value.ts";
import { compileAccess } from "./access.ts";
import { authorPlace, type Context, observedName } from "./context.ts";
import { compileDefault, orDefault } from "./functions.ts";
import { writeLocal } from "./identifiers.ts";
import { asIterable } from "./iterated.ts";
import { compileKey } from "./literals.ts";
import { compileStore } from "./references.ts";
import { refused } from "./refused.ts";

/** Stores into a declared name, or takes a value apart by a pattern. */
export function compileBinding(c: Context, name: BindingName): Assign {
  if (isIdentifier(name)) return observedName(c, name, writeLocal(c, name.text));
  if (isArrayBindingPattern(name)) {
    return takeElements(
      c,
      name,
      name.elements.map((element) =>
        isOmittedExpression(element)
          ? null
          : {
              isRest: element.dotDotDotToken !== undefined,
              assign: withDefault(c, compileBinding(c, element.name), element.initializer),
            },
      ),
    );
  }
  return takeProperties(
    c,
    name,
    name.elements.map((element) => ({
      key: element.dotDotDotToken !== undefined ? null : keyOf(c, element.propertyName ?? element.name),
      assign: withDefault(c, compileBinding(c, element.name), element.initializer),
    })),
  );
}

function keyOf(c: Context, name: PropertyName | BindingName): (scope: Scope) => string | undefined {
  return "elements" in name ? () => undefined : compileKey(c, name);
}

function withDefault(c: Context, assign: Assign, initialiser: Expression | undefined): Assign {
  if (initialiser === undefined) return assign;
  const otherwise = compileDefault(c, initialiser);
  return (scope, value) =>
    assign(
      scope,
      orDefault(c.m, value, () => otherwise(scope)),
    );
}

interface ElementPart {
  readonly isRest: boolean;
  readonly assign: Assign;
}

function takeElements(c: Context, node: Node, parts: readonly (ElementPart | null)[]): Assign {
  const most = parts.at(-1)?.isRest ? Number.POSITIVE_INFINITY : parts.length;
  const iterable = asIterable(c, node, destructured);
  return (scope, value) => {
    const found = iterate(c.m, iterable(value), most);
    const row = isUnknownRow(found) ? { elements: [], doubt: { why: found, sure: 0 } } : found;
    for (const [index, part] of parts.entries())
      part?.assign(scope, part.isRest ? restOf(c.m, row, index) : elementAt(row, index));
  };
}

function restOf(m: Machine, { elements, doubt }: Row, from: number): Value {
  const rest = doubt === null ? null : { why: doubt.why, sure: Math.max(doubt.sure - from, 0) };
  return newArray(m, elements.slice(from).map(filled), rest);
}

/** How sentences name what a pattern takes apart. */
const destructured = "What is destructured";

interface PropertyPart {
  /** Null for the rest. */
  readonly key: ((scope: Scope) => string | undefined) | null;
  readonly assign: Assign;
}

function takeProperties(c: Context, node: Node, parts: readonly PropertyPart[]): Assign {
  const takesAll = parts.some(({ key }) => key === null);
  const place = authorPlace(c, node);
  return (scope, whole) => {
    const value = isNullish(whole) ? refuseNothing(c, whole, place) : whole;
    const taken = new Set<string>();
    for (const { key, assign } of parts) {
      if (key === null) {
        assign(scope, value.kind === "unknown" ? value : without(c.m, value, taken));
        continue;
      }
      const name = key(scope);
      if (name !== undefined) taken.add(name);
      if (name === undefined) assign(scope, unknownValue("The property's name is not known"));
      else if (c.isLibrary && isNoOptions(value)) assign(scope, unknownValue("It is taken from nothing"));
      else assign(scope, getMember(c.m, value, name));
    }
    if (c.isLibrary && !takesAll) checkOptions(c.m, value, taken);
  };
}

function refuseNothing(c: Context, value: Value, at: FileRange | null): Value {
  const data = { name: destructured, what: describe(value), byName: true };
  return refused(c, { code: "not-iterable", data }, at, "It is taken from nothing");
}

/** An object with the own properties of another but some. */
function without(m: Machine, value: Value, names: ReadonlySet<string>): Value {
  const own = ownEntries(m, value);
  if (own === undefined) return unknownValue("Its properties are not known");
  const rest = newObject(m, new Map(own.entries.filter(([name]) => !names.has(name))));
  rest.doubt = withoutKeys(own.doubt, names);
  return rest;
}

/** Stores into what an expression names: a variable, a property, a pattern. */
export function compileTarget(c: Context, node: Expression): Assign {
  if (isIdentifier(node)) return observedName(c, node, c.compile.assignment(c, node));
  const plain = unwrapped(node);
  if (plain !== node) return compileTarget(c, plain);
  if (isArrayLiteralExpression(node)) return compileArrayTarget(c, node);
  if (isObjectLiteralExpression(node)) return compileObjectTarget(c, node);
  if (isBinaryExpression(node) && node.operatorToken.kind === SyntaxKind.EqualsToken) {
    return withDefault(c, compileTarget(c, node.left), node.right);
  }
  if (!isAccess(node)) return () => undefined;
  const access = compileAccess(c, node);
  const store = compileStore(c, node);
  if (access === undefined) return () => undefined;
  return (scope, value) => store(access.target(scope), access.name(scope), value);
}

function compileArrayTarget(c: Context, node: ArrayLiteralExpression): Assign {
  return takeElements(
    c,
    node,
    node.elements.map((element) => {
      if (isOmittedExpression(element)) return null;
      const isRest = isSpreadElement(element);
      return { isRest, assign: compileTarget(c, isRest ? element.expression : element) };
    }),
  );
}

function compileObjectTarget(c: Context, node: ObjectLiteralExpression): Assign {
  const parts = node.properties.flatMap((property): readonly PropertyPart[] => {
    if (isSpreadAssignment(property)) return [{ key: null, assign: compileTarget(c, property.expression) }];
    if (isShorthandPropertyAssignment(property)) {
      const assign = withDefault(c, compileTarget(c, property.name), property.objectAssignmentInitializer);
      return [{ key: () => property.name.text, assign }];
    }
    if (!isPropertyAssignment(property)) return [];
    return [{ key: compileKey(c, property.name), assign: compileTarget(c, property.initializer) }];
  });
  return takeProperties(c, node, parts);
}
