import { awaited } from "../run/jobs/promises.ts";
import { report } from "../run/machine.ts";
import {
  type BinaryExpression,
  type Expression,
  hasModifier,
  isAssignment,
  type MetaProperty,
  type Node,
  type PrefixUnaryExpression,
  type Statement,
  SyntaxKind,
} from "../syntax/index.ts";
import { newFunction } from "../values/containers.ts";
import { overOptions } from "../values/join.ts";
import {
  bigIntValue,
  falseValue,
  nullValue,
  numberValue,
  stringValue,
  trueValue,
  undefinedValue,
  unknownValue,
} from "../values/make.ts";
import type { Evaluate, Execute, Value } from "../values/value.ts";
import { compileDelete, compileRead } from "./access.ts";
import { compileAssignment, compileStep } from "./assignments.ts";
import { compileCall, compileNew, compileTagged } from "./call-expressions.ts";
import { compileClass } from "./classes.ts";
import { compileIf, compileSwitch, compileTry } from "./conditions.ts";
import { authorPlace, type Compile, type Context, observed } from "./context.ts";
import { compileForIn, compileForOf } from "./each-loops.ts";
import { compileFunction } from "./functions.ts";
import { compileGenerator } from "./generator-statements.ts";
import { nameGivenTo } from "./given-names.ts";
import { assignLocal, compileIdentifier, type Globals, readIfSet, readLocal } from "./identifiers.ts";
import { compileArray, compileObject, compileTemplate, constant } from "./literals.ts";
import { compileDo, compileFor, compileWhile } from "./loops.ts";
import { compileAlias, compileNamespace } from "./namespaces.ts";
import { compileBinary, compileConditional, compilePrefix } from "./operators.ts";
import { compileBinding, compileTarget } from "./patterns.ts";
import {
  compileBlock,
  compileBlockStatement,
  compileClassDeclaration,
  compileClassValue,
  compileEnum,
  compileExpressionStatement,
  compileFunctionDeclaration,
  compileJump,
  compileLabeled,
  compileReturn,
  compileThrow,
  compileVariables,
} from "./statements.ts";
import { compileThis } from "./super-calls.ts";
import { compileYieldingBinding, compileYieldingTarget } from "./yielding-patterns.ts";
import { compileYield } from "./yields.ts";

/** Each kind of syntax with the function that compiles it. A single cast at the look-up covers them all. */
type Table<T> = ReadonlyMap<SyntaxKind, (c: Context, node: never) => T>;
type Wrapped = Expression & { readonly expression: Expression };

/** Compiles all syntax that is followed; what is not, is unknown and costs nothing else. */
export function newCompile(globals: Globals): Compile {
  const expressions = expressionTable(globals);
  return {
    expression(c, node) {
      const kept = c.kept?.get(node);
      if (kept !== undefined) return readLocal(c, kept) ?? (() => undefinedValue);
      const compile = expressions.get(node.kind);
      if (compile === undefined) return unfollowed(c, node);
      const evaluate = compile(c, node as never);
      return isHoverable(node.kind) ? observed(c, node, evaluate, roleOf(node.kind)) : evaluate;
    },
    statement(c, node) {
      const compile = statements.get(node.kind);
      // `declare` only speaks to the type checker.
      if (compile === undefined || hasModifier(node, SyntaxKind.DeclareKeyword)) return () => undefined;
      return compile(c, node as never);
    },
    block: compileBlock,
    binding: compileBinding,
    target: compileTarget,
    yieldingBinding: compileYieldingBinding,
    yieldingTarget: compileYieldingTarget,
    assignment: assignLocal(globals),
    function: compileFunction,
    generator: compileGenerator,
    class: (c, node, name) => compileClass(c, node, name),
  };
}

/** What is not followed is unknown; where a model may depend on it, that is reported. */
function unfollowed(c: Context, node: Node): Evaluate {
  const place = authorPlace(c, node);
  const what = unfollowedNames.get(node.kind);
  const unknown = unknownValue(what === undefined ? "It is not known" : `${what} is not followed`, place);
  if (what === undefined || place === null || c.file.isBroken) return () => unknown;
  return () => {
    report(c.m, { code: "unsupported-syntax", at: place, data: { what } });
    return unknown;
  };
}

const unfollowedNames: ReadonlyMap<SyntaxKind, string> = new Map([
  [SyntaxKind.JsxElement, "JSX"],
  [SyntaxKind.JsxSelfClosingElement, "JSX"],
]);

