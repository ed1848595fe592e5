import { refactorings } from "../../src/ide/index.ts";
import type { GeneratedText } from "./generated.ts";
import { lineDiff } from "./line-diff.ts";

/** Every refactoring, with its example as a diff. */
export const refactoringsTable: GeneratedText = {
  marker: "refactorings",
  make() {
    const sections = refactorings.map(({ id, summary, keeps, example: { before, after } }) => {
      const marked = before.replace(/\/\*[[\]|]\*\//g, "");
      return [
        `### \`${id}\``,
        "",
        `${summary} ${kept[keeps]}`,
        "",
        `${placeOf(before)}:`,
        "",
        "```diff",
        lineDiff(marked, after),
        "```",
      ].join("\n");
    });
    return sections.join("\n\n");
  },
};

const kept = {
  computation: "What is computed stays the same.",
  shapes: "The shapes of the outputs stay the same.",
} as const;

/** Where the cursor or the selection of an example is. */
function placeOf(marked: string): string {
  const word = /\/\*\|\*\/([\w.]+)/.exec(marked)?.[1];
  if (word !== undefined) return `With the cursor on \`${word}\``;
  const lines = /\/\*\[\*\/([\s\S]*)\/\*\]\*\//.exec(marked)?.[1]?.split("\n") ?? [];
  return `With the selection from \`${lines[0]?.trim()}\` to \`${lines.at(-1)?.trim()}\``;
}
