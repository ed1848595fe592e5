import ts from "typescript";
import type { FileRange } from "../../base/index.ts";
import { earlyErrorIn } from "./early-errors/index.ts";

export interface ParsedFile {
  readonly path: string;
  readonly text: string;
  readonly source: ts.SourceFile;
  /** Whether the text is not, or not yet, whole. */
  readonly isBroken: boolean;
  /** Where it stops to be TypeScript first, or what no JavaScript engine takes of a whole text, and why. */
  readonly firstError: { readonly at: FileRange; readonly message: string } | null;
}

/**
 * Parses a text; never fails. What cannot be read becomes missing nodes, which evaluate to unknown. A text that is known to
 * compile is not searched for faults that the parser misses.
 */
export function parseFile(path: string, text: string, compiles = false): ParsedFile {
  const options = {
    languageVersion: ts.ScriptTarget.ES2023,
    jsDocParsingMode: ts.JSDocParsingMode.ParseNone,
  };
  const source = ts.createSourceFile(path, text, options, false, scriptKind(path));
  const error = errorsIn(source)[0];
  if (error !== undefined) {
    const at = { file: path, start: error.start, end: error.start + error.length };
    const message = ts.flattenDiagnosticMessageText(error.messageText, " ");
    return { path, text, source, isBroken: true, firstError: { at, message } };
  }
  const fault = compiles ? undefined : earlyErrorIn(source);
  if (fault === undefined) return { path, text, source, isBroken: false, firstError: null };
  const { node, message } = fault;
  const at = { file: path, start: node.getStart(source), end: node.end };
  return { path, text, source, isBroken: false, firstError: { at, message } };
}

/** Like `parseFile`, but a text nested too deeply for the parser counts as empty instead of throwing. */
export function parseAnyway(path: string, text: string): ParsedFile {
  try {
    return parseFile(path, text);
  } catch (fault) {
    if (!(fault instanceof RangeError)) throw fault;
    return parseFile(path, "");
  }
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
  if (path.endsWith(".jsx")) return ts.ScriptKind.JSX;
  if (path.endsWith(".json")) return ts.ScriptKind.JSON;
  return /\.[cm]?js$/.test(path) ? ts.ScriptKind.JS : ts.ScriptKind.TS;
}
