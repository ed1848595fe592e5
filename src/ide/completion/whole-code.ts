import { declaredNames, importEdits, parseFile } from "../../analyzer/index.ts";
import { freeName, remember } from "../../base/index.ts";
import { type CodeSnippet, codeSnippets } from "../../words/index.ts";
import { snippetCode } from "../offers/snippet-code.ts";
import type { Completer, Completion, CompletionContext } from "./completion.ts";

/** At the beginning of a statement: the code of every block and of whole nets, with the imports that it needs. */
export const wholeCode: Completer<"statement"> = {
  at: "statement",
  offer(_, context) {
    // The code has types, which a file of JavaScript cannot have, and is no declaration.
    if (/(\.[cm]?jsx?|\.d\.[cm]?ts)$/.test(context.view.analysis.file)) return [];
    const taken = declaredNames(context.view.parsed());
    const nameFor = (wanted: string) => freeName(wanted, (name) => taken.has(name));
    return codeSnippets.flatMap((one) => entry(one, context, nameFor));
  },
};

const parsed = remember((source: string) => parseFile("snippet.ts", source));

function entry(
  { name, file, summary }: CodeSnippet,
  { view, snippets }: CompletionContext,
  nameFor: (wanted: string) => string,
): readonly Completion[] {
  const source = snippets[file];
  if (source === undefined) return [];
  const { text, imports } = snippetCode(parsed(source), name, nameFor);
  const further = importEdits(view.parsed(), imports).map(({ at, text: written }) => ({
    start: at,
    end: at,
    text: written,
  }));
  return [
    {
      label: name,
      detail: "its code, to be changed",
      documentation: `${summary}\n\n\`\`\`ts\n${source.trim()}\n\`\`\``,
      insert: text,
      isSnippet: true,
      filter: name,
      kind: "code",
      further,
    },
  ];
}
