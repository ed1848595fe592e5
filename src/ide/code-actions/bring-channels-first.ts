import { argumentsOfCall, isChainAt } from "../../analyzer/index.ts";
import type { FileRange } from "../../base/index.ts";
import type { Shape } from "../../ir/index.ts";
import { isChannelsLast } from "../../problems/index.ts";
import { hadShape } from "../view/shapes-at.ts";
import type { View } from "../view/view.ts";
import type { CodeAction, Offer } from "./code-action.ts";
import { insertionAt } from "./edits.ts";
import { refusedNodes } from "./layers.ts";

const before = `import { nn, randn } from "cnn-blocks";
const images = randn(8, 32, 48, 3);
const y = new nn.Conv2d(3, 16, 3)(images);
`;

export const bringChannelsFirst: CodeAction<"channel-mismatch"> = {
  id: "bring-channels-first",
  summary: "Moves the channels of an image that has them last to where the library expects them, N×C×H×W.",
  fixes: ["channel-mismatch"],
  example: { before, after: before.replace("(images)", "(images.permute(0, 3, 1, 2))") },
  offers({ view }, problem) {
    const inputs = problem.op?.inputs ?? [];
    if (!isChannelsLast(problem.data.expected, inputs)) return [];
    const refused = refusedNodes(view, problem);
    // The image comes in at the call of the model; the layer inside only refuses it.
    const calls = [
      ...refused.flatMap(({ model }) => model.call ?? []),
      ...refused.flatMap(({ node }) => node.source ?? []),
    ];
    return calls.flatMap((call) => permuted(view, call, inputs[0] ?? []));
  },
};

function permuted(view: View, call: FileRange, shape: Shape): readonly Offer[] {
  if (call.file !== view.analysis.file) return [];
  return argumentsOfCall(view.parsed(), call)
    .filter((range) => isChainAt(view.parsed(), range) && hadShape(view, range, shape))
    .map(({ start, end }) => ({
      title: `Bring the channels first: ${view.text.slice(start, end)}.permute(0, 3, 1, 2)`,
      edits: [insertionAt(call.file, end, ".permute(0, 3, 1, 2)")],
      preferred: true,
    }));
}
