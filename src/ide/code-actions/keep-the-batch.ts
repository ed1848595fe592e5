import { isNumberAt } from "../../analyzer/index.ts";
import { type FileRange, samePlace } from "../../base/index.ts";
import { elementCount, type Node } from "../../ir/index.ts";
import type { AnalysisSources } from "../arguments/sources.ts";
import type { CodeAction, ProblemToMend, TextEdit } from "./code-action.ts";
import { distinctPlaces } from "./edits.ts";
import { constructionOf } from "./layers.ts";
import { numberText } from "./sizes-in-scope.ts";

export const keepTheBatch: CodeAction<"batch-folded"> = {
  id: "keep-the-batch",
  summary:
    "Flattens each image of a batch by itself, and lets the linear layer after it take that many features.",
  fixes: ["batch-folded"],
  example: {
    before:
      'import { nn, randn } from "cnn-blocks";\nconst x = randn(2, 16, 5, 5);\nconst y = new nn.Linear(400, 10)(x.view(-1));\n',
    after:
      'import { nn, randn } from "cnn-blocks";\nconst x = randn(2, 16, 5, 5);\nconst y = new nn.Linear(400, 10)(x.flatten(1));\n',
  },
  offers(sources, problem) {
    const { at } = problem;
    const { view } = sources;
    if (at.file !== view.analysis.file) return [];
    const edit = rewritten(view.text.slice(at.start, at.end), at);
    if (edit === null) return [];
    const title = `Keep the batch: write ${edit.text.trim()}`;
    const features = numberText(elementCount(problem.data.from.slice(1)));
    const behind = features === null ? [] : linearBehind(sources, problem, features);
    return [
      { title, edits: [edit], preferred: false },
      ...(behind.length === 0
        ? []
        : [
            {
              title: `${title}, and take ${features} features after it`,
              edits: [edit, ...behind],
              preferred: false,
            },
          ]),
    ];
  },
};

/** Edits of the linear layers whose input is made at the problem's place, so that they take that many features. */
function linearBehind(
  sources: AnalysisSources,
  { at }: ProblemToMend<"batch-folded">,
  features: string,
): readonly TextEdit[] {
  const { view } = sources;
  const written = view.analysis.models.flatMap((model) => {
    const isFold = ({ source }: Node) => samePlace(source, at);
    const folds = new Set(model.graph.nodes.filter(isFold).map(({ id }) => id));
    return model.graph.nodes
      .filter(({ inputs }) => inputs.some((id) => folds.has(id)))
      .flatMap((node) => constructionOf(sources, { model, node })?.argument("inFeatures") ?? []);
  });
  const numbers = written.filter((one) => isNumberAt(view.parsed(), one.at));
  return distinctPlaces(numbers, ({ at }) => at).map(({ at }) => ({ at, text: features }));
}

/** One row for each pattern: the last call of a chain, a function of the library, a layer. Its first group stays. */
const patterns: readonly { readonly written: RegExp; readonly text: string }[] = [
  { written: /^([\s\S]*)\.(?:view|reshape|flatten)\([^()]*(?:\([^()]*\)[^()]*)*\)$/, text: ".flatten(1)" },
  { written: /^(new (?:\w+\.)?Flatten)\([^()]*\)$/, text: "()" },
  { written: /^((?:\w+\.)?flatten\([\w$.]+)(?:, *\d+)?\)$/, text: ", 1)" },
];

function rewritten(text: string, at: FileRange): TextEdit | null {
  for (const { written, text: instead } of patterns) {
    const kept = written.exec(text)?.[1];
    if (kept !== undefined) return { at: { ...at, start: at.start + kept.length }, text: instead };
  }
  return null;
}
