import { isNumberAt } from "../../analyzer/index.ts";
import { known } from "../../ir/index.ts";
import type { AnalysisSources } from "../arguments/sources.ts";
import { nodeTitle } from "../view/node-title.ts";
import type { CodeAction, Offer, ProblemToMend } from "./code-action.ts";
import { constructionOf, refusedNodes, type SizedLayer, sizedLayer } from "./layers.ts";

const before = `import { nn, randn } from "cnn-blocks";
const net = new nn.Sequential(
  new nn.Conv2d(3, 17, 3),
  new nn.BatchNorm2d(16),
  new nn.ReLU(),
  new nn.Conv2d(16, 8, 3),
);
net(randn(1, 3, 32, 32));
`;

/** Where all layers below agree on a number, the layer above is at fault. */
export const matchOutChannels: CodeAction<"channel-mismatch" | "feature-mismatch" | "shape-mismatch"> = {
  id: "match-out-channels",
  summary: "Builds the layer above for the channels or features that are expected below it.",
  fixes: ["channel-mismatch", "feature-mismatch", "shape-mismatch"],
  example: { before, after: before.replace("Conv2d(3, 17, 3)", "Conv2d(3, 16, 3)") },
  offers(sources, problem) {
    return refusedNodes(sources.view, problem).flatMap((refused) =>
      wantedOf(problem).flatMap(({ input, got, expected }) => {
        const layer = sizedLayer(refused, input);
        return layer === null ? [] : (offerAt(sources, layer, got, expected) ?? []);
      }),
    );
  },
};

interface Wanted {
  readonly input: number;
  readonly got: number | undefined;
  readonly expected: number | undefined;
}

/** What the layers above should give. Either side of a sum may be right. */
function wantedOf(
  problem: ProblemToMend<"channel-mismatch" | "feature-mismatch" | "shape-mismatch">,
): readonly Wanted[] {
  if (problem.code !== "shape-mismatch")
    return [{ input: 0, got: known(problem.data.got), expected: known(problem.data.expected) }];
  const [left, right] = [problem.data.left, problem.data.right].map((shape) => known(shape[1] ?? 0));
  return [
    { input: 0, got: left, expected: right },
    { input: 1, got: right, expected: left },
  ];
}

function offerAt(
  sources: AnalysisSources,
  layer: SizedLayer,
  got: number | undefined,
  expected: number | undefined,
): Offer | null {
  if (got === undefined || expected === undefined) return null;
  // A flatten in between may have turned channels and pixels into features.
  const size = (layer.size * expected) / got;
  // Features that these channels divide were calculated for them, but for another height and width.
  if (got !== layer.size && expected % layer.size === 0) return null;
  const written = constructionOf(sources, layer)?.argument(layer.attribute);
  if (size === layer.size || !Number.isInteger(size) || size < 1 || !written) return null;
  if (!isNumberAt(sources.view.parsed(), written.at)) return null;
  const unit = layer.attribute === "outChannels" ? "channels" : "features";
  return {
    title: `Make ${wordsFor(layer)} give ${size} ${unit}, as expected here, instead of ${layer.size}`,
    edits: [{ at: written.at, text: String(size) }],
    preferred: false,
  };
}

/** The name of the layer in the model, or its title if it has only a number, as a layer in a list does. */
function wordsFor({ model: { graph }, node }: SizedLayer): string {
  const path = node.owner ?? "";
  return /(^|\.)\d*$/.test(path) ? nodeTitle(graph, node) : path;
}
