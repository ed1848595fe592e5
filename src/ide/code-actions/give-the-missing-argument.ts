import { argumentAt, constructionParts } from "../../analyzer/index.ts";
import type { FileRange, Range } from "../../base/index.ts";
import { isThing } from "../../problems/index.ts";
import { roleOf, sizeFor } from "../arguments/argument-roles.ts";
import { arrivalAt } from "../arguments/arrival.ts";
import { constructorOf, declarationsOf } from "../arguments/declarations.ts";
import type { AnalysisSources } from "../arguments/sources.ts";
import type { CodeAction, Offer } from "./code-action.ts";
import { insertionAt } from "./edits.ts";
import { numberText, sizesInScope } from "./sizes-in-scope.ts";

export const giveTheMissingArgument: CodeAction<"invalid-attribute"> = {
  id: "give-the-missing-argument",
  summary:
    "Writes a missing argument of a layer: the channels or features of its input, those that are expected after it, or a " +
    "usual kernel size.",
  fixes: ["invalid-attribute"],
  example: {
    before:
      'import { nn, randn } from "cnn-blocks";\nnew nn.Sequential(new nn.Conv2d(3, 8, 3), new nn.BatchNorm2d())(randn(1, 3, 8, 8));\n',
    after:
      'import { nn, randn } from "cnn-blocks";\nnew nn.Sequential(new nn.Conv2d(3, 8, 3), new nn.BatchNorm2d(8))(randn(1, 3, 8, 8));\n',
  },
  offers(sources, { at, data }) {
    const { view } = sources;
    const { value } = data;
    // Options stand in the place of an argument that was left out.
    const isMissing = isThing(value) && (value.kind === "undefined" || value.kind === "object");
    if (!isMissing || at.file !== view.analysis.file) return [];
    const range =
      constructionParts(view.parsed(), at) === null ? argumentAt(view.parsed(), at.start)?.construction : at;
    return range === undefined
      ? []
      : insertions(sources, { file: at.file, start: range.start, end: range.end });
  },
};

/** Values for the missing argument, at each place where it may have been left out. */
function insertions(sources: AnalysisSources, construction: FileRange): readonly Offer[] {
  const { file } = construction;
  const parsed = sources.view.parsed();
  const parts = constructionParts(parsed, construction);
  const made = parts && constructorOf(declarationsOf(sources), parts.callee);
  if (parts === null || !made?.writtenIn.isOfLibrary) return [];
  const required = made.parameters.filter((one) => !one.isOptional && !one.isRest);
  const given = parts.arguments.filter(({ start }) => sources.view.text[start] !== "{");
  // With more than one missing, all of them would be guesses.
  if (given.length !== required.length - 1) return [];
  return required.flatMap(({ name }, index) =>
    valuesFor(sources, construction, name).map((text): Offer => {
      const next = parts.arguments[index];
      const edit =
        next === undefined
          ? insertionAt(file, closing(parts.arguments, construction), index === 0 ? text : `, ${text}`)
          : insertionAt(file, next.start, `${text}, `);
      return { title: `Write ${text} for ${name}`, edits: [edit], preferred: false };
    }),
  );
}

/** The end of the last argument, or the place between empty brackets. */
function closing(given: readonly Range[], { end }: FileRange): number {
  return given.at(-1)?.end ?? end - 1;
}

function valuesFor(sources: AnalysisSources, construction: FileRange, parameter: string): readonly string[] {
  const role = roleOf(parameter);
  if (role === "kernel") return usualKernels;
  const arrival = arrivalAt(sources, construction);
  if (arrival === null) return [];
  if (role === "output") return arrival.wanted === null ? [] : [String(arrival.wanted)];
  const [shape] = arrival.shapes;
  const size = role === "input" && shape !== undefined ? sizeFor(parameter, shape) : undefined;
  const number = size === undefined ? null : numberText(size);
  if (size === undefined || number === null) return [];
  return [...sizesInScope(sources.view, construction, size).slice(0, 1), number];
}

const usualKernels = ["3", "1", "5", "7"];
