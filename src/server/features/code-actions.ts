import { type CodeAction, CodeActionKind, type Diagnostic, type TextEdit } from "vscode-languageserver";
import { type OfferedAction, offeredActions, type View } from "../../ide/index.ts";
import { rangeIn, toOffset } from "../convert.ts";
import { uriOf } from "../files.ts";
import type { Feature } from "./feature.ts";

export const codeActions: Feature = ({ connection, boundary, views }) => {
  connection.onCodeAction(
    boundary.guarded("code actions", [], async ({ textDocument, range, context }) => {
      const view = await views.view(textDocument.uri);
      if (view === null) return [];
      const selection = { start: toOffset(view, range.start), end: toOffset(view, range.end) };
      return offeredActions(view, selection).map((offer) => toCodeAction(view, offer, context.diagnostics));
    }),
  );
};

function toCodeAction(view: View, offer: OfferedAction, diagnostics: readonly Diagnostic[]): CodeAction {
  const code = view.problems()[offer.problem]?.code;
  const changes: Record<string, TextEdit[]> = {};
  for (const { at, text } of offer.edits) {
    const uri = uriOf(at.file);
    changes[uri] = [...(changes[uri] ?? []), { range: rangeIn(view, at), newText: text }];
  }
  return {
    title: offer.title,
    kind: CodeActionKind.QuickFix,
    diagnostics: diagnostics.filter((diagnostic) => diagnostic.code === code),
    isPreferred: offer.preferred,
    edit: { changes },
  };
}
