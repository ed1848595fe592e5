import {
  type CodeAction,
  CodeActionKind,
  CodeActionTriggerKind,
  type Diagnostic,
  type TextEdit,
  type WorkspaceEdit,
} from "vscode-languageserver";
import {
  type OfferedAction,
  type OfferedRefactoring,
  type Replacement,
  refactorings,
  searchActions,
  searchFixAll,
  searchRefactorings,
  type View,
} from "../../ide/index.ts";
import { rangeIn, toOffset } from "../convert.ts";
import { uriOf } from "../files.ts";
import { analysisSources } from "./analysis-sources.ts";
import type { Feature } from "./feature.ts";
import { foundUntil } from "./found-until.ts";

/** Quick fixes and refactorings for the selection, and the source action **Fix all** for the whole file. */
export const codeActions: Feature = (context) => {
  const { connection, boundary, views } = context;
  connection.onCodeAction(
    boundary.guarded("code actions", [], async ({ textDocument, range, context: asked }, token) => {
      const view = await views.view(textDocument.uri);
      if (view === null) return [];
      const { diagnostics, only, triggerKind } = asked;
      const sources = analysisSources(context, view);
      const until = Date.now() + totalPatience;
      const isOver = () => token.isCancellationRequested || Date.now() > until;
      const isWanted = (kind: string) => only === undefined || only.some((one) => isWithin(kind, one));
      const selection = { start: toOffset(view, range.start), end: toOffset(view, range.end) };
      const fixes = isWanted(CodeActionKind.QuickFix)
        ? await foundUntil(searchActions(sources, selection), isOver)
        : [];
      // Each refactoring costs an analysis: too much for the requests that an editor sends on every move of the
      // cursor.
      const isAutomatic = triggerKind === CodeActionTriggerKind.Automatic;
      const changes = isAutomatic
        ? []
        : await foundUntil(searchRefactorings(sources, selection, isWanted), isOver);
      // Fix all rewrites the whole file, so it is worked out only when it is named: on save, or by a command.
      const isFixAllWanted = only !== undefined && isWanted(fixAllKind);
      const all = isFixAllWanted ? await foundUntil(searchFixAll(sources), isOver) : [];
      return [
        ...fixes.map((offer) => toQuickFix(view, offer, diagnostics)),
        ...changes.map((offer) => toRefactoring(view, offer)),
        ...fixAll(view, textDocument.uri, all.flat()),
      ];
    }),
  );
};

/** How many milliseconds an author waits for the menu. What is found by then is offered. */
const totalPatience = 3_000;

const fixAllKind = `${CodeActionKind.SourceFixAll}.cnnBlocks`;

/** The kinds that the server announces to the client. */
export const codeActionKinds: readonly string[] = [
  CodeActionKind.QuickFix,
  ...new Set(refactorings.map(({ kind }) => kind)),
  fixAllKind,
];

/** `source.fixAll.cnnBlocks` is among `source` and `source.fixAll`. */
function isWithin(kind: string, wanted: string): boolean {
  return wanted === "" || kind === wanted || kind.startsWith(`${wanted}.`);
}

function fixAll(view: View, uri: string, replacements: readonly Replacement[]): readonly CodeAction[] {
  const { file } = view.analysis;
  const edits = replacements.map(({ start, end, text }) => ({
    range: rangeIn(view, { file, start, end }),
    newText: text,
  }));
  if (edits.length === 0) return [];
  return [
    {
      title: "Rewrite everything that is written as in PyTorch",
      kind: fixAllKind,
      edit: { changes: { [uri]: edits } },
    },
  ];
}

function toQuickFix(view: View, offer: OfferedAction, diagnostics: readonly Diagnostic[]): CodeAction {
  const code = view.problems()[offer.problem]?.code;
  return {
    title: offer.title,
    kind: CodeActionKind.QuickFix,
    diagnostics: diagnostics.filter((diagnostic) => diagnostic.code === code),
    isPreferred: offer.preferred,
    edit: editOf(view, offer),
  };
}

function toRefactoring(view: View, offer: OfferedRefactoring): CodeAction {
  return { title: offer.title, kind: offer.kind, edit: editOf(view, offer) };
}

function editOf(view: View, { edits }: Pick<OfferedAction, "edits">): WorkspaceEdit {
  const changes: Record<string, TextEdit[]> = {};
  for (const { at, text } of edits) {
    const uri = uriOf(at.file);
    changes[uri] = [...(changes[uri] ?? []), { range: rangeIn(view, at), newText: text }];
  }
  return { changes };
}