function isHoverable(kind: SyntaxKind): boolean {
  return hoverable.has(kind);
}

const hoverable: ReadonlySet<SyntaxKind> = new Set([
  SyntaxKind.Identifier,
  SyntaxKind.CallExpression,
  SyntaxKind.NewExpression,
  SyntaxKind.PropertyAccessExpression,
  SyntaxKind.ElementAccessExpression,
]);

function roleOf(kind: SyntaxKind): "construction" | "expression" {
  return kind === SyntaxKind.NewExpression ? "construction" : "expression";
}

function expressionTable(globals: Globals): Table<Evaluate> {
  return new Map<SyntaxKind, (c: Context, node: never) => Evaluate>([
    [SyntaxKind.Identifier, compileIdentifier(globals)],
    [SyntaxKind.NumericLiteral, numeric],
    [SyntaxKind.StringLiteral, text],
    [SyntaxKind.NoSubstitutionTemplateLiteral, text],
    [SyntaxKind.TemplateExpression, compileTemplate],
    [SyntaxKind.TaggedTemplateExpression, compileTagged],
    [SyntaxKind.BigIntLiteral, bigInt],
    [SyntaxKind.RegularExpressionLiteral, pattern],
    [SyntaxKind.TrueKeyword, (c: Context, node: Expression) => constant(c, node, trueValue)],
    [SyntaxKind.FalseKeyword, (c: Context, node: Expression) => constant(c, node, falseValue)],
    [SyntaxKind.NullKeyword, () => () => nullValue],
    [SyntaxKind.ThisKeyword, compileThis],
    [SyntaxKind.ArrayLiteralExpression, compileArray],
    [SyntaxKind.ObjectLiteralExpression, compileObject],
    [SyntaxKind.PropertyAccessExpression, compileRead],
    [SyntaxKind.ElementAccessExpression, compileRead],
    [SyntaxKind.CallExpression, compileCall],
    [SyntaxKind.NewExpression, compileNew],
    [SyntaxKind.BinaryExpression, binary],
    [SyntaxKind.ConditionalExpression, compileConditional],
    [SyntaxKind.PrefixUnaryExpression, prefix],
    [SyntaxKind.PostfixUnaryExpression, compileStep],
    [SyntaxKind.ArrowFunction, functionExpression],
    [SyntaxKind.FunctionExpression, functionExpression],
    [SyntaxKind.ClassExpression, classExpression],
    [SyntaxKind.ParenthesizedExpression, wrapped],
    [SyntaxKind.AsExpression, wrapped],
    [SyntaxKind.SatisfiesExpression, wrapped],
    [SyntaxKind.NonNullExpression, wrapped],
    [SyntaxKind.TypeAssertionExpression, wrapped],
    [SyntaxKind.ExpressionWithTypeArguments, wrapped],
    [SyntaxKind.AwaitExpression, compileAwait],
    [SyntaxKind.TypeOfExpression, typeOf],
    [SyntaxKind.VoidExpression, (c: Context, node: Wrapped) => afterwards(c, node)],
    [SyntaxKind.DeleteExpression, compileDelete],
    [SyntaxKind.YieldExpression, compileYield],
    [SyntaxKind.MetaProperty, compileMeta],
    [SyntaxKind.OmittedExpression, () => () => undefinedValue],
  ]);
}

const statements: Table<Execute> = new Map<SyntaxKind, (c: Context, node: never) => Execute>([
  [
    SyntaxKind.VariableStatement,
    (c: Context, node: VariableStatementNode) => compileVariables(c, node.declarationList),
  ],
  [SyntaxKind.ExpressionStatement, compileExpressionStatement],
  [SyntaxKind.ReturnStatement, compileReturn],
  [SyntaxKind.IfStatement, compileIf],
  [SyntaxKind.Block, compileBlockStatement],
  [SyntaxKind.ForStatement, compileFor],
  [SyntaxKind.ForOfStatement, compileForOf],
  [SyntaxKind.ForInStatement, compileForIn],
  [SyntaxKind.WhileStatement, compileWhile],
  [SyntaxKind.DoStatement, compileDo],
  [SyntaxKind.BreakStatement, compileJump],
  [SyntaxKind.ContinueStatement, compileJump],
  [SyntaxKind.LabeledStatement, compileLabeled],
  [SyntaxKind.SwitchStatement, compileSwitch],
  [SyntaxKind.ThrowStatement, compileThrow],
  [SyntaxKind.TryStatement, compileTry],
  [SyntaxKind.ClassDeclaration, compileClassDeclaration],
  [SyntaxKind.FunctionDeclaration, lateFunction],
  [SyntaxKind.EnumDeclaration, compileEnum],
  [SyntaxKind.ModuleDeclaration, compileNamespace],
  [SyntaxKind.ImportEqualsDeclaration, compileAlias],
]);

