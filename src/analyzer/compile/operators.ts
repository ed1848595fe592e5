import type { FileRange } from "../../base/index.ts";
import { forkValue } from "../run/fork.ts";
import { hasMember } from "../run/members.ts";
import {
  type BinaryExpression,
  type ConditionalExpression,
  type Expression,
  type PostfixUnaryExpression,
  type PrefixUnaryExpression,
  SyntaxKind,
} from "../syntax/index.ts";
import { arithmetic, compare, negative, plainNumber } from "../values/arithmetic.ts";
import { asNumber, equality, isNullish } from "../values/equality.ts";
import { overOptions } from "../values/join.ts";
import {
  booleanValue,
  nothingGiven,
  numberValue,
  stringValue,
  undecided,
  undefinedValue,
  unknownValue,
} from "../values/make.ts";
import { textValue } from "../values/print.ts";
import { lineage } from "../values/prototype.ts";
import { narrowed, not, truth } from "../values/truth.ts";
import type { Evaluate, Given, UndecidedValue, Value } from "../values/value.ts";
import { authorPlace, type Context } from "./context.ts";
import { keyText } from "./literals.ts";

export function compileBinary(c: Context, node: BinaryExpression): Evaluate {
  const { kind } = node.operatorToken;
  if (isAssignmentOperator(kind)) return compileAssignment(c, node);
  if (isLogical(kind)) return compileLogical(c, node, kind);
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
  return (scope) => {
    const a = left(scope);
    return rule(a, right(scope));
  };
}

type Rule = (left: Value, right: Value) => Value;

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
  if (operator !== undefined) return (a, b) => calculate(operator, a, b);
  const comparison = comparisons.get(kind);
  if (comparison !== undefined) return (a, b) => placed(ordered(comparison, a, b), place);
  switch (kind) {
    case SyntaxKind.EqualsEqualsEqualsToken:
    case SyntaxKind.EqualsEqualsToken:
      return (a, b) => placed(equality(a, b, kind === SyntaxKind.EqualsEqualsToken), place);
    case SyntaxKind.ExclamationEqualsEqualsToken:
    case SyntaxKind.ExclamationEqualsToken:
      return (a, b) => {
        const same = placed(equality(a, b, kind === SyntaxKind.ExclamationEqualsToken), place);
        return not(truth(same));
      };
    case SyntaxKind.InstanceOfKeyword:
      return (a, b) => overOptions(a, (value) => isInstance(value, b));
    case SyntaxKind.InKeyword:
      return (a, b) => overOptions(b, (object) => isIn(c, a, object));
    default:
      return () => unknownValue("This operator is not followed", place);
  }
}

/** `+ - * / % **` and the bitwise ones, on whatever the operands are. */
export function calculate(operator: string, left: Value, right: Value): Value {
  if (left.kind === "number" && right.kind === "number") return arithmetic(operator, left, right);
  if (operator === "+" && (left.kind === "string" || right.kind === "string")) {
    const [a, b] = [textValue(left), textValue(right)];
    if (a.kind === "unknown") return a;
    if (b.kind === "unknown") return b;
    const text = a.text + b.text;
    return text.length > longestText ? unknownValue("The text is too long to follow") : stringValue(text);
  }
  if (left.kind === "unknown") return left;
  if (right.kind === "unknown") return right;
  const [a, b] = [asNumber(left), asNumber(right)];
  return a === undefined || b === undefined ? notANumber(left, right) : arithmetic(operator, a, b);
}

const longestText = 100_000;

function notANumber(left: Value, right: Value): Value {
  const culprit = asNumber(left) === undefined ? left : right;
  return unknownValue(`It is calculated from ${culprit.kind}, which is not a number`);
}

function ordered(operator: string, left: Value, right: Value): Value {
  if (left.kind === "string" && right.kind === "string") {
    const order = left.text < right.text ? -1 : left.text > right.text ? 1 : 0;
    return compare(operator, numberValue(order), numberValue(0));
  }
  const [a, b] = [asNumber(left), asNumber(right)];
  if (a !== undefined && b !== undefined) return compare(operator, a, b);
  const unknown = left.kind === "unknown" ? left : right.kind === "unknown" ? right : undefined;
  if (unknown !== undefined) return undecided(unknown.reason, unknown.because);
  const isOpen = [left, right].some(({ kind }) => kind === "either" || kind === "undecided");
  return isOpen ? undecided("It depends on a condition") : booleanValue(false);
}

function placed(value: Value, place: FileRange | null): Value {
  return value.kind === "undecided" && place !== null ? { ...value, because: place } : value;
}

function isInstance(value: Value, cls: Value): Value {
  if (value.kind === "unknown") return undecided(value.reason, value.because);
  if (cls.kind === "native") return isNativeInstance(value, cls.name);
  if (cls.kind !== "class") return undecided("The class is not known");
  if (value.kind === "tensor") return booleanValue(cls.name === "Tensor" && cls.code.isLibrary);
  if (value.kind !== "object" || value.class === null) return booleanValue(false);
  return booleanValue([...lineage(value.class)].includes(cls));
}

