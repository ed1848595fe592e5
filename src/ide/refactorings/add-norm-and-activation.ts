import { type FileRange, samePlace } from "../../base/index.ts";
import type { Graph, Node } from "../../ir/index.ts";
import { type Category, findOp } from "../../ops/index.ts";
import type { View } from "../view/view.ts";
import { convolutionAt, withOptions } from "./convolution.ts";
import { layersInRow } from "./layers-in-row.ts";
import type { Refactoring } from "./refactoring.ts";

const before = `import { nn, randn } from "cnn-blocks";
const net = new nn.Sequential(
  new nn./*|*/Conv2d(3, 32, 3, { padding: 1 }),
  new nn.MaxPool2d(2),
);
net(randn(2, 3, 32, 32));
`;

export const addNormAndActivation: Refactoring = {
  id: "add-norm-and-activation",
  summary:
    "Adds a batch norm and a ReLU after a convolution, or only the batch norm where an activation follows already. Drops the " +
    "bias, which the norm would cancel.",
  kind: "refactor.rewrite",
  keeps: "shapes",
  example: {
    before,
    after: before
      .replace("/*|*/", "")
      .replace(
        "{ padding: 1 }),",
        "{ padding: 1, bias: false }),\n  new nn.BatchNorm2d(32),\n  new nn.ReLU(),",
      ),
  },
  proposals(sources, selection) {
    const convolution = convolutionAt(sources, selection);
    if (convolution === null) return [];
    const { written, namespace, axes, outChannels } = convolution;
    const next = categoriesBehind(sources.view, written.at);
    if (next.has("normalization")) return [];
    const isActive = next.has("activation");
    const norm = `new ${namespace}BatchNorm${axes}d(${outChannels})`;
    const after = isActive ? [norm] : [norm, `new ${namespace}ReLU()`];
    const own = withOptions(convolution, { bias: "false" }) ?? [];
    return [
      {
        title: isActive ? "Add a batch norm after it" : "Add a batch norm and a ReLU after it",
        ways: layersInRow(sources, written.at, { after }).map((edits) => [...edits, ...own]),
        counted: written.at,
      },
    ];
  },
};

/** The categories of the ops that take the output of the layer constructed there. */
function categoriesBehind({ analysis }: View, construction: FileRange): ReadonlySet<Category> {
  const made = ({ modules }: Graph, { owner }: Node) =>
    modules.some(({ path, source }) => path === owner && samePlace(source, construction));
  return new Set(
    analysis.models.flatMap(({ graph }) =>
      graph.nodes
        .filter(({ inputs }) =>
          inputs.some((id) => graph.nodes[id] !== undefined && made(graph, graph.nodes[id])),
        )
        .map(({ op }) => findOp(op).category),
    ),
  );
}
