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
  const error = errorsIn(source)[0] ?? (compiles ? undefined : refusedLater(source));
  if (error === undefined) return { path, text, source, isBroken: false, firstError: null };
  const at = { file: path, start: error.start, end: error.start + error.length };
  const message = ts.flattenDiagnosticMessageText(error.messageText, " ");
  return { path, text, source, isBroken: true, firstError: { at, message } };
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

type SyntaxFault = Pick<ts.Diagnostic, "messageText"> & { readonly start: number; readonly length: number };

/** A fault that TypeScript's parser lets pass and only its checker finds: such a text is no JavaScript. */
function refusedLater(source: ts.SourceFile): SyntaxFault | undefined {
  const { text } = source;
  const mayMix = text.includes("??") && (text.includes("||") || text.includes("&&"));
  if (!mayMix && !/#[A-Za-z_$]/.test(text)) return undefined;
  // Not by recursion: a sum of ten thousand terms is nested ten thousand deep.
  const waiting: ts.Node[] = [source];
  for (let node = waiting.pop(); node !== undefined; node = waiting.pop()) {
    const messageText = faultOf(node);
    if (messageText !== undefined) {
      const start = node.getStart(source);
      return { messageText, start, length: node.end - start };
    }
    const children: ts.Node[] = [];
    const mayStandAlone = hasPrivateName(node);
    ts.forEachChild(node, (child) => {
      if (!mayStandAlone || !ts.isPrivateIdentifier(child)) children.push(child);
    });
    waiting.push(...children.reverse());
  }
  return undefined;
}

function faultOf(node: ts.Node): string | undefined {
  if (ts.isPrivateIdentifier(node))
    return `${node.text} stands alone: a private field is read from an object, as in this.${node.text}.`;
  const isMixed = ts.isBinaryExpression(node) && [node.left, node.right].some((side) => areMixed(node, side));
  return isMixed ? "?? may not stand beside || or && without parentheses." : undefined;
}

/** Where a private name may be: behind a dot, as the name of a member, and in `#name in object`. */
function hasPrivateName(node: ts.Node): boolean {
  if (ts.isBinaryExpression(node)) return node.operatorToken.kind === ts.SyntaxKind.InKeyword;
  return ts.isPropertyAccessExpression(node) || ts.isClassElement(node);
}

function areMixed({ operatorToken }: ts.BinaryExpression, side: ts.Node): boolean {
  if (!ts.isBinaryExpression(side)) return false;
  const kinds = [operatorToken.kind, side.operatorToken.kind];
  const isLogical = kinds.some(
    (kind) => kind === ts.SyntaxKind.BarBarToken || kind === ts.SyntaxKind.AmpersandAmpersandToken,
  );
  return isLogical && kinds.includes(ts.SyntaxKind.QuestionQuestionToken);
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
