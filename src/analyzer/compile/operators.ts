import type { FileRange } from "../../base/index.ts";
import type { SymbolBindings } from "../../ir/index.ts";
import { forkValue, overEach } from "../run/arms/fork.ts";
import { bigArithmetic, bigOrder } from "../run/big-integers.ts";
import { isTextual, toNumeric, toPrimitive, toText } from "../run/convert.ts";
import { isPrimitive } from "../run/host-refusals.ts";
import { refusesReading } from "../run/library/pytorch-members.ts";
import type { Machine } from "../run/machine.ts";
import { hasMember } from "../run/members/has-member.ts";
import { isInstance } from "../run/members/instance-of.ts";
import { propertyKey } from "../run/members/property-key.ts";
import { throwError } from "../run/throw-error.ts";
import {
  type BinaryExpression,
  type ConditionalExpression,
  type PrefixUnaryExpression,
  type PrivateIdentifier,
  SyntaxKind,
} from "../syntax/index.ts";
import { arithmetic, compare, negative, plainNumber } from "../values/arithmetic.ts";
import { equality, isNullish } from "../values/equality.ts";
import { hostText } from "../values/host-text.ts";
import { overOptions } from "../values/join.ts";
import {
  bigIntValue,
  booleanValue,
  nothingGiven,
  numberValue,
  stringValue,
  undecided,
  undefinedValue,
  unknownValue,
} from "../values/make.ts";
import { withRange } from "../values/number-ranges.ts";
import { printText } from "../values/print.ts";
import { narrowed, not, truth } from "../values/truth.ts";
import type { Evaluate, UndecidedValue, Value } from "../values/value.ts";
import { authorPlace, type Context } from "./context.ts";
import { operated } from "./host-errors.ts";
import { nameText } from "./literals.ts";
import { comparingTensors, type Rule, refusingTensors, tensorOperator } from "./tensor-operators.ts";

export function compileBinary(c: Context, node: BinaryExpression): Evaluate {
  const { kind } = node.operatorToken;
  if (isLogical(kind)) return compileLogical(c, node, kind);
  if (node.left.kind === SyntaxKind.PrivateIdentifier) return compilePrivateIn(c, node);
  const left = c.compile.expression(c, node.left);
  const right = c.compile.expression(c, node.right);
  if (kind === SyntaxKind.CommaToken) {
    return (scope) => {
      left(scope);
      return right(scope);
    };
  }
  const place = authorPlace(c, node);
  const rule = binaryRule(c, kind, place);
  const isOfNumbers = arithmeticOperators.has(kind) || comparisons.has(kind);
  return (scope) => {
    const [a, b] = [left(scope), right(scope)];
    if (isOfNumbers && a.kind === "number" && b.kind === "number") return rule(a, b);
    return operated(c.m, place, () => rule(a, b));
  };
}

const arithmeticOperators: ReadonlyMap<SyntaxKind, string> = new Map([
  [SyntaxKind.PlusToken, "+"],
  [SyntaxKind.MinusToken, "-"],
  [SyntaxKind.AsteriskToken, "*"],
  [SyntaxKind.SlashToken, "/"],
  [SyntaxKind.PercentToken, "%"],
  [SyntaxKind.AsteriskAsteriskToken, "**"],
  [SyntaxKind.AmpersandToken, "&"],
  [SyntaxKind.BarToken, "|"],
  [SyntaxKind.CaretToken, "^"],
  [SyntaxKind.LessThanLessThanToken, "<<"],
  [SyntaxKind.GreaterThanGreaterThanToken, ">>"],
  [SyntaxKind.GreaterThanGreaterThanGreaterThanToken, ">>>"],
]);

const comparisons: ReadonlyMap<SyntaxKind, string> = new Map([
  [SyntaxKind.LessThanToken, "<"],
  [SyntaxKind.LessThanEqualsToken, "<="],
  [SyntaxKind.GreaterThanToken, ">"],
  [SyntaxKind.GreaterThanEqualsToken, ">="],
]);

