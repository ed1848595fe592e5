import { type Model, statementLine } from "../../analyzer/index.ts";
import { meet, type Range } from "../../base/index.ts";
import { type Dim, known, printDim } from "../../ir/index.ts";
import { inputComment } from "../view/input-comment.ts";
import { shapeOf } from "../view/node-title.ts";
import type { View } from "../view/view.ts";
import type { Refactoring } from "./refactoring.ts";

const before = `import { nn, type Tensor } from "cnn-blocks";

export class /*|*/Net extends nn.Module {
  conv = new nn.Conv2d(3, 8, 3);

  forward(x: Tensor): Tensor {
    return this.conv(x).relu();
  }
}
`;

export const stateInput: Refactoring = {
  id: "state-input",
  summary:
    "Writes the input that a model is assumed to have above its class, or above the statement that constructs it, where it " +
    "can be changed.",
  kind: "refactor.rewrite",
  keeps: "computation",
  example: {
    before,
    after: before.replace("/*|*/", "").replace("export", "/** @input 1x3x224x224 */\nexport"),
  },
  proposals({ view }, selection) {
    const { analysis, text, parsed } = view;
    const { file } = analysis;
    const model = analysis.models.find(
      (one) => one.inputFrom === "assumed" && placesOf(view, one).some((place) => meet(place, selection)),
    );
    const place =
      model && ([model.declaration, model.construction].find((one) => one?.file === file) ?? null);
    const shapes = model === undefined ? [] : statedShapes(view, model);
    const line = place && statementLine(parsed(), place.start);
    if (line == null || shapes === null || shapes.length === 0) return [];
    const { start, end, text: comment } = inputComment(text, line, shapes);
    const title = `State the assumed input: @input ${shapes.join(", ")}`;
    return [{ title, ways: [[{ at: { file, start, end }, text: comment }]] }];
  },
};

/** The first line of the class, and the construction. */
function placesOf({ text, analysis }: View, { declaration, construction }: Model): readonly Range[] {
  const own = [declaration, construction].filter((place) => place?.file === analysis.file);
  return own.flatMap((place) => {
    if (place == null) return [];
    const lineEnd = text.indexOf("\n", place.start);
    return [{ start: place.start, end: lineEnd < 0 ? place.end : Math.min(place.end, lineEnd) }];
  });
}

/** Null where a size is a formula, or one that no word stands for. */
function statedShapes({ settings }: View, { graph }: Model): readonly string[] | null {
  const shapes = graph.inputs.map((id) =>
    shapeOf(graph, id).map((size, axis) => sizeText(size, axis, settings.defaultInputSize)),
  );
  return shapes.some((shape) => shape.includes(null)) ? null : shapes.map((shape) => shape.join("x"));
}

/** What the class leaves open becomes one image of the usual size. A channel count keeps its name. */
function sizeText(size: Dim, axis: number, usual: number): string | null {
  const number = known(size);
  if (number !== undefined) return String(number);
  if (axis === 0) return "1";
  if (axis > 1) return String(usual);
  const name = printDim(size);
  return /^[A-Za-z]+$/.test(name) && !name.includes("x") ? name : null;
}
