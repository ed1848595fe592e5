import type { FileRange } from "../../base/index.ts";
import { isIterator, isUnknownRow, iteratorOf } from "../run/iteration/iterate.ts";
import { advance, close, ended, remaining } from "../run/iteration/iterators.ts";
import { lose } from "../run/iteration/lost-iterators.ts";
import { isLacking, refusesLacking } from "../run/library/lacking-names.ts";
import { checkOptions, meantOptions } from "../run/library/library-options.ts";
import type { Machine } from "../run/machine.ts";
import { getMember } from "../run/members/members.ts";
import { ownEntries } from "../run/members/own-entries.ts";
import { someElement } from "../run/members/unknown-keys.ts";
import { Thrown } from "../run/stops.ts";
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
import { mayBe } from "../values/among.ts";
import { elementAt, newArray, newObject } from "../values/containers.ts";
import { rowFrom, withoutKeys } from "../values/doubt.ts";
import { isNullish } from "../values/equality.ts";
import { unknownRow } from "../values/held.ts";
import { filled, undefinedBecause, undefinedValue, unknownValue, untyped } from "../values/make.ts";
import { thingOf } from "../values/prototype.ts";
import type { Assign, IteratorValue, Row, Scope, UnknownValue, Value } from "../values/value.ts";
import { absentFrom, countedElements } from "./absent-members.ts";
import { compileAccess, reportMissingExport } from "./access.ts";
import { authorPlace, type Context, observedName } from "./context.ts";
import { compileDefault } from "./functions.ts";
import { nameAfter } from "./given-names.ts";
import { writeLocal } from "./identifiers.ts";
import { asIterable } from "./iterated.ts";
import { compileKey } from "./literals.ts";
import { refusePytorchName } from "./pytorch-names.ts";
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
              assign: withDefault(c, compileBinding(c, element.name), element.name, element.initializer),
            },
      ),
    );
  }
  return takeProperties(
    c,
    name,
    name.elements.map((element) => ({
      key: element.dotDotDotToken !== undefined ? null : keyOf(c, element.propertyName ?? element.name),
      hasDefault: element.initializer !== undefined,
      assign: withDefault(c, compileBinding(c, element.name), element.name, element.initializer),
    })),
  );
}

export function keyOf(c: Context, name: PropertyName | BindingName): (scope: Scope) => string | undefined {
  return "elements" in name ? () => undefined : compileKey(c, name);
}

function withDefault(c: Context, assign: Assign, name: Node, initialiser: Expression | undefined): Assign {
  if (initialiser === undefined) return assign;
  nameAfter(name, initialiser);
  const otherwise = compileDefault(c, initialiser);
  return (scope, value) => assign(scope, otherwise(scope, value));
}

/** Where a part of what is taken apart goes. */
interface Goal {
  readonly assign: Assign;
  /** A member is found before the value for it is taken: what then stores into it. */
  readonly find?: ((scope: Scope) => (value: Value) => void) | undefined;
}

interface ElementPart extends Goal {
  readonly isRest: boolean;
}

/** Takes a value and stores it; a member that it goes to is found first. */
function store(scope: Scope, { assign, find }: Goal, take: () => Value): void {
  if (find === undefined) {
    assign(scope, take());
    return;
  }
  const write = find(scope);
  write(take());
}

function takeElements(c: Context, node: Node, parts: readonly (ElementPart | null)[]): Assign {
  const takerOf = compileTaker(c, node);
  return (scope, value) => {
    const taker = takerOf(value);
    try {
      for (const part of parts) {
        if (part === null) taker.next();
        else store(scope, part, part.isRest ? taker.rest : taker.next);
      }
    } catch (error) {
      if (error instanceof Thrown) taker.close();
      throw error;
    }
    taker.close();
  };
}

/** What a pattern of elements asks for one after the other. */
interface Taker {
  next(): Value;
  rest(): Value;
  close(): void;
}

export function compileTaker(c: Context, node: Node): (value: Value) => Taker {
  const iterable = asIterable(c, node, destructured);
  return (value) => {
    const found = iteratorOf(c.m, iterable(value));
    if (isIterator(found)) return takerOfSteps(c.m, found);
    const row = isUnknownRow(found) ? unknownRow(found) : found;
    let index = 0;
    return {
      next: () => {
        const isPast = row.doubt === null && index >= row.elements.length && !c.isLibrary;
        return isPast ? pastEnd(row) : elementAt(row, index++);
      },
      rest: () => restOf(c.m, row, index),
      close: () => undefined,
    };
  };
}

function pastEnd({ elements }: Row): Value {
  return undefinedBecause(`what is destructured has ${countedElements(elements.length)}`);
}

/** An iterator is asked for each element when its turn has come, and ended behind the last one. */
function takerOfSteps(m: Machine, iterator: IteratorValue): Taker {
  let doubt: UnknownValue | null = null;
  return {
    next: () => {
      if (doubt !== null) lose(m, iterator, doubt);
      const step = doubt === null ? advance(m, iterator, (source) => source.next(undefinedValue)) : ended;
      doubt ??= step.doubt;
      const value = step.isDone ? undefinedValue : step.value;
      return doubt === null ? value : mayBe(doubt, [value]);
    },
    rest: () => {
      const row = remaining(m, iterator, Number.POSITIVE_INFINITY);
      return restOf(m, doubt === null ? row : { ...row, doubt: { why: untyped(doubt), sure: 0 } }, 0);
    },
    close: () => close(m, iterator),
  };
}

