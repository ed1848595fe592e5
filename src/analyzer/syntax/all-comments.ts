import ts from "typescript";
import type { Range } from "../../base/index.ts";
import type { ParsedFile } from "./parse.ts";
import { rangeOf } from "./queries.ts";

/** A comment anywhere in a file. */
export interface WrittenComment extends Range {
  /** With its marks. */
  readonly text: string;
  /** Whether no code stands on its lines. */
  readonly isAlone: boolean;
  /** Whether code stands before it on the line where it begins. */
  readonly isBehindCode: boolean;
}

/** All comments of a file, in its order: what only looks like one in a text, a template or a pattern is none. */
export function commentsIn(file: ParsedFile): readonly WrittenComment[] {
  const { text } = file;
  const comments: (WrittenComment & { isAlone: boolean })[] = [];
  let code = 0;
  let waiting: (WrittenComment & { isAlone: boolean })[] = [];
  for (const piece of piecesOf(file)) {
    const { start, end } = piece;
    if (piece.isComment) {
      const isFirst = code === 0 || hasBreak(text.slice(code, start));
      const comment = { start, end, text: text.slice(start, end), isAlone: isFirst, isBehindCode: !isFirst };
      comments.push(comment);
      waiting.push(comment);
      continue;
    }
    for (const comment of waiting) comment.isAlone &&= hasBreak(text.slice(comment.end, start));
    waiting = [];
    code = end;
  }
  return comments;
}

interface Piece extends Range {
  readonly isComment: boolean;
}

/** The tokens and comments of a file. The scanner reads what stands between the literals that the tree knows. */
function piecesOf(file: ParsedFile): readonly Piece[] {
  const scanner = ts.createScanner(ts.ScriptTarget.ES2023, false, ts.LanguageVariant.Standard);
  const pieces: Piece[] = [];
  let from = 0;
  for (const literal of [...literalsOf(file), { start: file.text.length, end: file.text.length }]) {
    scanner.setText(file.text, from, literal.start - from);
    for (let kind = scanner.scan(); kind !== ts.SyntaxKind.EndOfFileToken; kind = scanner.scan()) {
      const isBlank = kind === ts.SyntaxKind.WhitespaceTrivia || kind === ts.SyntaxKind.NewLineTrivia;
      if (isBlank) continue;
      const isComment = commentKinds.includes(kind);
      pieces.push({ start: scanner.getTokenStart(), end: scanner.getTokenEnd(), isComment });
    }
    if (literal.end > literal.start) pieces.push({ ...literal, isComment: false });
    from = literal.end;
  }
  return pieces;
}

const commentKinds: readonly ts.SyntaxKind[] = [
  ts.SyntaxKind.SingleLineCommentTrivia,
  ts.SyntaxKind.MultiLineCommentTrivia,
];

/** Texts, parts of templates and patterns, which may hold any characters. */
function literalsOf(file: ParsedFile): readonly Range[] {
  const literals: Range[] = [];
  const visit = (node: ts.Node): void => {
    if (isOpaque(node)) literals.push(rangeOf(file, node));
    ts.forEachChild(node, visit);
  };
  visit(file.source);
  return literals;
}

function isOpaque(node: ts.Node): boolean {
  return (
    ts.isStringLiteralLike(node) ||
    ts.isTemplateHead(node) ||
    ts.isTemplateMiddle(node) ||
    ts.isTemplateTail(node) ||
    ts.isRegularExpressionLiteral(node) ||
    ts.isJsxText(node)
  );
}

function hasBreak(text: string): boolean {
  return /[\n\r]/.test(text);
}
