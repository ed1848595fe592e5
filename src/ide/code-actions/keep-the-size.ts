import { type Dim, known } from "../../ir/index.ts";
import { findOp } from "../../ops/index.ts";
import type { AnalysisSources } from "../arguments/sources.ts";
import { inputShapes } from "../view/node-title.ts";
import type { CodeAction, Offer, TextEdit } from "./code-action.ts";
import { distinctPlaces } from "./edits.ts";
import { branchOf, constructionOf, type ModelNode, refusedNodes } from "./layers.ts";
import { axesText } from "./sizes-in-scope.ts";

const before = `import { nn, randn, type Tensor } from "cnn-blocks";
class Block extends nn.Module {
  conv = new nn.Conv2d(64, 64, 3);
  forward(x: Tensor) {
    return this.conv(x).add(x);
  }
}
new Block()(randn(1, 64, 32, 32));
`;

export const keepTheSize: CodeAction<"shape-mismatch" | "concat-mismatch"> = {
  id: "keep-the-size",
  summary:
    "Pads the convolutions and pools of a branch so that it keeps height and width, or halves them evenly.",
  fixes: ["shape-mismatch", "concat-mismatch"],
  example: { before, after: before.replace("64, 3)", "64, 3, { padding: 1 })") },
  offers(sources, problem) {
    const branches = refusedNodes(sources.view, problem).flatMap((refused) =>
      refused.node.inputs.map((_, input) => paddings(sources, refused, input)),
    );
    const all = branches.flat();
    const each = branches.flatMap((branch) => branch.map((one) => [one]));
    return [...branches, all, ...each].flatMap((edits) => offerOf(edits));
  },
};

interface Padding {
  readonly edit: TextEdit;
  readonly value: string;
}

function offerOf(paddings: readonly Padding[]): readonly Offer[] {
  const places = distinctPlaces(paddings, ({ edit }) => edit.at);
  const values = [...new Set(places.map(({ value }) => value))];
  if (places.length === 0) return [];
  const where = places.length === 1 ? "" : ` in ${places.length} layers`;
  const title = `Keep height and width by padding: ${values.join(" and ")}${where}`;
  return [{ title, edits: places.map(({ edit }) => edit), preferred: false }];
}

/** The paddings that the layers of a branch need to keep height and width. */
function paddings(sources: AnalysisSources, refused: ModelNode, input: number): readonly Padding[] {
  return branchOf(refused, input).flatMap((at) => paddingOf(sources, at) ?? []);
}

function paddingOf(sources: AnalysisSources, at: ModelNode): Padding | null {
  const { op, attrs } = at.node;
  const window = findOp(op).window(attrs, inputShapes(at.model.graph, at.node));
  if (window.kind !== "sliding" || !("padding" in attrs)) return null;
  const value = textOf(window.size.map(halfOf));
  if (value === null || value === textOf(attrs.padding)) return null;
  const edit = constructionOf(sources, at)?.withOption("padding", value);
  return edit ? { edit, value } : null;
}

/** The padding that keeps a size at stride 1 and halves an even size at stride 2; an even window has none. */
function halfOf(size: Dim): number | null {
  const pixels = known(size);
  return pixels === undefined || pixels % 2 === 0 ? null : (pixels - 1) / 2;
}

/** Null where it is not a number along each axis. */
function textOf(padding: unknown): string | null {
  const isKnown = Array.isArray(padding) && padding.every((one) => typeof one === "number");
  return isKnown ? axesText(padding) : null;
}
