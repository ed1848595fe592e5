import { budgetWords, touches } from "../../base/index.ts";
import { known, type Shape } from "../../ir/index.ts";
import { roundBytes, roundCount } from "../../words/index.ts";
import { shapeOf } from "../view/node-title.ts";
import type { View } from "../view/view.ts";
import type { Completer, Completion } from "./completion.ts";

/** `@input` with the shape that the model has now or would be assumed to have, and `@budget` a little above what it costs. */
export const commentCompletion: Completer<"comment"> = {
  at: "comment",
  offer({ line }, { view, offset }) {
    const tag = /@(\w*)$/.exec(line);
    if (tag !== null) return [inputTag(view, offset), budgetTag(view, offset)];
    if (/@input\s+\S*$/.test(line))
      return shapesFor(view, offset).map((shape) => value(shape, "a shape of the input"));
    const limits = /@budget((?:\s+\w+=\S+)*)\s+\w*$/.exec(line);
    if (limits !== null)
      return limitsFor(view, offset).filter(({ filter }) => !limits[1]?.includes(`${filter}=`));
    return [];
  },
};

function inputTag(view: View, offset: number): Completion {
  const [shape = usualShape] = shapesFor(view, offset);
  return {
    ...value(`@input ${shape}`, "what shape the model below is given"),
    insert: `@input \${1:${shape}}`,
    isSnippet: true,
    filter: "@input",
  };
}

function budgetTag(view: View, offset: number): Completion {
  const limits = limitsFor(view, offset);
  const plain = limits.map(({ label }) => label).join(" ");
  return {
    ...value(`@budget ${plain}`, "what the model below may cost"),
    insert: `@budget ${limits.map(({ label }, index) => `\${${index + 1}:${label}}`).join(" ")}`,
    isSnippet: true,
    filter: "@budget",
  };
}

const usualShape = "1x3x224x224";

/** The shapes of the model that is declared next, then the usual ones. */
function shapesFor(view: View, offset: number): readonly string[] {
  const model = modelBelow(view, offset);
  const shapes = model?.graph.inputs.map((id) => written(shapeOf(model.graph, id))) ?? [];
  const own = shapes.length === 0 || shapes.includes(null) ? [] : [shapes.join(", ")];
  return [...new Set([...own, usualShape, "1x3x32x32", "1x1x28x28", "Nx3x224x224"])];
}

function written(shape: Shape): string | null {
  const sizes = shape.map((size) => known(size));
  return sizes.includes(undefined) ? null : sizes.join("x");
}

function modelBelow({ analysis }: View, offset: number) {
  const below = analysis.models
    .filter(({ declaration }) => declaration?.file === analysis.file && declaration.end >= offset)
    .sort((left, right) => (left.declaration?.start ?? 0) - (right.declaration?.start ?? 0));
  return below.find(({ declaration }) => declaration !== null && !isInside(declaration, offset));
}

function isInside(range: { start: number; end: number }, offset: number): boolean {
  return touches(range, offset) && range.start < offset;
}

/** Proposed where there is no model below. */
const [usualCount, usualMemory] = [5e6, 20 * 2 ** 20];

/** What the model costs, rounded up, so that the budget holds as long as nothing is added. */
function limitsFor(view: View, offset: number): readonly Completion[] {
  const model = modelBelow(view, offset);
  const total = model === undefined ? undefined : view.report(model).total;
  const counts: Readonly<Record<string, number | undefined>> = {
    params: total && known(total.parameters),
    macs: total && known(total.macs),
    memory: model && known(view.report(model).peakActivationBytes),
  };
  return budgetWords.map((word) => {
    const amount =
      word === "memory" ? roundBytes(counts[word] ?? usualMemory) : roundCount(counts[word] ?? usualCount);
    return {
      ...value(`${word}=${amount}`, `at most ${amount}`),
      insert: `${word}=\${1:${amount}}`,
      isSnippet: true,
      filter: word,
    };
  });
}

function value(label: string, detail: string): Completion {
  return {
    label,
    detail,
    documentation: "",
    insert: label,
    isSnippet: false,
    filter: label,
    kind: "comment",
  };
}
