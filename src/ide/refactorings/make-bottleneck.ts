import { asOperand } from "../../analyzer/index.ts";
import { known } from "../../ir/index.ts";
import { biasOf, convolutionAt, isFull } from "./convolution.ts";
import { layersInRow } from "./layers-in-row.ts";
import type { Refactoring } from "./refactoring.ts";

const before = `import { nn, randn } from "cnn-blocks";
const net = new nn.Sequential(
  new nn./*|*/Conv2d(256, 256, 3, { padding: 1 }),
  new nn.ReLU(),
);
net(randn(1, 256, 14, 14));
`;

export const makeBottleneck: Refactoring = {
  id: "make-bottleneck",
  summary:
    "Makes a convolution a bottleneck: a 1×1 convolution to a quarter of the channels, the convolution itself on those, and a " +
    "1×1 convolution back to all channels.",
  kind: "refactor.rewrite",
  keeps: "shapes",
  example: {
    before,
    after: before.replace(
      "  new nn./*|*/Conv2d(256, 256, 3, { padding: 1 }),\n",
      `  new nn.Conv2d(256, 64, 1),
  new nn.ReLU(),
  new nn.Conv2d(64, 64, 3, { padding: 1 }),
  new nn.ReLU(),
  new nn.Conv2d(64, 256, 1),
`,
    ),
  },
  proposals(sources, selection) {
    const convolution = convolutionAt(sources, selection);
    if (convolution === null || !isFull(convolution)) return [];
    const { written, namespace, axes, inChannels, outChannels, instances } = convolution;
    const sizes = [written.argument("inChannels"), written.argument("outChannels")].filter(
      (one) => one !== null,
    );
    if (instances.some((one) => (known(one.outChannels) ?? 0) % narrowing !== 0)) return [];
    const narrow = narrowed(outChannels);
    const pointwise = (from: string, to: string) =>
      `new ${namespace}Conv${axes}d(${from}, ${to}, 1${biasOf(convolution)})`;
    const activation = `new ${namespace}ReLU()`;
    const own = sizes.map(({ at }) => ({ at, text: narrow }));
    const around = {
      before: [pointwise(inChannels, narrow), activation],
      after: [activation, pointwise(narrow, outChannels)],
    };
    return [
      {
        title: `Make it a bottleneck of ${narrow} channels`,
        ways: layersInRow(sources, written.at, around).map((edits) => [...edits, ...own]),
        counted: written.at,
        mustSave: true,
      },
    ];
  },
};

/** ResNet's bottlenecks have a quarter of the channels. */
const narrowing = 4;

function narrowed(channels: string): string {
  const size = Number(channels);
  if (Number.isInteger(size)) return String(size / narrowing);
  return `${asOperand(channels)} / ${narrowing}`;
}