function binaryRule(c: Context, kind: SyntaxKind, place: FileRange | null): Rule {
  const operator = arithmeticOperators.get(kind);
  if (operator !== undefined)
    return refusingTensors(c.m, operator, place, (a, b) => calculate(c.m, operator, a, b));
  const comparison = comparisons.get(kind);
  if (comparison !== undefined)
    return refusingTensors(c.m, comparison, place, (a, b) => placed(ordered(c.m, comparison, a, b), place));
  switch (kind) {
    case SyntaxKind.EqualsEqualsEqualsToken:
      return (a, b) => placed(equal(c.m, a, b, false), place);
    case SyntaxKind.EqualsEqualsToken:
      return comparingTensors(c.m, "==", place, (a, b) => placed(equal(c.m, a, b, true), place));
    case SyntaxKind.ExclamationEqualsEqualsToken:
      return (a, b) => not(truth(placed(equal(c.m, a, b, false), place)));
    case SyntaxKind.ExclamationEqualsToken:
      return comparingTensors(c.m, "!=", place, (a, b) => not(truth(placed(equal(c.m, a, b, true), place))));
    case SyntaxKind.InstanceOfKeyword:
      return (a, b) => overOptions(a, (value) => isInstance(c.m, value, b));
    case SyntaxKind.InKeyword:
      return (a, b) => overEach(c.m, b, isPrimitive, (object) => isIn(c, a, object));
    default:
      return () => unknownValue("This operator is not followed", place);
  }
}

/** `+ - * / % **` and the bitwise ones, on whatever the operands are. */
export function calculate(m: Machine, operator: string, left: Value, right: Value): Value {
  if (left.kind === "number" && right.kind === "number") return arithmetic(operator, left, right);
  if (operator === "+") return sum(m, toPrimitive(m, left, "default"), toPrimitive(m, right, "default"));
  return calculated(m, operator, left, right);
}

function calculated(m: Machine, operator: string, left: Value, right: Value): Value {
  const [a, b] = [toNumeric(m, left), toNumeric(m, right)];
  if (a.kind === "unknown") return withRange(a, operator, left, right);
  if (b.kind === "unknown") return withRange(b, operator, left, right);
  if (a.kind === "number" && b.kind === "number") return arithmetic(operator, a, b);
  if (a.kind === "bigint" && b.kind === "bigint") return bigArithmetic(m, operator, a.value, b.value);
  return throwError(m, "TypeError", "Cannot mix BigInt and other types, use explicit conversions");
}

const longestText = 100_000;

function sum(m: Machine, left: Value, right: Value): Value {
  if (!isText(left) && !isText(right)) {
    const open = [left, right].find((part) => part.kind === "unknown" && part.type === undefined);
    return open ?? calculated(m, "+", left, right);
  }
  const [a, b] = [toText(m, left), toText(m, right)];
  if (a.kind === "unknown") return a;
  if (b.kind === "unknown") return b;
  const text = a.text + b.text;
  return text.length > longestText ? unknownValue("The text is too long to follow") : stringValue(text);
}

function isText(value: Value): boolean {
  return value.kind === "string" || (value.kind === "unknown" && value.type === "string");
}

function ordered(m: Machine, operator: string, left: Value, right: Value): Value {
  const [p, q] = [comparable(m, left, right), comparable(m, right, left)];
  if (p.kind === "string" && q.kind === "string") {
    const order = p.text < q.text ? -1 : p.text > q.text ? 1 : 0;
    return compare(operator, numberValue(order), numberValue(0));
  }
  const unknown = p.kind === "unknown" ? p : q.kind === "unknown" ? q : undefined;
  if (unknown !== undefined) return undecided(unknown.reason, unknown.because);
  const [a, b] = [toNumeric(m, p), toNumeric(m, q)];
  if (a.kind === "number" && b.kind === "number") return compare(operator, a, b);
  return a.kind === "unknown" || b.kind === "unknown"
    ? undecided("It depends on a condition")
    : booleanValue(bigOrder(operator, a, b));
}

