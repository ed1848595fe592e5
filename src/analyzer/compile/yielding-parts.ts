import {
  type BinaryExpression,
  type Expression,
  forEachChild,
  isAccess,
  isAssignment,
  isBinaryExpression,
  isCallExpression,
  isComputedPropertyName,
  isConditionalExpression,
  isExpression,
  isFunctionLike,
  isIdentifier,
  isInOptionalChain,
  isPropertyAccessExpression,
  isPropertyAssignment,
  isSpreadElement,
  isSuperAccess,
  isTaggedTemplateExpression,
  type Node,
  SyntaxKind,
  unwrapped,
} from "../syntax/index.ts";

/* The parts of an expression in the order in which they are evaluated: a generator may stop between any two. */

/** Parts that are evaluated only where a condition has come out in one way; null where that is not followed. */
interface Arm {
  readonly when: "true" | "false" | "nullish" | "something" | null;
  readonly parts: readonly Expression[];
}

interface ConditionalArms {
  readonly condition: Expression;
  readonly arms: readonly Arm[];
}

/** What an expression evaluates only sometimes: the right side of `&&`, the arms of `?:`, what stands behind `?.`. */
export function choiceOf(node: Expression): ConditionalArms | undefined {
  if (isConditionalExpression(node)) {
    const { condition, whenTrue, whenFalse } = node;
    return {
      condition,
      arms: [
        { when: "true", parts: [whenTrue] },
        { when: "false", parts: [whenFalse] },
      ],
    };
  }
  if (isBinaryExpression(node)) {
    const when = choosing.get(node.operatorToken.kind);
    return when === undefined ? undefined : { condition: node.left, arms: [{ when, parts: [node.right] }] };
  }
  if (!isInOptionalChain(node)) return undefined;
  const [condition, ...parts] = partsOf(node);
  const callsMember = isCallExpression(node) && isAccess(unwrapped(node.expression));
  const when = callsMember && node.questionDotToken !== undefined ? null : "something";
  return condition === undefined ? undefined : { condition, arms: [{ when, parts }] };
}

const choosing: ReadonlyMap<SyntaxKind, NonNullable<Arm["when"]>> = new Map([
  [SyntaxKind.AmpersandAmpersandToken, "true"],
  [SyntaxKind.BarBarToken, "false"],
  [SyntaxKind.QuestionQuestionToken, "nullish"],
  [SyntaxKind.AmpersandAmpersandEqualsToken, "true"],
  [SyntaxKind.BarBarEqualsToken, "false"],
  [SyntaxKind.QuestionQuestionEqualsToken, "nullish"],
]);

export function partsOf(node: Expression): readonly Expression[] {
  if (isPropertyAccessExpression(node)) return isSuperAccess(node) ? [] : [node.expression];
  if (isBinaryExpression(node) && isAssignment(node)) return [...targetParts(node), node.right];
  if (isTaggedTemplateExpression(node)) return [...calleeParts(node.tag), ...childParts(node.template)];
  if (isCallExpression(node)) return [...calleeParts(node.expression), ...node.arguments.map(withoutSpread)];
  return childParts(node);
}

/** A method is looked up when it is called, what it is taken from before its arguments. */
function calleeParts(callee: Expression): readonly Expression[] {
  const plain = unwrapped(callee);
  return isAccess(plain) ? partsOf(plain) : [plain];
}

function withoutSpread(node: Expression): Expression {
  return isSpreadElement(node) ? node.expression : node;
}

/** What an assignment evaluates of its left side; unless it is a plain `=`, that is also read. */
function targetParts({ left, operatorToken }: BinaryExpression): readonly Expression[] {
  const target = unwrapped(left);
  const reads = operatorToken.kind === SyntaxKind.EqualsToken ? [] : [target];
  if (isIdentifier(target)) return reads;
  return isAccess(target) ? [...partsOf(target), ...reads] : [];
}

function childParts(node: Node): readonly Expression[] {
  const parts: Expression[] = [];
  forEachChild(node, (child) => {
    if (isFunctionLike(child) && !isExpression(child)) return;
    if (isPropertyAssignment(child)) {
      if (isComputedPropertyName(child.name)) parts.push(child.name.expression);
      parts.push(child.initializer);
    } else if (isExpression(child)) parts.push(withoutSpread(child));
    else if (wrappers.has(child.kind)) parts.push(...childParts(child));
  });
  return parts;
}

/** What stands around an expression without being one. */
const wrappers: ReadonlySet<SyntaxKind> = new Set([
  SyntaxKind.ShorthandPropertyAssignment,
  SyntaxKind.SpreadAssignment,
  SyntaxKind.TemplateSpan,
]);

/** Whether it matters when an expression is evaluated. */
export function isKeptBefore(node: Expression): boolean {
  return !timeless.has(node.kind);
}

const timeless: ReadonlySet<SyntaxKind> = new Set([
  SyntaxKind.ArrowFunction,
  SyntaxKind.FunctionExpression,
  SyntaxKind.NumericLiteral,
  SyntaxKind.BigIntLiteral,
  SyntaxKind.StringLiteral,
  SyntaxKind.NoSubstitutionTemplateLiteral,
  SyntaxKind.TemplateHead,
  SyntaxKind.TemplateMiddle,
  SyntaxKind.TemplateTail,
  SyntaxKind.TrueKeyword,
  SyntaxKind.FalseKeyword,
  SyntaxKind.NullKeyword,
  SyntaxKind.ThisKeyword,
  SyntaxKind.SuperKeyword,
  SyntaxKind.ImportKeyword,
  SyntaxKind.OmittedExpression,
]);
