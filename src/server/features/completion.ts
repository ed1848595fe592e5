import {
  CompletionItemKind,
  InsertTextFormat,
  type CompletionItem as LspCompletion,
  MarkupKind,
} from "vscode-languageserver";
import {
  type Completion,
  type Completions,
  completionsAt,
  type Documented,
  documentationOf,
  type View,
} from "../../ide/index.ts";
import { rangeIn, toOffset } from "../convert.ts";
import { analysisSources } from "./analysis-sources.ts";
import type { Feature } from "./feature.ts";

/** What arrives at a layer, options, whole layers, own layers and the comments' tags, above what TypeScript offers. */
export const completion: Feature = (context) => {
  const { connection, boundary, views } = context;
  const { snippets } = context.environment;
  connection.onCompletion(
    boundary.guarded("completion", [], async ({ textDocument, position }) => {
      const view = await views.view(textDocument.uri);
      if (view === null) return [];
      const sources = analysisSources(context, view);
      const found = completionsAt(sources, toOffset(view, position), snippets);
      return found === null
        ? []
        : found.items.map((item, index) => ({
            ...toCompletion(view, found, item, index),
            ...words(item.documentation),
          }));
    }),
  );
  connection.onCompletionResolve((item): LspCompletion => {
    const asked = item.data as Documented | undefined;
    return asked === undefined ? item : { ...item, ...markdown(documentationOf(asked, context.environment)) };
  });

  /** The documentation, or by what to ask for it. */
  function words(documentation: Completion["documentation"]): Partial<LspCompletion> {
    if (typeof documentation === "string") return markdown(documentation);
    return context.abilities().resolvesDocumentation
      ? { data: documentation }
      : markdown(documentationOf(documentation, context.environment));
  }
};

function markdown(documentation: string): Partial<LspCompletion> {
  return documentation === "" ? {} : { documentation: { kind: MarkupKind.Markdown, value: documentation } };
}

/** The characters at which an editor asks by itself: a bracket, a comma, a member, a tag of a comment. */
export const completionTriggerCharacters = ["(", ",", " ", "{", ".", "@"];

function toCompletion(
  view: View,
  { replaces }: Completions,
  { label, detail, insert, isSnippet, filter, kind, further = [] }: Completion,
  index: number,
): LspCompletion {
  const isCode = kind === "code";
  // TypeScript's members replace the dot as well. An editor puts first what matches more of the text.
  const dot = view.text[replaces.start - 1] === "." ? "." : "";
  const replaced = { start: replaces.start - dot.length, end: replaces.end };
  return {
    label,
    detail,
    kind: kinds[kind],
    // TypeScript's begin with a digit, and a space comes before every digit; what is long and seldom meant comes last.
    sortText: `${isCode ? "~" : " "}${String(index).padStart(4, "0")}`,
    filterText: `${dot}${filter}`,
    preselect: index === 0 && !isCode,
    insertTextFormat: isSnippet ? InsertTextFormat.Snippet : InsertTextFormat.PlainText,
    textEdit: { range: rangeIn(view, { file: view.analysis.file, ...replaced }), newText: `${dot}${insert}` },
    ...(further.length === 0
      ? {}
      : {
          additionalTextEdits: further.map(({ text, ...at }) => ({
            range: rangeIn(view, { file: view.analysis.file, ...at }),
            newText: text,
          })),
        }),
  };
}

const kinds: Readonly<Record<Completion["kind"], CompletionItemKind>> = {
  value: CompletionItemKind.Value,
  option: CompletionItemKind.Property,
  class: CompletionItemKind.Class,
  field: CompletionItemKind.Field,
  comment: CompletionItemKind.Snippet,
  code: CompletionItemKind.Snippet,
};