function isNativeInstance(value: Value, name: string): Value {
  const kinds: Readonly<Record<string, Value["kind"]>> = {
    Array: "array",
    Map: "map",
    Set: "set",
    Object: "object",
  };
  const kind = kinds[name];
  if (kind !== undefined) return booleanValue(value.kind === kind);
  return value.kind === "object" ? undecided(`Whether it is a ${name} is not followed`) : booleanValue(false);
}

function isIn(c: Context, key: Value, object: Value): Value {
  const name = keyText(key);
  if (name === undefined || object.kind === "unknown") return undecided("The name is not known");
  const has = hasMember(c.m, object, name);
  return has === undefined ? undecided("It depends on a condition") : booleanValue(has);
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
function logical(
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
  const both = (key: "whenTrue" | "whenFalse"): Given => new Map([...left[key], ...decided[key]]);
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
  if (operator === SyntaxKind.PlusPlusToken || operator === SyntaxKind.MinusMinusToken) {
    return compileStep(c, node.operand, operator, true);
  }
  const operand = c.compile.expression(c, node.operand);
  return (scope) => unary(operator, operand(scope));
}

function unary(operator: SyntaxKind, value: Value): Value {
  if (operator === SyntaxKind.ExclamationToken) return not(truth(value));
  if (value.kind === "unknown") return value;
  const number = asNumber(value);
  if (number === undefined) return unknownValue(`It is ${value.kind}, which is not a number`);
  if (operator === SyntaxKind.PlusToken) return number;
  if (operator === SyntaxKind.MinusToken) return negative(number);
  const plain = plainNumber(number);
  return plain === undefined
    ? unknownValue("~ of a symbol has no formula")
    : numberValue(~plain, number.origin);
}

export function compilePostfix(c: Context, node: PostfixUnaryExpression): Evaluate {
  return compileStep(c, node.operand, node.operator, false);
}

function compileStep(c: Context, operand: Expression, operator: SyntaxKind, isPrefix: boolean): Evaluate {
  const read = c.compile.expression(c, operand);
  const write = c.compile.target(c, operand);
  const sign = operator === SyntaxKind.PlusPlusToken ? "+" : "-";
  return (scope) => {
    const before = read(scope);
    const after = calculate(sign, before, numberValue(1));
    write(scope, after);
    return isPrefix ? after : before;
  };
}

function isAssignmentOperator(kind: SyntaxKind): boolean {
  return kind >= SyntaxKind.FirstAssignment && kind <= SyntaxKind.LastAssignment;
}

const logicalAssignments: ReadonlyMap<SyntaxKind, SyntaxKind> = new Map([
  [SyntaxKind.AmpersandAmpersandEqualsToken, SyntaxKind.AmpersandAmpersandToken],
  [SyntaxKind.BarBarEqualsToken, SyntaxKind.BarBarToken],
  [SyntaxKind.QuestionQuestionEqualsToken, SyntaxKind.QuestionQuestionToken],
]);

const compoundAssignments: ReadonlyMap<SyntaxKind, string> = new Map([
  [SyntaxKind.PlusEqualsToken, "+"],
  [SyntaxKind.MinusEqualsToken, "-"],
  [SyntaxKind.AsteriskEqualsToken, "*"],
  [SyntaxKind.SlashEqualsToken, "/"],
  [SyntaxKind.PercentEqualsToken, "%"],
  [SyntaxKind.AsteriskAsteriskEqualsToken, "**"],
  [SyntaxKind.AmpersandEqualsToken, "&"],
  [SyntaxKind.BarEqualsToken, "|"],
  [SyntaxKind.CaretEqualsToken, "^"],
  [SyntaxKind.LessThanLessThanEqualsToken, "<<"],
  [SyntaxKind.GreaterThanGreaterThanEqualsToken, ">>"],
  [SyntaxKind.GreaterThanGreaterThanGreaterThanEqualsToken, ">>>"],
]);

function compileAssignment(c: Context, node: BinaryExpression): Evaluate {
  const { kind } = node.operatorToken;
  const write = c.compile.target(c, node.left);
  const right = c.compile.expression(c, node.right);
  const store = (scope: Parameters<Evaluate>[0], value: Value): Value => {
    write(scope, value);
    return value;
  };
  if (kind === SyntaxKind.EqualsToken) return (scope) => store(scope, right(scope));
  const read = c.compile.expression(c, node.left);
  const logicalKind = logicalAssignments.get(kind);
  if (logicalKind !== undefined) {
    const place = authorPlace(c, node.left);
    return (scope) =>
      store(
        scope,
        logical(c, logicalKind, read(scope), () => right(scope), place),
      );
  }
  const operator = compoundAssignments.get(kind) ?? "+";
  return (scope) => {
    const before = read(scope);
    return store(scope, calculate(operator, before, right(scope)));
  };
}
