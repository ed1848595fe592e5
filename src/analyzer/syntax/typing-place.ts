import ts from "typescript";
import type { Range } from "../../base/index.ts";
import { closers, isComment, isWord, openers, type Token, tokensOf } from "./tokens.ts";

/** What is being typed where a cursor stands. It is read from the tokens alone, because half-typed code has no tree. */
export type TypingPlace =
  /** An argument of a construction: `new nn.Conv2d(3, |)`. */
  | (ConstructionPlace & { readonly kind: "argument" })
  /** The name of an option: `{ | }` among a construction's arguments. */
  | (ConstructionPlace & OtherOptions & { readonly kind: "option-name"; readonly written: readonly string[] })
  /** What an option is set to: `{ groups: | }`. */
  | (ConstructionPlace & OtherOptions & { readonly kind: "option-value"; readonly name: string })
  /** The class of a construction: `new nn.|`. */
  | (CalleePlace & { readonly kind: "class" })
  /** A member of the object around, which is not called yet: `this.|`. */
  | { readonly kind: "own-member"; readonly typed: Range; readonly access: Range }
  /** The first word of a statement of the file itself, alone on its line. */
  | { readonly kind: "statement"; readonly typed: Range }
  /** Inside a comment: what its line has before the cursor. */
  | { readonly kind: "comment"; readonly typed: Range; readonly line: string };

interface CalleePlace {
  /** The word that is being typed, and replaced by a completion. */
  readonly typed: Range;
  /** `nn.` or nothing. */
  readonly namespace: string;
  /** From `new` to the closing bracket, or to where the half-typed construction seems to end. */
  readonly construction: Range;
}

interface ConstructionPlace extends CalleePlace {
  readonly className: string;
  /** The arguments before and behind the cursor's, as written; the cursor's own without the word being typed. */
  readonly arguments: readonly string[];
  readonly index: number;
}

interface OtherOptions {
  /** The options beside the one being typed, as written: `padding: 1`. */
  readonly others: readonly string[];
}

/** A call of a function in a namespace whose arguments are being typed: `F.maxPool2d(x, |)`. */
export interface TypedCall {
  /** `F.` */
  readonly namespace: string;
  readonly name: string;
  readonly index: number;
  /** The option whose value is being typed; null for anything else. */
  readonly option: string | null;
  /** The call as far as it is written; null where its bracket is not closed yet. */
  readonly call: Range | null;
}

/** Null where none of these is being typed. */
export function typingPlaceAt(text: string, offset: number): TypingPlace | null {
  const all = tokensOf(text);
  const comment = all.find((token) => isComment(token) && isInComment(token, offset));
  if (comment !== undefined) return commentPlace(text, comment, offset);
  const tokens = all.filter((token) => !isComment(token));
  const typed = wordAt(tokens, offset);
  const before = tokens.filter(({ end }) => end <= typed.start);
  const behind = tokens.filter(({ start }) => start >= typed.end);
  return (
    classPlace(text, before, behind, typed) ??
    ownMemberPlace(before, behind, typed) ??
    argumentPlace(text, before, behind, typed, offset) ??
    statementPlace(text, { before, behind }, typed)
  );
}

/** Null where no arguments of such a call are being typed. */
export function typedCallAt(text: string, offset: number): TypedCall | null {
  const all = tokensOf(text);
  if (all.some((token) => isComment(token) && isInComment(token, offset))) return null;
  const tokens = all.filter((token) => !isComment(token));
  const typed = wordAt(tokens, offset);
  const before = tokens.filter(({ end }) => end <= typed.start);
  const inner = openAt(before, before.length);
  if (inner === null) return null;
  const isObject = before[inner]?.kind === ts.SyntaxKind.OpenBraceToken;
  const list = isObject ? openAt(before, inner) : inner;
  if (list === null || before[list]?.kind !== ts.SyntaxKind.OpenParenToken) return null;
  const [namespace, dot, name] = list < 3 ? [] : before.slice(list - 3, list);
  const isCall =
    name !== undefined &&
    isWord(name.kind) &&
    dot?.kind === ts.SyntaxKind.DotToken &&
    namespace !== undefined;
  const further = before[list - 4]?.kind;
  if (!isCall || further === ts.SyntaxKind.DotToken || further === ts.SyntaxKind.NewKeyword) return null;
  const close = closing(tokens.slice(list), 0);
  const [key, colon] = isObject ? (split(before.slice(inner + 1)).at(-1) ?? []) : [];
  return {
    namespace: `${namespace.text}.`,
    name: name.text,
    index: split(before.slice(list + 1)).length - 1,
    option: colon?.kind === ts.SyntaxKind.ColonToken && key !== undefined ? key.text : null,
    call: close === undefined ? null : { start: namespace.start, end: close.end },
  };
}

