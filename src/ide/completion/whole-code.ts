import { parseFile } from "../../analyzer/index.ts";
import { remember } from "../../base/index.ts";
import { codeSnippets } from "../../words/index.ts";
import { snippetsFor } from "../offers/snippet-code.ts";
import { isTyped } from "../view/is-typed.ts";
import type { Completer, CompletionContext } from "./completion.ts";

type Sources = CompletionContext["snippets"];

/**
 * At the beginning of a statement: the code of every block and of whole nets whose name what is typed may become, with the
 * imports that it needs.
 */
export const wholeCode: Completer<"statement"> = {
  at: "statement",
  offer({ typed }, { view, snippets }) {
    const { file } = view.analysis;
    // The code has types, and bodies, of which a declaration file has none.
    if (!isTyped(file) || /\.d\.[cm]?ts$/.test(file)) return [];
    const word = view.text.slice(typed.start, typed.end);
    const snippetOf = snippetsFor(view.parsed());
    return codeSnippets.flatMap(({ name, file: path }) => {
      const source = mayBecome(word, name) ? snippets[path] : undefined;
      if (source === undefined) return [];
      const { text, imports } = snippetOf(parsed(source), name);
      return {
        label: name,
        detail: "code you can edit",
        documentation: { of: "code" as const, name },
        insert: text,
        isSnippet: true,
        filter: name,
        kind: "code" as const,
        further: imports.map(({ at, text: written }) => ({ start: at, end: at, text: written })),
      };
    });
  },
};

const parsed = remember((source: string) => parseFile("snippet.ts", source));

/** Whether the name has these letters in this order. Editors ask for a new list after each word, so they only narrow this one. */
function mayBecome(word: string, name: string): boolean {
  const letters = [...name.toLowerCase()];
  let at = 0;
  for (const letter of word.toLowerCase()) {
    at = letters.indexOf(letter, at) + 1;
    if (at === 0) return false;
  }
  return true;
}

/** What is shown beside the name of a block or net whose code is offered. */
export function codeDocumentation(wanted: string, snippets: Sources): string {
  const one = codeSnippets.find(({ name }) => name === wanted);
  const source = snippets[one?.file ?? ""];
  return one === undefined || source === undefined
    ? ""
    : `${one.summary}\n\n\`\`\`ts\n${source.trim()}\n\`\`\``;
}
