import { toNumeric } from "../run/convert.ts";
import {
  type BinaryExpression,
  type Expression,
  isAccess,
  isPropertyAccessExpression,
  type PostfixUnaryExpression,
  type PrefixUnaryExpression,
  SyntaxKind,
  unwrapped,
} from "../syntax/index.ts";
import { bigIntValue, numberValue } from "../values/make.ts";
import type { Evaluate, Value } from "../values/value.ts";
import { authorPlace, type Context, given } from "./context.ts";
import { nameAfter } from "./given-names.ts";
import { operated } from "./host-errors.ts";
import { calculate, logical } from "./operators.ts";
import { compileReference } from "./references.ts";
import { refusingTensors, tensorOperator } from "./tensor-operators.ts";

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

/** `target = value`, `target += value`, `target ??= value` */
export function compileAssignment(c: Context, node: BinaryExpression): Evaluate {
  const { kind } = node.operatorToken;
  // A field of a layer may be at fault later, where the layer is called.
  const isField = isPropertyAccessExpression(node.left);
  nameAfter(node.left, node.right);
  const right = isField ? given(c, node.right) : c.compile.expression(c, node.right);
  const target = unwrapped(node.left);
  if (kind === SyntaxKind.EqualsToken) return compilePlainAssignment(c, target, right);
  const place = compileUpdate(c, target);
  const logicalKind = logicalAssignments.get(kind);
  if (logicalKind !== undefined) {
    const at = authorPlace(c, node.left);
    return (scope) => {
      const { read, write } = place(scope);
      return logical(c, logicalKind, read(), () => stored(write, right(scope)), at);
    };
  }
  const operator = compoundAssignments.get(kind) ?? "+";
  const whole = authorPlace(c, node);
  const rule = refusingTensors(c.m, operator, whole, (a, b) => calculate(c.m, operator, a, b));
  return (scope) => {
    const { read, write } = place(scope);
    const [before, by] = [read(), right(scope)];
    return stored(
      write,
      operated(c.m, whole, () => rule(before, by)),
    );
  };
}

function compilePlainAssignment(c: Context, target: Expression, right: Evaluate): Evaluate {
  if (isAccess(target)) {
    const place = compileReference(c, target);
    return (scope) => stored(place(scope).write, right(scope));
  }
  const write = c.compile.target(c, target);
  return (scope) => {
    const value = right(scope);
    write(scope, value);
    return value;
  };
}

function stored(write: (value: Value) => void, value: Value): Value {
  write(value);
  return value;
}

/** What is read and then set: a member, which is found once, or a variable. */
function compileUpdate(c: Context, target: Expression): ReturnType<typeof compileReference> {
  if (isAccess(target)) return compileReference(c, target);
  const read = c.compile.expression(c, target);
  const write = c.compile.target(c, target);
  return (scope) => ({ read: () => read(scope), write: (value) => write(scope, value) });
}

/** `++x`, `x--` */
export function compileStep(
  c: Context,
  { operand, operator, kind }: PrefixUnaryExpression | PostfixUnaryExpression,
): Evaluate {
  const found = compileUpdate(c, unwrapped(operand));
  const sign = operator === SyntaxKind.PlusPlusToken ? "+" : "-";
  const isPrefix = kind === SyntaxKind.PrefixUnaryExpression;
  const place = authorPlace(c, operand);
  return (scope) => {
    const { read, write } = found(scope);
    const before = read();
    if (before.kind === "tensor")
      return tensorOperator(c.m, { operator: `${sign}${sign}`, isUnary: true }, [before], place);
    const number = toNumeric(c.m, before);
    const one = number.kind === "bigint" ? bigIntValue(1n) : numberValue(1);
    const after = calculate(c.m, sign, number, one);
    write(after);
    return isPrefix ? after : number;
  };
}