/** The word that a cursor touches, the number right behind it, which another one would only lengthen, or its place. */
function wordAt(tokens: readonly Token[], offset: number): Range {
  const touched = tokens.find(({ start, end, kind }) => start < offset && offset <= end && isWord(kind));
  const number = tokens.find(({ start, kind }) => start === offset && kind === ts.SyntaxKind.NumericLiteral);
  return touched ?? number ?? { start: offset, end: offset };
}

/** The end of a line's comment belongs to it; what stands behind a closed one does not. */
function isInComment({ start, end, text }: Token, offset: number): boolean {
  const isClosed = text.startsWith("/*") && text.endsWith("*/") && text.length > 3;
  return start + 1 < offset && (isClosed ? offset < end : offset <= end);
}

function commentPlace(text: string, { start }: Token, offset: number): TypingPlace {
  const line = text.slice(Math.max(start, text.lastIndexOf("\n", offset - 1) + 1), offset);
  const word = /[@\w.=×]*$/.exec(line)?.[0] ?? "";
  return { kind: "comment", typed: { start: offset - word.length, end: offset }, line };
}

/** The callee's tokens before an index: `new`, `nn`, `.`; null where it is no construction. */
function calleeBefore(
  tokens: readonly Token[],
): { readonly start: number; readonly namespace: string } | null {
  let index = tokens.length;
  while (
    tokens[index - 1]?.kind === ts.SyntaxKind.DotToken &&
    tokens[index - 2]?.kind === ts.SyntaxKind.Identifier
  )
    index -= 2;
  const keyword = tokens[index - 1];
  if (keyword?.kind !== ts.SyntaxKind.NewKeyword) return null;
  return {
    start: keyword.start,
    namespace: tokens
      .slice(index)
      .map(({ text }) => text)
      .join(""),
  };
}

function classPlace(
  text: string,
  before: readonly Token[],
  behind: readonly Token[],
  typed: Range,
): TypingPlace | null {
  const callee = calleeBefore(before);
  if (callee === null) return null;
  const [next] = behind;
  const hasArguments = next?.kind === ts.SyntaxKind.OpenParenToken && next.start === typed.end;
  const end = hasArguments ? (closing(behind, 0)?.end ?? endOfLine(text, typed.end)) : typed.end;
  return { kind: "class", typed, namespace: callee.namespace, construction: { start: callee.start, end } };
}

function statementPlace(
  text: string,
  { before, behind }: { readonly before: readonly Token[]; readonly behind: readonly Token[] },
  typed: Range,
): TypingPlace | null {
  const line = text.slice(text.lastIndexOf("\n", typed.start - 1) + 1, endOfLine(text, typed.end));
  const isAlone = line.trim() === text.slice(typed.start, typed.end) && typed.start < typed.end;
  const last = before.at(-1);
  // What stands behind the head of an `if` or a loop belongs to it.
  const isBehindHead = last?.kind === ts.SyntaxKind.CloseParenToken && last.endsStatement;
  const begins = last === undefined || (statementEnds.has(last.kind) && !isBehindHead);
  const [next] = behind;
  const goesOn = next !== undefined && continues(next.kind);
  return isAlone && begins && !goesOn && depthBehind(before) === 0 ? { kind: "statement", typed } : null;
}

/**
 * Whether a token at the beginning of a line belongs to the statement above. Brackets could as well, but hardly any author
 * means them so.
 */
