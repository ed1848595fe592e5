import {
  type Diagnostic,
  DocumentDiagnosticReportKind,
  type FullDocumentDiagnosticReport,
  type RelatedFullDocumentDiagnosticReport,
} from "vscode-languageserver";
import { markedProblems, type View } from "../../ide/index.ts";
import { toDiagnostic } from "../convert.ts";
import { fileOf, uriOf } from "../files.ts";
import type { Feature } from "./feature.ts";

/** Diagnostics as the client asks for them. Faults in imported files that nobody has open come along. */
export const diagnostics: Feature = ({ connection, boundary, analyses, environment, documents }) => {
  connection.languages.diagnostics.on(
    boundary.guarded("diagnostics", full([]), async ({ textDocument }) => {
      const view = await analyses.view(textDocument.uri);
      if (view === null) return full([]);
      const open = new Set(documents().map(({ uri }) => fileOf(uri)));
      const byFile = diagnosticsByFile(view, environment.documentation);
      const own = byFile.get(view.analysis.file) ?? [];
      const related = [...view.analysis.dependencies].filter((file) => !open.has(file));
      return { ...full(own), relatedDocuments: relatedReports(related, byFile) };
    }),
  );
};

function diagnosticsByFile(
  view: View,
  documentation: string | null,
): ReadonlyMap<string, readonly Diagnostic[]> {
  const byFile = new Map<string, Diagnostic[]>();
  for (const problem of markedProblems(view)) {
    const { file } = problem.at;
    byFile.set(file, [...(byFile.get(file) ?? []), toDiagnostic(view, problem, documentation)]);
  }
  return byFile;
}

/** An empty report takes back what an earlier one said. */
function relatedReports(
  files: readonly string[],
  byFile: ReadonlyMap<string, readonly Diagnostic[]>,
): Record<string, FullDocumentDiagnosticReport> {
  return Object.fromEntries(files.map((file) => [uriOf(file), full(byFile.get(file) ?? [])]));
}

function full(items: readonly Diagnostic[]): RelatedFullDocumentDiagnosticReport {
  return { kind: DocumentDiagnosticReportKind.Full, items: [...items] };
}
