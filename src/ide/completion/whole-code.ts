import { importEdits, parseFile } from "../../analyzer/index.ts";
import { remember } from "../../base/index.ts";
import { type CodeSnippet, codeSnippets } from "../../words/index.ts";
import { roomIn, snippetCode } from "../offers/snippet-code.ts";
import { isTyped } from "../view/is-typed.ts";
import type { Completer, Completion, CompletionContext } from "./completion.ts";

/** At the beginning of a statement: the code of every block and of whole nets, with the imports that it needs. */
export const wholeCode: Completer<"statement"> = {
  at: "statement",
  offer(_, context) {
    const { file } = context.view.analysis;
    // The code has types, and bodies, of which a declaration file has none.
    if (!isTyped(file) || /\.d\.[cm]?ts$/.test(file)) return [];
    const nameFor = roomIn(context.view.parsed());
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
      detail: "code you can edit",
      documentation: `${summary}\n\n\`\`\`ts\n${source.trim()}\n\`\`\``,
      insert: text,
      isSnippet: true,
      filter: name,
      kind: "code",
      further,
    },
  ];
}