function continues(kind: ts.SyntaxKind): boolean {
  const isSign = ts.SyntaxKind.FirstBinaryOperator <= kind && kind <= ts.SyntaxKind.LastBinaryOperator;
  return (isSign && !beginSomething.has(kind)) || goOn.has(kind);
}

/** Operators that can also begin a statement, as signs do. */
const beginSomething: ReadonlySet<ts.SyntaxKind> = new Set([
  ts.SyntaxKind.PlusPlusToken,
  ts.SyntaxKind.MinusMinusToken,
  ts.SyntaxKind.ExclamationToken,
  ts.SyntaxKind.TildeToken,
  ts.SyntaxKind.AtToken,
  ts.SyntaxKind.HashToken,
  ts.SyntaxKind.BacktickToken,
]);

const goOn: ReadonlySet<ts.SyntaxKind> = new Set([
  ts.SyntaxKind.DotToken,
  ts.SyntaxKind.QuestionDotToken,
  ts.SyntaxKind.CommaToken,
  ts.SyntaxKind.InKeyword,
  ts.SyntaxKind.InstanceOfKeyword,
]);

/** What the statement above may end with. Where no semicolons are written that is a value. */
const statementEnds: ReadonlySet<ts.SyntaxKind> = new Set([
  ts.SyntaxKind.SemicolonToken,
  ts.SyntaxKind.CloseBraceToken,
  ts.SyntaxKind.CloseParenToken,
  ts.SyntaxKind.CloseBracketToken,
  ts.SyntaxKind.Identifier,
  ts.SyntaxKind.StringLiteral,
  ts.SyntaxKind.NumericLiteral,
  ts.SyntaxKind.BigIntLiteral,
  ts.SyntaxKind.RegularExpressionLiteral,
  ts.SyntaxKind.NoSubstitutionTemplateLiteral,
  ts.SyntaxKind.TemplateTail,
  ts.SyntaxKind.TrueKeyword,
  ts.SyntaxKind.FalseKeyword,
  ts.SyntaxKind.NullKeyword,
  ts.SyntaxKind.ThisKeyword,
]);

function ownMemberPlace(
  before: readonly Token[],
  [next]: readonly Token[],
  typed: Range,
): TypingPlace | null {
  const [object, dot] = before.slice(-2);
  if (object?.kind !== ts.SyntaxKind.ThisKeyword || dot?.kind !== ts.SyntaxKind.DotToken) return null;
  const goesOn = next?.start === typed.end && (openers.includes(next.kind) || next.text === ".");
  return goesOn ? null : { kind: "own-member", typed, access: { start: object.start, end: typed.end } };
}

function argumentPlace(
  text: string,
  before: readonly Token[],
  behind: readonly Token[],
  typed: Range,
  offset: number,
): TypingPlace | null {
  const inner = openAt(before, before.length);
  if (inner === null) return null;
  const isObject = before[inner]?.kind === ts.SyntaxKind.OpenBraceToken;
  const list = isObject ? openAt(before, inner) : inner;
  if (list === null || before[list]?.kind !== ts.SyntaxKind.OpenParenToken) return null;
  const name = before[list - 1];
  const callee = calleeBefore(before.slice(0, Math.max(0, list - 1)));
  if (name === undefined || !isWord(name.kind) || callee === null) return null;
  const close = closing([...before.slice(list), ...behind], 0);
  const rest = close === undefined ? [] : untilClosed(behind, isObject ? 2 : 1);
  const written = split([...before.slice(list + 1), ...rest]);
  const place = {
    typed,
    namespace: callee.namespace,
    className: name.text,
    construction: { start: callee.start, end: close?.end ?? endOfLine(text, offset) },
    arguments: written.map((tokens) => wordsOf(text, tokens, typed)),
    index: split(before.slice(list + 1)).length - 1,
  };
  if (!isObject) return { kind: "argument", ...place };
  const entries = split(before.slice(inner + 1));
  const own = entries.at(-1) ?? [];
  // Behind an object that is not closed yet follows the rest of the file, not its options.
  const [goesOn = [], ...following] = split(close === undefined ? [] : untilClosed(behind, 1));
  const others = [...entries.slice(0, -1), ...(own.length > 0 ? [] : [goesOn]), ...following]
    .filter(([first]) => first !== undefined && first.kind !== ts.SyntaxKind.ColonToken)
    .map((tokens) => wordsOf(text, tokens, typed));
  if (own.length > 0) return optionValuePlace({ ...place, others }, own);
  const all = [...entries, ...split(untilClosed(behind, 1))];
  const names = all.flatMap(([first]) => (first !== undefined && isWord(first.kind) ? [first.text] : []));
  return { kind: "option-name", ...place, others, written: names };
}

