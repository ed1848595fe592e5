import { isChainAt } from "../../analyzer/index.ts";
import type { FileRange } from "../../base/index.ts";
import { equal, isUnknown, product, type Shape, sameShape } from "../../ir/index.ts";
import { inputShapes } from "../view/node-title.ts";
import type { View } from "../view/view.ts";
import type { CodeAction, ProblemToMend } from "./code-action.ts";

export const flattenBeforeLinear: CodeAction<"feature-mismatch"> = {
  id: "flatten-before-linear",
  summary: "Flattens the input of the linear layer, where that gives exactly the features it expects.",
  fixes: ["feature-mismatch"],
  example: {
    before:
      'import { nn, randn } from "cnn-blocks";\nconst x = randn(1, 16, 5, 5);\nconst y = new nn.Linear(400, 10)(x);\n',
    after:
      'import { nn, randn } from "cnn-blocks";\nconst x = randn(1, 16, 5, 5);\nconst y = new nn.Linear(400, 10)(x.flatten(1));\n',
  },
  offer(view, problem) {
    const { expected } = problem.data;
    const [argument, ...others] = argumentsAt(view, problem);
    if (argument === undefined || others.length > 0 || typeof expected !== "number") return null;
    const { shape } = argument;
    const features = product(shape.slice(1));
    if (shape.length < 3 || isUnknown(features) || !equal(features, expected)) return null;
    // After any other expression, such as a sum, the dot would apply only to its last part.
    if (!isChainAt(view.parsed(), argument.at)) return null;
    const end = { ...argument.at, start: argument.at.end };
    return {
      title: "Flatten the input to its features",
      edits: [{ at: end, text: ".flatten(1)" }],
      preferred: true,
    };
  },
};

interface Argument {
  readonly at: FileRange;
  readonly shape: Shape;
}

/** The inputs of the op that refused which are the last argument of a call in this file, each place once. */
function argumentsAt(view: View, { op, related }: ProblemToMend<"feature-mismatch">): readonly Argument[] {
  const shapes = related.flatMap(({ data }) => (data.kind === "shape-from" ? [data.shape] : []));
  const calls = view.analysis.models.flatMap(({ graph }) =>
    graph.nodes
      .filter(
        (node) =>
          node.op === op?.kind &&
          inputShapes(graph, node).some((shape) => shapes.some((s) => sameShape(s, shape))),
      )
      .flatMap(({ source }) => (source?.file === view.analysis.file ? [source] : [])),
  );
  const places = new Map(calls.map((call) => [call.start, call]));
  return [...places.values()].flatMap((call) => lastArgument(view, call) ?? []);
}

function lastArgument(view: View, { file, start, end }: FileRange): Argument | null {
  const fact = view.analysis.facts.find(({ range }) => start < range.start && range.end === end - 1);
  const tensor = fact?.values.find((value) => value.kind === "tensor");
  return fact === undefined || tensor === undefined
    ? null
    : { at: { file, ...fact.range }, shape: tensor.shape };
}
