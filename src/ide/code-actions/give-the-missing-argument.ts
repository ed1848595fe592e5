import { constructionOfArgument, constructionParts } from "../../analyzer/index.ts";
import type { FileRange, Range } from "../../base/index.ts";
import { isThing } from "../../problems/index.ts";
import { inputOf, roleOf, sizeFor } from "../arguments/argument-roles.ts";
import { arrivalAt } from "../arguments/arrival.ts";
import { constructorOf, declarationsOf } from "../arguments/declarations.ts";
import type { AnalysisSources } from "../arguments/sources.ts";
import type { CodeAction, Offer } from "./code-action.ts";
import { insertionAt } from "./edits.ts";
import { numberText, sizesInScope } from "./sizes-in-scope.ts";

export const giveTheMissingArgument: CodeAction<"invalid-attribute"> = {
  id: "give-the-missing-argument",
  summary:
    "Writes the arguments of a layer that are missing: the channels or features of its input, those that are expected after " +
    "it or else as many, and a usual kernel size.",
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
      constructionParts(view.parsed(), at) === null ? constructionOfArgument(view.parsed(), at) : at;
    return range === null ? [] : insertions(sources, { file: at.file, start: range.start, end: range.end });
  },
};

/** Values for the last arguments, as many as are missing. A single one may also be missing in any other place. */
function insertions(sources: AnalysisSources, construction: FileRange): readonly Offer[] {
  const parsed = sources.view.parsed();
  const parts = constructionParts(parsed, construction);
  const made = parts && constructorOf(declarationsOf(sources), parts.callee);
  if (parts === null || !made?.writtenIn.isOfLibrary) return [];
  const required = made.parameters.filter((one) => !one.isOptional && !one.isRest).map(({ name }) => name);
  const given = parts.arguments.filter(({ start }) => sources.view.text[start] !== "{");
  const missing = required.slice(given.length);
  if (missing.length === 0) return [];
  const place: Place = { construction, given: parts.arguments, callee: parts.callee, required };
  const before = missing.length > 1 ? [] : required.slice(0, given.length);
  return [
    ...atTheEnd(sources, place, missing),
    ...before.flatMap((name, index) =>
      valuesFor(sources, place, name).map((text) => insertion(place, index, [name], [text])),
    ),
  ];
}

interface Place {
  readonly construction: FileRange;
  /** The arguments that are written, options among them. */
  readonly given: readonly Range[];
  readonly callee: string;
  /** The names of all parameters that an argument is needed for. */
  readonly required: readonly string[];
}

/** All that is missing: what is likeliest for each, then what comes second. */
function atTheEnd(sources: AnalysisSources, place: Place, missing: readonly string[]): readonly Offer[] {
  const first = place.required.length - missing.length;
  const values = missing.map((name) => {
    const likely = valuesFor(sources, place, name);
    return likely.length > 0 || roleOf(name) !== "output" ? likely : arriving(sources, place, inputOf(name));
  });
  if (values.some((each) => each.length === 0)) return [];
  return Array.from({ length: Math.max(...values.map((each) => each.length)) }, (_, rank) => {
    const texts = values.map((each) => each[Math.min(rank, each.length - 1)] ?? "");
    return insertion(place, first, missing, texts);
  });
}

function insertion(
  { construction, given }: Place,
  index: number,
  names: readonly string[],
  texts: readonly string[],
): Offer {
  const { file } = construction;
  const text = texts.join(", ");
  const next = given[index];
  const edit =
    next === undefined
      ? insertionAt(file, closing(given, construction), given.length === 0 ? text : `, ${text}`)
      : insertionAt(file, next.start, `${text}, `);
  return { title: `Write ${text} for ${listed(names)}`, edits: [edit], preferred: false };
}

function listed(names: readonly string[]): string {
  const last = names.at(-1) ?? "";
  return names.length < 2 ? last : `${names.slice(0, -1).join(", ")} and ${last}`;
}

/** The end of the last argument, or the place between empty brackets. */
function closing(given: readonly Range[], { end }: FileRange): number {
  return given.at(-1)?.end ?? end - 1;
}

function valuesFor(sources: AnalysisSources, place: Place, parameter: string): readonly string[] {
  switch (roleOf(parameter)) {
    case "kernel":
      return /Pool\d?d?$/.test(place.callee) ? usualWindows : usualKernels;
    case "output": {
      const wanted = arrivalAt(sources, place.construction)?.wanted ?? null;
      return wanted === null ? [] : [String(wanted)];
    }
    case "input":
      return arriving(sources, place, parameter);
    case "divisor":
      return divisorsFor(sources, place);
    case null:
      return parameter === "outputSize" ? usualOutputs : [];
  }
}

/** How many channels or features arrive: by a name, or as a number. Without a call, as many as the layer above gives. */
function arriving(sources: AnalysisSources, { construction }: Place, parameter: string): readonly string[] {
  const arrival = arrivalAt(sources, construction);
  const [shape] = arrival?.shapes ?? [];
  if (shape === undefined) return arrival?.above?.size == null ? [] : [arrival.above.size];
  const size = sizeFor(parameter, shape);
  const number = size === undefined ? null : numberText(size);
  if (size === undefined || number === null) return [];
  return [...sizesInScope(sources.view, construction, size).slice(0, 1), number];
}

/** The largest usual numbers of groups that divide what arrives. */
function divisorsFor(sources: AnalysisSources, place: Place): readonly string[] {
  const counted = place.required.find((name) => roleOf(name) === "input");
  const size = Number(counted === undefined ? Number.NaN : arriving(sources, place, counted).at(-1));
  return usualGroups.filter((groups) => size % groups === 0).map(String);
}

const usualKernels = ["3", "1", "5", "7"];
const usualWindows = ["2", "3", "1"];
const usualOutputs = ["1", "7"];
const usualGroups = [32, 16, 8, 4, 2, 1];
