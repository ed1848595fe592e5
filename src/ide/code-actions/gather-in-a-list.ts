import { argumentsFrom, constructionParts, type Fact, type ParsedFile } from "../../analyzer/index.ts";
import { type Range, sameRange } from "../../base/index.ts";
import type { CodeAction } from "./code-action.ts";

export const gatherInAList: CodeAction<"not-a-list"> = {
  id: "gather-in-a-list",
  summary: "Puts tensors or modules that are given one by one into the one array that is expected.",
  fixes: ["not-a-list"],
  example: {
    before:
      'import { cat, randn } from "cnn-blocks";\nconst x = randn(1, 8, 4, 4);\nconst y = cat(x, x, 1);\n',
    after:
      'import { cat, randn } from "cnn-blocks";\nconst x = randn(1, 8, 4, 4);\nconst y = cat([x, x], 1);\n',
  },
  offers({ view: { text, analysis, parsed } }, { at, data: { holds } }) {
    if (at.file !== analysis.file) return [];
    const given = argumentsAt(parsed(), at);
    const end = given.findIndex((place) => !isOf(analysis.facts, place, holds));
    const elements = end < 0 ? given : given.slice(0, end);
    const [first, last] = [elements[0], elements.at(-1)];
    if (first === undefined || last === undefined) return [];
    const edits = [
      { at: { file: at.file, start: first.start, end: first.start }, text: "[" },
      { at: { file: at.file, start: last.end, end: last.end }, text: "]" },
    ];
    return [{ title: `Write [${text.slice(first.start, last.end)}]`, edits, preferred: true }];
  },
};

/** The arguments of the construction at a place, or of the call of which it is the first argument. */
function argumentsAt(file: ParsedFile, at: Range): readonly Range[] {
  const made = constructionParts(file, at);
  if (made !== null) return made.arguments;
  const called = argumentsFrom(file, at);
  return called === null || called.before.length > 0 ? [] : called.values;
}

/** Whether what stands at a place is certainly one of what the list holds. */
function isOf(facts: readonly Fact[], place: Range, holds: string): boolean {
  const fact = facts.find(({ range }) => sameRange(range, place));
  const kind = { tensors: "tensor", parameters: "tensor", modules: "module" }[holds];
  return fact !== undefined && fact.values.length > 0 && fact.values.every((value) => value.kind === kind);
}
