import {
  type BindingElement,
  type BindingName,
  type Expression,
  isAccess,
  isArrayBindingPattern,
  isArrayLiteralExpression,
  isBinaryExpression,
  isComputedPropertyName,
  isIdentifier,
  isObjectLiteralExpression,
  isOmittedExpression,
  isPropertyAssignment,
  isShorthandPropertyAssignment,
  isSpreadAssignment,
  isSpreadElement,
  type Node,
  type PropertyName,
  unwrapped,
} from "../syntax/index.ts";
import { unknownValue } from "../values/make.ts";
import type { Scope, Value, Yields } from "../values/value.ts";
import { compileAccess } from "./access.ts";
import type { AssignYielding, Context } from "./context.ts";
import { compileDefault } from "./functions.ts";
import { nameAfter } from "./given-names.ts";
import { compileKey } from "./literals.ts";
import { compilePropertySource, compileTaker, keyOf } from "./patterns.ts";
import { compileStore } from "./references.ts";
import { compileYields, hasYield } from "./yields.ts";

/*
 * Patterns of generators in which a default, a key or a target yields: the generator stops in between. All others are taken
 * apart as everywhere.
 */

/** Takes a value, after finding where it goes. */
type Goal = (scope: Scope, take: () => Value) => Yields<void>;

export function compileYieldingBinding(c: Context, name: BindingName): AssignYielding {
  if (isIdentifier(name) || !hasYield(name)) return atOnce(c.compile.binding(c, name));
  const goal = (element: BindingElement): Goal =>
    afterwards(withDefault(c, compileYieldingBinding(c, element.name), element.name, element.initializer));
  const isRest = ({ dotDotDotToken }: BindingElement): boolean => dotDotDotToken !== undefined;
  if (isArrayBindingPattern(name)) {
    const parts = name.elements.map((element) =>
      isOmittedExpression(element) ? null : { isRest: isRest(element), goal: goal(element) },
    );
    return takeElements(c, name, parts);
  }
  const parts = name.elements.map((element) => ({
    key: isRest(element) ? null : yieldingKey(c, element.propertyName ?? element.name),
    goal: goal(element),
  }));
  return takeProperties(c, name, parts);
}

export function compileYieldingTarget(c: Context, node: Expression): AssignYielding {
  const goal = compileGoal(c, node);
  return (scope, value) => goal(scope, () => value);
}

function compileGoal(c: Context, node: Expression, initialiser?: Expression): Goal {
  const plain = unwrapped(node);
  if (initialiser === undefined && isBinaryExpression(plain)) return compileGoal(c, plain.left, plain.right);
  if (isAccess(plain)) return memberGoal(c, plain, initialiser);
  if (!hasYield(plain))
    return afterwards(withDefault(c, atOnce(c.compile.target(c, plain)), plain, initialiser));
  return afterwards(withDefault(c, compilePattern(c, plain), plain, initialiser));
}

function compilePattern(c: Context, node: Expression): AssignYielding {
  if (isArrayLiteralExpression(node)) {
    const parts = node.elements.map((element) => {
      if (isOmittedExpression(element)) return null;
      const isRest = isSpreadElement(element);
      return { isRest, goal: compileGoal(c, isRest ? element.expression : element) };
    });
    return takeElements(c, node, parts);
  }
  if (!isObjectLiteralExpression(node)) return atOnce(c.compile.target(c, node));
  const parts = node.properties.flatMap((property): readonly PropertyPart[] => {
    if (isSpreadAssignment(property)) return [{ key: null, goal: compileGoal(c, property.expression) }];
    if (isPropertyAssignment(property))
      return [{ key: yieldingKey(c, property.name), goal: compileGoal(c, property.initializer) }];
    if (!isShorthandPropertyAssignment(property)) return [];
    const goal = compileGoal(c, property.name, property.objectAssignmentInitializer);
    return [{ key: yieldingKey(c, property.name), goal }];
  });
  return takeProperties(c, node, parts);
}

function memberGoal(c: Context, node: Parameters<typeof compileStore>[1], initialiser?: Expression): Goal {
  const yielding = compileYields(c, node);
  const access = compileAccess(yielding.c, node);
  const write = compileStore(yielding.c, node);
  return function* (scope, take) {
    yield* yielding.before(scope);
    const [target, name] = [access?.target(scope), access?.name(scope)];
    const store = atOnce((_, value) => void (target && write(scope, target, name, value)));
    yield* withDefault(c, store, node, initialiser)(scope, take());
  };
}

function atOnce(assign: (scope: Scope, value: Value) => void): AssignYielding {
  // biome-ignore lint/correctness/useYield: it stands for what may yield.
  return function* (scope, value) {
    assign(scope, value);
  };
}

function afterwards(assign: AssignYielding): Goal {
  return (scope, take) => assign(scope, take());
}

function withDefault(
  c: Context,
  assign: AssignYielding,
  name: Node,
  initialiser: Expression | undefined,
): AssignYielding {
  if (initialiser === undefined) return assign;
  nameAfter(name, initialiser);
  const yielding = compileYields(c, initialiser);
  const otherwise = compileDefault(yielding.c, initialiser);
  const mayStop = hasYield(initialiser);
  return function* (scope, value) {
    if (mayStop && isPerhapsNothing(value)) {
      yield { value: open, doubt: open };
      yield* assign(scope, open);
      return;
    }
    if (value.kind === "undefined") yield* yielding.before(scope);
    yield* assign(scope, otherwise(scope, value));
  };
}

const open = unknownValue("Whether the generator yields for a default depends on a condition");

function isPerhapsNothing(value: Value): boolean {
  if (value.kind === "either") return value.options.some((option) => option.value.kind === "undefined");
  return value.kind === "unknown";
}

interface ElementPart {
  readonly isRest: boolean;
  readonly goal: Goal;
}

function takeElements(c: Context, node: Node, parts: readonly (ElementPart | null)[]): AssignYielding {
  const takerOf = compileTaker(c, node);
  return function* (scope, value) {
    const taker = takerOf(value);
    let isOver = false;
    try {
      for (const part of parts) {
        if (part === null) taker.next();
        else yield* part.goal(scope, part.isRest ? taker.rest : taker.next);
      }
      isOver = true;
      taker.close();
    } finally {
      // It was ended, or an error was thrown into it, where it had stopped.
      if (!isOver) taker.close();
    }
  };
}

type YieldingKey = (scope: Scope) => Yields<string | undefined>;

function yieldingKey(c: Context, name: PropertyName | BindingName): YieldingKey {
  const isComputed = !("elements" in name) && isComputedPropertyName(name);
  const yielding = compileYields(c, isComputed ? name.expression : undefined);
  const key = isComputed ? compileKey(yielding.c, name) : keyOf(c, name);
  return function* (scope) {
    yield* yielding.before(scope);
    return key(scope);
  };
}

interface PropertyPart {
  /** Null for the rest. */
  readonly key: YieldingKey | null;
  readonly goal: Goal;
}

function takeProperties(c: Context, node: Node, parts: readonly PropertyPart[]): AssignYielding {
  const sourceOf = compilePropertySource(c, node);
  return function* (scope, value) {
    const source = sourceOf(value);
    for (const { key, goal } of parts) {
      if (key === null) yield* goal(scope, source.rest);
      else {
        const name = yield* key(scope);
        yield* goal(scope, () => source.take(name));
      }
    }
  };
}
