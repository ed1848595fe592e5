import { biasOf, convolutionAt, isFull, withOptions } from "./convolution.ts";
import { layersInRow } from "./layers-in-row.ts";
import type { Refactoring } from "./refactoring.ts";

const before = `import { nn, randn } from "cnn-blocks";
const net = new nn.Sequential(
  new nn./*|*/Conv2d(64, 64, 3, { padding: 1 }),
  new nn.ReLU(),
);
net(randn(1, 64, 32, 32));
`;

export const makeDepthwiseSeparable: Refactoring = {
  id: "make-depthwise-separable",
  summary:
    "Makes a convolution depthwise separable: one that filters each channel alone, and a 1×1 convolution that mixes them.",
  kind: "refactor.rewrite",
  keeps: "shapes",
  example: {
    before,
    after: before
      .replace("/*|*/", "")
      .replace("{ padding: 1 }),", "{ padding: 1, groups: 64, bias: false }),\n  new nn.Conv2d(64, 64, 1),"),
  },
  proposals(sources, selection) {
    const convolution = convolutionAt(sources, selection);
    if (convolution === null || !isFull(convolution)) return [];
    const { written, namespace, axes, inChannels, outChannels } = convolution;
    const options = withOptions(convolution, { groups: inChannels, bias: "false" });
    const size = written.argument("outChannels");
    if (options === null || size === null) return [];
    const pointwise = `new ${namespace}Conv${axes}d(${inChannels}, ${outChannels}, 1${biasOf(convolution)})`;
    const own = [{ at: size.at, text: inChannels }, ...options];
    return [
      {
        title: "Make it depthwise separable",
        ways: layersInRow(sources, written.at, { after: [pointwise] }).map((edits) => [...edits, ...own]),
        counted: written.at,
        mustSave: true,
      },
    ];
  },
};
