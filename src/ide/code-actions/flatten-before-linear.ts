import {
  argumentsOfCall,
  initializerOf,
  isChainAt,
  isConstantAt,
  isNameAt,
  partOfSequential,
} from "../../analyzer/index.ts";
import type { Range } from "../../base/index.ts";
import { elementCount, equal, type Shape } from "../../ir/index.ts";
import type { AnalysisSources } from "../arguments/sources.ts";
import { hadShape } from "../view/shapes-at.ts";
import type { View } from "../view/view.ts";
import type { CodeAction, Offer, ProblemToMend, TextEdit } from "./code-action.ts";
import { distinctPlaces, insertionAt } from "./edits.ts";
import { constructionOf, refusedNodes } from "./layers.ts";
import { numberText } from "./sizes-in-scope.ts";

export const flattenBeforeLinear: CodeAction<"feature-mismatch"> = {
  id: "flatten-before-linear",
  summary:
    "Flattens the image in front of a linear layer: as a part of the `Sequential`, where the tensor is made, or in the call.",
  fixes: ["feature-mismatch"],
  example: {
    before:
      'import { nn, randn } from "cnn-blocks";\nconst x = randn(1, 16, 5, 5);\nconst y = new nn.Linear(400, 10)(x);\n',
    after:
      'import { nn, randn } from "cnn-blocks";\nconst x = randn(1, 16, 5, 5);\nconst y = new nn.Linear(400, 10)(x.flatten(1));\n',
  },
  offers(sources, problem) {
    const { expected } = problem.data;
    const [input = []] = problem.op?.inputs ?? [];
    const features = elementCount(input.slice(1));
    if (input.length < 3) return [];
    const ways = [...inSequential(sources, problem), ...wherePassed(sources.view, problem, input)];
    if (equal(features, expected)) return ways;
    const { at } = problem;
    const text = numberText(features);
    // A linear layer on a sequence works on its last axis. An image of a convolution was certainly meant to be
    // flattened.
    if (text === null || input.length < 4 || !isConstantAt(sources.view.parsed(), at)) return [];
    return ways.map(({ title, edits }) => ({
      title: `${title}, and take its ${text} features`,
      edits: [...edits, { at, text }],
      preferred: false,
    }));
  },
};

function inSequential(
  sources: AnalysisSources,
  problem: ProblemToMend<"feature-mismatch">,
): readonly Offer[] {
  const layers = refusedNodes(sources.view, problem).flatMap((node) => constructionOf(sources, node) ?? []);
  const places = distinctPlaces(layers, ({ at }) => at).map(({ at }) => at);
  const edits = places.flatMap((at): readonly TextEdit[] => {
    const part = partOfSequential(sources.view.parsed(), at);
    if (part === null) return [];
    return [insertionAt(at.file, at.start, `new ${part.namespace}Flatten()${part.separator}`)];
  });
  return edits.length === 0 || edits.length < places.length
    ? []
    : [{ title: "Flatten before it, by nn.Flatten", edits, preferred: true }];
}

/** Flattens in every call that passes the image on, or once where the image is made. */
function wherePassed(view: View, problem: ProblemToMend<"feature-mismatch">, shape: Shape): readonly Offer[] {
  const file = view.parsed();
  const calls = refusedNodes(view, problem).flatMap(({ node: { source } }) =>
    source?.file === view.analysis.file ? [source] : [],
  );
  const passed = distinctPlaces(calls, (call) => call).flatMap((call) =>
    argumentsOfCall(file, call).filter((range) => hadShape(view, range, shape)),
  );
  const [first] = passed;
  if (first === undefined) return [];
  const made = isNameAt(file, first) ? initializerOf(file, first) : null;
  const behind = ({ end }: Range) => insertionAt(view.analysis.file, end, ".flatten(1)");
  // After any other expression, such as a sum, the dot would apply only to its last part.
  const inCalls = passed.every((range) => isChainAt(file, range))
    ? [{ title: "Flatten the input to its features", edits: passed.map(behind), preferred: true }]
    : [];
  const name = view.text.slice(first.start, first.end);
  const once =
    made !== null && isChainAt(file, made) && hadShape(view, made, shape)
      ? [{ title: `Flatten ${name} where it is made`, edits: [behind(made)], preferred: false }]
      : [];
  return passed.length > 1 ? [...once, ...inCalls] : [...inCalls, ...once];
}