/** The text of a function is never followed, and beside a number it need not be: it is no number. */
function comparable(m: Machine, value: Value, other: Value): Value {
  const isBesideNumber = ["number", "boolean", "null", "undefined"].includes(other.kind);
  return isBesideNumber && isTextual(m, value) ? numberValue(Number.NaN) : toPrimitive(m, value, "number");
}

function placed(value: Value, place: FileRange | null): Value {
  return value.kind === "undecided" && place !== null ? { ...value, because: place } : value;
}

/** `===`, or `==`, which compares an object with anything else but null and undefined by what it converts to. */
function equal(m: Machine, left: Value, right: Value, isLoose: boolean): Value {
  if (isLoose && !isNullish(left) && !isNullish(right)) {
    if (mayBeObject(left)) return overEach(m, left, isObject, (option) => equal(m, option, right, true));
    if (mayBeObject(right)) return overEach(m, right, isObject, (option) => equal(m, left, option, true));
  }
  const isPlain = (value: Value): boolean => isPrimitive(value) && !isNullish(value);
  if (isLoose && isObject(left) && isPlain(right))
    return equality(toPrimitive(m, left, "default"), right, true);
  if (isLoose && isObject(right) && isPlain(left))
    return equality(left, toPrimitive(m, right, "default"), true);
  return equality(left, right, isLoose);
}

function mayBeObject(value: Value): boolean {
  return value.kind === "either" && value.options.some((option) => isObject(option.value));
}

function isObject({ kind }: Value): boolean {
  return kind === "object" || kind === "array";
}

function isIn(c: Context, key: Value, object: Value): Value {
  const name = propertyKey(c.m, key);
  if (isPrimitive(object))
    throwError(
      c.m,
      "TypeError",
      `Cannot use 'in' operator to search for '${printText(key)}' in ${hostText(object)}`,
    );
  if (name === undefined || object.kind === "unknown") return undecided("The name is not known");
  const has = refusesReading(c.m, object, name) || hasMember(c.m, object, name);
  return has === undefined ? undecided("It depends on a condition") : booleanValue(has);
}

/** `#name in object` */
function compilePrivateIn(c: Context, node: BinaryExpression): Evaluate {
  const key = stringValue(nameText(c, node.left as PrivateIdentifier));
  const right = c.compile.expression(c, node.right);
  return (scope) => overEach(c.m, right(scope), isPrimitive, (object) => isIn(c, key, object));
}

function isLogical(kind: SyntaxKind): boolean {
  return (
    kind === SyntaxKind.AmpersandAmpersandToken ||
    kind === SyntaxKind.BarBarToken ||
    kind === SyntaxKind.QuestionQuestionToken
  );
}

function compileLogical(c: Context, node: BinaryExpression, kind: SyntaxKind): Evaluate {
  const left = c.compile.expression(c, node.left);
  const right = c.compile.expression(c, node.right);
  const place = authorPlace(c, node.left);
  return (scope) => logical(c, kind, left(scope), () => right(scope), place);
}

/** `left && right`, `left || right`, `left ?? right` where the right side is evaluated only if needed. */
export function logical(
  c: Context,
  kind: SyntaxKind,
  left: Value,
  right: () => Value,
  place: FileRange | null,
): Value {
  if (kind === SyntaxKind.QuestionQuestionToken) return coalesced(c, left, right, place);
  const isAnd = kind === SyntaxKind.AmpersandAmpersandToken;
  const decided = truth(left, place);
  if (typeof decided === "boolean") return decided === isAnd ? right() : left;
  if (left.kind === "undecided") return combined(c, isAnd, decided, right);
  const [whenTrue, whenFalse] = isAnd
    ? [right, () => narrowed(left, false)]
    : [() => narrowed(left, true), right];
  return forkValue(c.m, decided, whenTrue, whenFalse);
}

