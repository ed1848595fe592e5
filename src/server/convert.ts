import {
  DiagnosticSeverity,
  InlayHintKind,
  type CodeLens as LspCodeLens,
  type Diagnostic as LspDiagnostic,
  type InlayHint as LspInlayHint,
  type Range as LspRange,
  type DocumentSymbol as LspSymbol,
  MarkupKind,
  SymbolKind,
} from "vscode-languageserver";
import { assertNever, type FileRange, type Range } from "../base/index.ts";
import type {
  CodeLens,
  DocumentSymbol,
  Hover,
  InlayHint,
  MarkedProblem,
  Severity,
  View,
} from "../ide/index.ts";
import { uriOf } from "./files.ts";

/** A range of the analysed file in lines and characters. */
function toRange(view: View, { start, end }: Range): LspRange {
  return rangeIn(view, { file: view.analysis.file, start, end });
}

export function toOffset(view: View, position: LspRange["start"]): number {
  return view.linesOf(view.analysis.file)?.offsetAt(position) ?? 0;
}

/** A range of any file of the analysis. A file whose text is not available is pointed at by its beginning. */
export function rangeIn(view: View, { file, start, end }: FileRange): LspRange {
  const lines = view.linesOf(file);
  const beginning = { line: 0, character: 0 };
  return lines === null
    ? { start: beginning, end: beginning }
    : { start: lines.positionAt(start), end: lines.positionAt(end) };
}

export function toHover(view: View, { range, markdown }: Hover) {
  return { contents: { kind: MarkupKind.Markdown, value: markdown }, range: toRange(view, range) };
}

export function toInlayHint(view: View, uri: string, { position, label, kind }: InlayHint): LspInlayHint {
  return {
    position: toRange(view, { start: position, end: position }).start,
    label,
    kind: InlayHintKind.Type,
    paddingLeft: true,
    data: { uri, position, kind } satisfies HintData,
  };
}

/** What a hint carries so that its tooltip can be made when the pointer rests on it. */
export interface HintData {
  readonly uri: string;
  readonly position: number;
  readonly kind: InlayHint["kind"];
}

export function toCodeLens(
  view: View,
  uri: string,
  { range, title, command, argument }: CodeLens,
): LspCodeLens {
  return { range: toRange(view, range), command: { title, command, arguments: [uri, argument] } };
}

export function toSymbol(view: View, symbol: DocumentSymbol): LspSymbol {
  return {
    name: symbol.name,
    detail: symbol.detail,
    kind: symbolKinds[symbol.kind],
    range: toRange(view, symbol.range),
    selectionRange: toRange(view, symbol.nameRange),
    children: symbol.children.map((child) => toSymbol(view, child)),
  };
}

const symbolKinds: Readonly<Record<DocumentSymbol["kind"], SymbolKind>> = {
  class: SymbolKind.Class,
  function: SymbolKind.Function,
  field: SymbolKind.Field,
};

export function toDiagnostic(
  view: View,
  problem: MarkedProblem,
  documentation: string | null,
): LspDiagnostic {
  return {
    range: rangeIn(view, problem.at),
    message: problem.message,
    severity: toSeverity(problem.severity),
    source: "cnn-blocks",
    code: problem.code,
    ...(documentation === null ? {} : { codeDescription: { href: `${documentation}#${problem.code}` } }),
    relatedInformation: problem.related.map(({ at, message }) => ({
      location: { uri: uriOf(at.file), range: rangeIn(view, at) },
      message,
    })),
  };
}

function toSeverity(severity: Severity): DiagnosticSeverity {
  if (severity === "error") return DiagnosticSeverity.Error;
  if (severity === "warning") return DiagnosticSeverity.Warning;
  if (severity === "information") return DiagnosticSeverity.Information;
  if (severity === "hint") return DiagnosticSeverity.Hint;
  return assertNever(severity, "severity");
}
