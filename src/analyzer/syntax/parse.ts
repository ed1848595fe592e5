import ts from "typescript";
import type { FileRange } from "../../base/index.ts";

export interface ParsedFile {
  readonly path: string;
  readonly text: string;
  readonly source: ts.SourceFile;
  /** Whether the text is not, or not yet, whole. */
  readonly isBroken: boolean;
  /** Where it stops to be TypeScript first, and why. */
  readonly firstError: { readonly at: FileRange; readonly message: string } | null;
}

/** Parses a text; never fails. What cannot be read becomes missing nodes, which evaluate to unknown. */
export function parseFile(path: string, text: string): ParsedFile {
  const options = {
    languageVersion: ts.ScriptTarget.ES2023,
    jsDocParsingMode: ts.JSDocParsingMode.ParseNone,
  };
  const source = ts.createSourceFile(path, text, options, false, scriptKind(path));
  const [error] = errorsIn(source);
  if (error === undefined) return { path, text, source, isBroken: false, firstError: null };
  const at = { file: path, start: error.start, end: error.start + error.length };
  const message = ts.flattenDiagnosticMessageText(error.messageText, " ");
  return { path, text, source, isBroken: true, firstError: { at, message } };
}

/** TypeScript keeps a parse's errors on the tree, but does not say so in its types. */
function errorsIn(source: ts.SourceFile): readonly ts.DiagnosticWithLocation[] {
  const { parseDiagnostics } = source as ts.SourceFile & {
    readonly parseDiagnostics?: readonly ts.DiagnosticWithLocation[];
  };
  return parseDiagnostics ?? [];
}

/** The place of a node without the blanks and comments before it. */
export function placeOf(file: ParsedFile, node: ts.Node): FileRange {
  return { file: file.path, start: node.getStart(file.source), end: node.end };
}

/** The node's text as written. */
export function textOf(file: ParsedFile, node: ts.Node): string {
  return file.text.slice(node.getStart(file.source), node.end);
}

function scriptKind(path: string): ts.ScriptKind {
  if (path.endsWith(".tsx")) return ts.ScriptKind.TSX;
  if (path.endsWith(".json")) return ts.ScriptKind.JSON;
  return /\.[cm]?js$/.test(path) ? ts.ScriptKind.JS : ts.ScriptKind.TS;
}
