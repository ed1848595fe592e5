import {
  type Diagnostic,
  DocumentDiagnosticReportKind,
  type FullDocumentDiagnosticReport,
  type RelatedFullDocumentDiagnosticReport,
} from "vscode-languageserver";
import { type MarkedProblem, markedProblems, problemsHere, type View } from "../../ide/index.ts";
import { toDiagnostic } from "../convert.ts";
import { fileOf, uriOf } from "../files.ts";
import type { Feature } from "./feature.ts";

/** Diagnostics on request, including those of imported files that are not open. */
export const diagnostics: Feature = ({ connection, boundary, views, environment, documents }) => {
  connection.languages.diagnostics.on(
    boundary.guarded("diagnostics", full([]), async ({ textDocument }) => {
      const view = await views.view(textDocument.uri);
      if (view === null) return full([]);
      const open = new Set(documents().map(({ uri }) => fileOf(uri)));
      const toLsp = (problem: MarkedProblem) => toDiagnostic(view, problem, environment.documentation);
      const related = view.analysis.dependencies.filter((file) => !open.has(file));
      return {
        ...full(problemsHere(view).filter(isOurs).map(toLsp)),
        relatedDocuments: relatedReports(view, related, toLsp),
      };
    }),
  );
};

/** In an editor TypeScript itself reports syntax errors, in the same place. Only the command line needs ours. */
function isOurs({ code }: MarkedProblem): boolean {
  return code !== "syntax-error";
}

/** An empty report clears an earlier one. */
function relatedReports(
  view: View,
  files: readonly string[],
  toLsp: (problem: MarkedProblem) => Diagnostic,
): Record<string, FullDocumentDiagnosticReport> {
  const problems = markedProblems(view).filter(isOurs);
  const reports = files.map((file) => {
    const own = problems.filter(({ at }) => at.file === file);
    return [uriOf(file), full(own.map(toLsp))] as const;
  });
  return Object.fromEntries(reports);
}

function full(items: readonly Diagnostic[]): RelatedFullDocumentDiagnosticReport {
  return { kind: DocumentDiagnosticReportKind.Full, items: [...items] };
}