type VariableStatementNode = Statement & { readonly declarationList: Parameters<typeof compileVariables>[1] };

function numeric(c: Context, node: Expression & { readonly text: string }): Evaluate {
  return constant(c, node, numberValue(Number(node.text)));
}

function bigInt(_: Context, { text: digits }: Expression & { readonly text: string }): Evaluate {
  const value = bigIntValue(BigInt(digits.slice(0, -1).replaceAll("_", "")));
  return () => value;
}

function pattern(c: Context, { text: whole }: Expression & { readonly text: string }): Evaluate {
  const end = whole.lastIndexOf("/");
  const [source, flags] = [whole.slice(1, end), whole.slice(end + 1)];
  return () => c.m.intrinsics.newPattern(c.m, source, flags);
}

function text(c: Context, node: Expression & { readonly text: string }): Evaluate {
  return constant(c, node, stringValue(node.text));
}

function binary(c: Context, node: BinaryExpression): Evaluate {
  return isAssignment(node) ? compileAssignment(c, node) : compileBinary(c, node);
}

function prefix(c: Context, node: PrefixUnaryExpression): Evaluate {
  const isStep = node.operator === SyntaxKind.PlusPlusToken || node.operator === SyntaxKind.MinusMinusToken;
  return isStep ? compileStep(c, node) : compilePrefix(c, node);
}

/** `new.target` and `import.meta`. */
function compileMeta(c: Context, node: MetaProperty): Evaluate {
  if (node.keywordToken === SyntaxKind.NewKeyword)
    return readIfSet(c, "new.target") ?? (() => undefinedValue);
  const meta = {
    ...unknownValue("What import.meta has is not known", authorPlace(c, node)),
    host: "import.meta",
  };
  return () => meta;
}

function wrapped(c: Context, node: Wrapped): Evaluate {
  return c.compile.expression(c, node.expression);
}

/** `await` outside every function. */
function compileAwait(c: Context, node: Wrapped): Evaluate {
  const evaluate = c.compile.expression(c, node.expression);
  return (scope) => awaited(c.m, evaluate(scope));
}

function afterwards(c: Context, node: Wrapped): Evaluate {
  const evaluate = c.compile.expression(c, node.expression);
  return (scope) => {
    evaluate(scope);
    return undefinedValue;
  };
}

function classExpression(c: Context, node: Parameters<typeof compileClassValue>[1]): Evaluate {
  return compileClassValue(c, node, node.name?.text ?? nameGivenTo(node));
}

function functionExpression(c: Context, node: Parameters<Compile["function"]>[1]): Evaluate {
  const code = c.compile.function(c, node, nameGivenTo(node));
  return (scope) => newFunction(c.m, code, scope);
}

/** A function declared where only a statement may stand, as behind a label. */
function lateFunction(c: Context, node: Parameters<typeof compileFunctionDeclaration>[1]): Execute {
  const declareFunction = compileFunctionDeclaration(c, node);
  return (scope) => void declareFunction(scope);
}

const typeNames: Readonly<Record<string, string>> = {
  number: "number",
  string: "string",
  boolean: "boolean",
  undecided: "boolean",
  undefined: "undefined",
  function: "function",
  native: "function",
  class: "function",
  symbol: "symbol",
  bigint: "bigint",
};

function typeOf(c: Context, node: Wrapped): Evaluate {
  // `typeof` alone accepts a name that is not declared.
  const evaluate = c.compile.expression({ ...c, hasForeignNames: true }, node.expression);
  return (scope) => overOptions(evaluate(scope), typeOfOption);
}

function typeOfOption(value: Value): Value {
  if (value.kind === "unknown") return value.type === undefined ? value : stringValue(value.type);
  if (value.kind === "object" && value.module !== null) return stringValue("function");
  return stringValue(typeNames[value.kind] ?? "object");
}