/** Two conditions as one: what both say holds where both hold. */
function combined(c: Context, isAnd: boolean, left: UndecidedValue, right: () => Value): Value {
  const short = booleanValue(!isAnd);
  const seen: Value[] = [];
  const second = (): Value => {
    const value = right();
    seen.push(value);
    return value;
  };
  const [whenTrue, whenFalse] = isAnd ? [second, () => short] : [() => short, second];
  const joined = forkValue(c.m, left, whenTrue, whenFalse);
  if (joined.kind !== "undecided") return joined;
  const decided = truth(seen[0] ?? undefinedValue);
  if (typeof decided === "boolean") return decided === isAnd ? left : joined;
  const both = (key: "whenTrue" | "whenFalse"): SymbolBindings => new Map([...left[key], ...decided[key]]);
  const { because } = left;
  return isAnd
    ? { ...joined, because, whenTrue: both("whenTrue"), whenFalse: nothingGiven }
    : { ...joined, because, whenTrue: nothingGiven, whenFalse: both("whenFalse") };
}

function coalesced(c: Context, left: Value, right: () => Value, place: FileRange | null): Value {
  if (isNullish(left)) return right();
  if (left.kind === "unknown") return forkValue(c.m, undecided(left.reason, place), () => left, right);
  if (left.kind !== "either" || !left.options.some(({ value }) => isNullish(value))) return left;
  const [whole] = left.options.filter(({ value }) => !isNullish(value));
  const condition = undecided("It depends on a condition", place, whole?.given ?? nothingGiven, nothingGiven);
  return forkValue(c.m, condition, () => whole?.value ?? undefinedValue, right);
}

export function compileConditional(c: Context, node: ConditionalExpression): Evaluate {
  const condition = c.compile.expression(c, node.condition);
  const whenTrue = c.compile.expression(c, node.whenTrue);
  const whenFalse = c.compile.expression(c, node.whenFalse);
  const place = authorPlace(c, node.condition);
  return (scope) => {
    const decided = truth(condition(scope), place);
    if (typeof decided === "boolean") return decided ? whenTrue(scope) : whenFalse(scope);
    return forkValue(
      c.m,
      decided,
      () => whenTrue(scope),
      () => whenFalse(scope),
    );
  };
}

export function compilePrefix(c: Context, node: PrefixUnaryExpression): Evaluate {
  const { operator } = node;
  const operand = c.compile.expression(c, node.operand);
  const place = authorPlace(c, node);
  return (scope) => {
    const value = operand(scope);
    if (value.kind === "tensor" && operator !== SyntaxKind.ExclamationToken)
      return tensorOperator(c.m, { operator: signs[operator] ?? "~", isUnary: true }, [value], place);
    return value.kind === "number"
      ? unary(c.m, operator, value)
      : operated(c.m, place, () => unary(c.m, operator, value));
  };
}

const signs: Partial<Record<SyntaxKind, string>> = {
  [SyntaxKind.PlusToken]: "+",
  [SyntaxKind.MinusToken]: "-",
};

function unary(m: Machine, operator: SyntaxKind, value: Value): Value {
  if (operator === SyntaxKind.ExclamationToken) return not(truth(value));
  const number = toNumeric(m, value);
  if (number.kind === "unknown") return number;
  if (number.kind === "bigint") return bigUnary(m, operator, number.value);
  if (operator === SyntaxKind.PlusToken) return number;
  if (operator === SyntaxKind.MinusToken) return negative(number);
  const plain = plainNumber(number);
  return plain === undefined
    ? unknownValue("~ of a symbol has no formula")
    : numberValue(~plain, number.origin);
}

function bigUnary(m: Machine, operator: SyntaxKind, value: bigint): Value {
  if (operator === SyntaxKind.MinusToken) return bigIntValue(-value);
  if (operator === SyntaxKind.TildeToken) return bigIntValue(~value);
  return throwError(m, "TypeError", "Cannot convert a BigInt value to a number");
}