function optionValuePlace(
  place: ConstructionPlace & OtherOptions,
  [key, colon, ...value]: readonly Token[],
): TypingPlace | null {
  const isEmpty = colon?.kind === ts.SyntaxKind.ColonToken && value.length === 0;
  return key !== undefined && isEmpty ? { kind: "option-value", ...place, name: key.text } : null;
}

/** How many brackets are open behind the tokens. */
function depthBehind(tokens: readonly Token[]): number {
  const count = (kinds: readonly ts.SyntaxKind[]) => tokens.filter(({ kind }) => kinds.includes(kind)).length;
  return count(openers) - count(closers);
}

/** The bracket that is open before an index. */
function openAt(tokens: readonly Token[], from: number): number | null {
  let depth = 0;
  for (let index = from - 1; index >= 0; index--) {
    const kind = tokens[index]?.kind ?? ts.SyntaxKind.Unknown;
    if (kind === ts.SyntaxKind.SemicolonToken && depth === 0) return null;
    if (closers.includes(kind)) depth += 1;
    else if (openers.includes(kind) && depth-- === 0) return index;
  }
  return null;
}

/** What closes the bracket at an index; nothing where a statement ends before it, as it does in half-typed code. */
function closing(tokens: readonly Token[], from: number): Token | undefined {
  let depth = 0;
  for (const token of tokens.slice(from)) {
    if (token.kind === ts.SyntaxKind.SemicolonToken && depth === 1) return undefined;
    if (openers.includes(token.kind)) depth += 1;
    if (closers.includes(token.kind) && --depth === 0)
      return token.kind === ts.SyntaxKind.CloseParenToken ? token : undefined;
  }
  return undefined;
}

/** The tokens before the brackets that are open `levels` deep are closed. */
function untilClosed(tokens: readonly Token[], levels: number): readonly Token[] {
  let depth = levels;
  const end = tokens.findIndex(({ kind }) => {
    if (kind === ts.SyntaxKind.SemicolonToken) return true;
    if (openers.includes(kind)) depth += 1;
    return closers.includes(kind) && --depth === 0;
  });
  return end < 0 ? [] : tokens.slice(0, end);
}

/** Tokens between the commas that are in no further brackets. */
function split(tokens: readonly Token[]): readonly (readonly Token[])[] {
  const parts: Token[][] = [[]];
  let depth = 0;
  for (const token of tokens) {
    if (openers.includes(token.kind)) depth += 1;
    if (closers.includes(token.kind)) depth -= 1;
    if (token.kind === ts.SyntaxKind.CommaToken && depth === 0) parts.push([]);
    else parts.at(-1)?.push(token);
  }
  return parts;
}

/** The text of tokens in a row, without the word that is being typed among them. */
function wordsOf(text: string, tokens: readonly Token[], typed: Range): string {
  const [first, last] = [tokens[0], tokens.at(-1)];
  if (first === undefined || last === undefined) return "";
  const isAmong = first.start <= typed.start && typed.end <= last.end;
  if (!isAmong) return text.slice(first.start, last.end);
  return text.slice(first.start, typed.start) + text.slice(typed.end, last.end);
}

/** The end of the offset's line, without the punctuation that belongs to what is around. */
function endOfLine(text: string, offset: number): number {
  const rest = /^[^\r\n]*?(?=[\s;,]*(?:\/\/.*)?(?:\r?\n|$))/.exec(text.slice(offset))?.[0] ?? "";
  return offset + rest.length;
}
