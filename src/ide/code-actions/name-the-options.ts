import { argumentsFrom } from "../../analyzer/index.ts";
import type { Range } from "../../base/index.ts";
import type { CodeAction } from "./code-action.ts";
import { fitting, givenAt, type ValueKind } from "./fitting-options.ts";

export const nameTheOptions: CodeAction<"not-options"> = {
  id: "name-the-options",
  summary: "Rewrites options that are passed one by one, as in PyTorch, as one object with names.",
  fixes: ["not-options"],
  isInFixAll: true,
  example: {
    before:
      'import { nn, randn } from "cnn-blocks";\nconst y = new nn.Conv2d(3, 8, 3, 2, 1)(randn(1, 3, 8, 8));\n',
    after:
      'import { nn, randn } from "cnn-blocks";\nconst y = new nn.Conv2d(3, 8, 3, { stride: 2, padding: 1 })(randn(1, 3, 8, 8));\n',
  },
  offers(sources, { at, data }) {
    const { text, analysis, parsed } = sources.view;
    if (at.file !== analysis.file) return [];
    const rest = argumentsFrom(parsed(), at);
    // If another argument is an object, the order is wrong or there is an argument too many.
    if (rest === null || rest.hasOtherObject) return [];
    const written = ({ start, end }: Range) => text.slice(start, end);
    // Options that are named already are kept behind them, unless one of two equal arguments is superfluous.
    const others = rest.double === null && rest.named !== null ? [written(rest.named)] : [];
    const places = rest.values.slice(0, rest.values.length - others.length);
    const values = places.map(written);
    if (values.length > data.options.length || (rest.endInObject && others.length === 0)) return [];
    const kinds = places.map((place) => givenAt(sources.view, place));
    const given = kinds.flatMap((kind) => kind ?? []);
    // An object among them may hold options itself.
    if (given.length < kinds.length) return [];
    const candidates = namesFor(given, data.options, fitting(sources, at));
    const isByPlace = candidates.some(({ isByPlace }) => isByPlace);
    return candidates.map(({ names }) => {
      const named = values.map((value, index) => `${names[index]}: ${value}`);
      const options = [...named, ...others].join(", ");
      return {
        title: `Write { ${options} }`,
        edits: [{ at: { ...at, end: rest.end }, text: `{ ${options} }` }],
        preferred: true,
        // Of two equal arguments one may be superfluous, so this is no mere matter of spelling.
        ...(rest.double === null && isByPlace ? { isSpelling: true } : {}),
      };
    });
  },
};

interface Candidate {
  readonly names: readonly string[];
  readonly isByPlace: boolean;
}

/** The options that values given one by one may stand for, in PyTorch's order or by what they are. */
function namesFor(
  given: readonly ValueKind[],
  options: readonly string[],
  fits: (name: string, given: ValueKind) => boolean,
): readonly Candidate[] {
  const [only = "calculation"] = given;
  const fittingOnly = options
    .filter((name) => fits(name, only))
    .map((name) => ({ names: [name], isByPlace: false }));
  // A word stands for itself, wherever it is: `"same"` can only be the padding.
  if (given.length === 1 && only === "text") return fittingOnly;
  const isInOrder = given.every((kind, index) => fits(options[index] ?? "", kind));
  if (isInOrder) return isTold(options.slice(0, given.length)) ? [{ names: options, isByPlace: true }] : [];
  // A number where an option is true or false points to an argument too many before it.
  return given.length === 1 && only === "boolean" && fittingOnly.length === 1 ? fittingOnly : [];
}

/** Whether PyTorch takes nothing in between that the library does not have. */
function isTold(names: readonly string[]): boolean {
  return names.every((name, index) => !gaps.has(`${names[index - 1]} ${name}`));
}

/** The momentum of F.instanceNorm. */
const gaps: ReadonlySet<string> = new Set(["useInputStats eps"]);
