import ts from "typescript";
import type { Range } from "../../base/index.ts";

/** A word, sign or comment of code that may be half typed, and so has no tree. */
export interface Token extends Range {
  readonly kind: ts.SyntaxKind;
  readonly text: string;
  /** For a `)` or `}`: whether it ends the head of a statement, or a block. No operator can follow then. */
  readonly endsStatement: boolean;
}

/** The scanner does not know whether a `}` ends an expression in a template: that follows from what was opened. */
export function tokensOf(text: string): readonly Token[] {
  const scanner = ts.createScanner(ts.ScriptTarget.ES2023, false, ts.LanguageVariant.Standard, text);
  const tokens: Token[] = [];
  const open: { readonly kind: ts.SyntaxKind; readonly isBlock: boolean }[] = [];
  const heads: boolean[] = [];
  for (let kind = scanner.scan(); kind !== ts.SyntaxKind.EndOfFileToken; kind = scanner.scan()) {
    const endsBraces = kind === ts.SyntaxKind.CloseBraceToken;
    if (endsBraces && open.at(-1)?.kind === ts.SyntaxKind.TemplateHead)
      kind = scanner.reScanTemplateToken(false);
    const before = tokens.findLast((token) => !isComment(token));
    if (isSlash(kind) && !endsOperand(before))
      kind = scanner.tryScan(() => regularExpression(scanner)) ?? kind;
    let endsStatement = false;
    if (kind === ts.SyntaxKind.OpenParenToken)
      heads.push(before !== undefined && headed.includes(before.kind));
    else if (kind === ts.SyntaxKind.CloseParenToken) endsStatement = heads.pop() ?? false;
    else if (kind === ts.SyntaxKind.OpenBraceToken || kind === ts.SyntaxKind.TemplateHead)
      open.push({ kind, isBlock: before === undefined || beforeBlocks.includes(before.kind) });
    else if (endsBraces && kind !== ts.SyntaxKind.TemplateMiddle)
      endsStatement = open.pop()?.isBlock ?? false;
    const [start, end] = [scanner.getTokenStart(), scanner.getTokenEnd()];
    if (!blanks.includes(kind))
      tokens.push({ kind, start, end, text: text.slice(start, end), endsStatement });
  }
  return tokens;
}

const blanks: readonly ts.SyntaxKind[] = [
  ts.SyntaxKind.WhitespaceTrivia,
  ts.SyntaxKind.NewLineTrivia,
  ts.SyntaxKind.ShebangTrivia,
];

/** The keywords whose statements have a head in parentheses. */
const headed: readonly ts.SyntaxKind[] = [
  ts.SyntaxKind.IfKeyword,
  ts.SyntaxKind.WhileKeyword,
  ts.SyntaxKind.ForKeyword,
  ts.SyntaxKind.WithKeyword,
];

/** The tokens after which a `{` opens a block, not an object. */
const beforeBlocks: readonly ts.SyntaxKind[] = [
  ts.SyntaxKind.CloseParenToken,
  ts.SyntaxKind.SemicolonToken,
  ts.SyntaxKind.OpenBraceToken,
  ts.SyntaxKind.CloseBraceToken,
  ts.SyntaxKind.ElseKeyword,
  ts.SyntaxKind.DoKeyword,
  ts.SyntaxKind.TryKeyword,
  ts.SyntaxKind.FinallyKeyword,
];

function isSlash(kind: ts.SyntaxKind): boolean {
  return kind === ts.SyntaxKind.SlashToken || kind === ts.SyntaxKind.SlashEqualsToken;
}

/** Nothing for one that has no end on its line, as in half-typed code. */
function regularExpression(scanner: ts.Scanner): ts.SyntaxKind | undefined {
  const kind = scanner.reScanSlashToken();
  return scanner.isUnterminated() ? undefined : kind;
}

/** Whether a slash after this token is a division. */
function endsOperand(token: Token | undefined): boolean {
  if (token === undefined || token.endsStatement) return false;
  const { kind } = token;
  if (kind === ts.SyntaxKind.Identifier || operandEnds.includes(kind) || closers.includes(kind)) return true;
  if (ts.SyntaxKind.FirstLiteralToken <= kind && kind <= ts.SyntaxKind.LastLiteralToken) return true;
  // Contextual keywords like `type` are names, too.
  return isKeyword(kind) && kind > ts.SyntaxKind.LastReservedWord;
}

const operandEnds: readonly ts.SyntaxKind[] = [
  ts.SyntaxKind.TemplateTail,
  ts.SyntaxKind.ThisKeyword,
  ts.SyntaxKind.SuperKeyword,
  ts.SyntaxKind.NullKeyword,
  ts.SyntaxKind.TrueKeyword,
  ts.SyntaxKind.FalseKeyword,
  ts.SyntaxKind.PlusPlusToken,
  ts.SyntaxKind.MinusMinusToken,
];

export function isComment({ kind }: Token): boolean {
  return kind === ts.SyntaxKind.SingleLineCommentTrivia || kind === ts.SyntaxKind.MultiLineCommentTrivia;
}

export function isWord(kind: ts.SyntaxKind): boolean {
  return kind === ts.SyntaxKind.NumericLiteral || kind === ts.SyntaxKind.Identifier || isKeyword(kind);
}

function isKeyword(kind: ts.SyntaxKind): boolean {
  return ts.SyntaxKind.FirstKeyword <= kind && kind <= ts.SyntaxKind.LastKeyword;
}

export const openers: readonly ts.SyntaxKind[] = [
  ts.SyntaxKind.OpenParenToken,
  ts.SyntaxKind.OpenBraceToken,
  ts.SyntaxKind.OpenBracketToken,
];
export const closers: readonly ts.SyntaxKind[] = [
  ts.SyntaxKind.CloseParenToken,
  ts.SyntaxKind.CloseBraceToken,
  ts.SyntaxKind.CloseBracketToken,
];