function restOf(m: Machine, row: Row, from: number): Value {
  const { elements, doubt } = rowFrom(row, from);
  return newArray(m, elements.map(filled), doubt);
}

/** How sentences name what a pattern takes apart. */
const destructured = "What is destructured";

interface PropertyPart extends Goal {
  /** Null for the rest. */
  readonly key: ((scope: Scope) => string | undefined) | null;
  readonly hasDefault?: boolean;
}

function takeProperties(c: Context, node: Node, parts: readonly PropertyPart[]): Assign {
  const takesAll = parts.some(({ key }) => key === null);
  const sourceOf = compilePropertySource(c, node);
  return (scope, whole) => {
    const source = sourceOf(whole);
    for (const part of parts) {
      const { key } = part;
      if (key === null) {
        store(scope, part, source.rest);
        continue;
      }
      const name = key(scope);
      store(scope, part, () => source.take(name, part.hasDefault));
    }
    if (c.isLibrary && !takesAll) checkOptions(c.m, source.value, source.taken);
  };
}

/** What a pattern of properties takes from. */
interface PropertySource {
  readonly value: Value;
  readonly taken: ReadonlySet<string>;
  /** If a default takes its place, why the name is missing does not matter. */
  take(name: string | undefined, hasDefault?: boolean): Value;
  rest(): Value;
}

export function compilePropertySource(c: Context, node: Node): (whole: Value) => PropertySource {
  const place = authorPlace(c, node);
  return (whole) => {
    const value = isNullish(whole) ? refuseNothing(c, whole, place) : whole;
    const taken = new Set<string>();
    const meant = c.isLibrary ? meantOptions(c.m, value) : [];
    return {
      value,
      taken,
      take: (name, hasDefault = false) => {
        const order = taken.size;
        if (name !== undefined) taken.add(name);
        if (meant.length > 0) return meant[order] ?? undefinedValue;
        const property = propertyOf(c, value, name);
        if (name !== undefined && isLacking(c.m, value, name)) {
          if (hasDefault && !refusesLacking(c.m, value, name)) return undefinedValue;
          reportMissingExport(c, value, name, place);
        }
        if (property.kind !== "undefined") return property;
        if (name === undefined) return property;
        const refusal = refusePytorchName(c, value, name, place);
        if (refusal !== undefined || hasDefault) return refusal ?? property;
        return absentFrom(c, () => "what is destructured", value, name, property);
      },
      rest: () => (value.kind === "unknown" ? value : without(c.m, value, taken)),
    };
  };
}

function propertyOf(c: Context, value: Value, name: string | undefined): Value {
  if (name === undefined) return someElement(c.m, value);
  return getMember(c.m, value, name);
}

function refuseNothing(c: Context, value: Value, at: FileRange | null): Value {
  const data = { name: destructured, what: thingOf(value), byName: true };
  return refused(c, { code: "not-iterable", data }, at, "It is taken from nothing");
}

/** An object with the own properties of another but some. */
function without(m: Machine, value: Value, names: ReadonlySet<string>): Value {
  const own = ownEntries(m, value, names);
  if (own === undefined) return unknownValue("Its properties are not known");
  const rest = newObject(m, new Map(own.entries));
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
    return withDefault(c, compileTarget(c, node.left), node.left, node.right);
  }
  if (!isAccess(node)) return () => undefined;
  const access = compileAccess(c, node);
  const write = compileStore(c, node);
  if (access === undefined) return () => undefined;
  return (scope, value) => write(scope, access.target(scope), access.name(scope), value);
}

/** What a part of a pattern names, with its default. */
function compileGoal(c: Context, node: Expression, initialiser?: Expression): Goal {
  const plain = unwrapped(node);
  if (initialiser === undefined && isBinaryExpression(plain)) return compileGoal(c, plain.left, plain.right);
  const access = isAccess(plain) ? compileAccess(c, plain) : undefined;
  if (!isAccess(plain) || access === undefined)
    return { assign: withDefault(c, compileTarget(c, plain), plain, initialiser) };
  const write = compileStore(c, plain);
  const otherwise = initialiser === undefined ? undefined : compileDefault(c, initialiser);
  const find: Goal["find"] = (scope) => {
    const [target, name] = [access.target(scope), access.name(scope)];
    return (value) => write(scope, target, name, otherwise === undefined ? value : otherwise(scope, value));
  };
  return { assign: (scope, value) => find(scope)(value), find };
}

function compileArrayTarget(c: Context, node: ArrayLiteralExpression): Assign {
  return takeElements(
    c,
    node,
    node.elements.map((element) => {
      if (isOmittedExpression(element)) return null;
      const isRest = isSpreadElement(element);
      return { isRest, ...compileGoal(c, isRest ? element.expression : element) };
    }),
  );
}

function compileObjectTarget(c: Context, node: ObjectLiteralExpression): Assign {
  const parts = node.properties.flatMap((property): readonly PropertyPart[] => {
    if (isSpreadAssignment(property)) return [{ key: null, ...compileGoal(c, property.expression) }];
    if (isShorthandPropertyAssignment(property)) {
      const assign = withDefault(
        c,
        compileTarget(c, property.name),
        property.name,
        property.objectAssignmentInitializer,
      );
      return [{ key: () => property.name.text, assign }];
    }
    if (!isPropertyAssignment(property)) return [];
    return [{ key: compileKey(c, property.name), ...compileGoal(c, property.initializer) }];
  });
  return takeProperties(c, node, parts);
}
