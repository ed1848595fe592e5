import { known, type Node } from "../../ir/index.ts";
import type { Finding, Lint } from "./lint.ts";
import { byPlace, type LintedModel, onlyInput } from "./linted-model.ts";

/** A convolution's or linear layer's bias in front of a norm that subtracts each channel's mean. */
export const biasBeforeNorm: Lint = {
  code: "bias-before-norm",
  find(model) {
    const norms = normsBehind(model);
    const found = [...norms].map(([node, norm]) => ({ node, data: model.layerName(norm) }));
    return byPlace(model, found).map(({ at, layers, data: norm }): Finding => {
      const parameters = sumOf(model, [...norms.keys()], layers);
      return { code: "bias-before-norm", at, data: { layers, norm, parameters } };
    });
  },
  /** One line may construct several layers, and one layer may be called twice: a bias is lost only if it is each time. */
  needed(model) {
    const norms = normsBehind(model);
    const others = model.graph.nodes.filter((node) => biasOf(model, node) !== undefined && !norms.has(node));
    return others.flatMap((node) => model.constructed(node) ?? []);
  },
};

/** The calls of layers with a bias whose result goes into nothing but a norm, and that norm. */
function normsBehind(model: LintedModel): ReadonlyMap<Node, Node> {
  const found = model.graph.nodes.flatMap((norm) => {
    const layer = model.op(norm).centresChannels === true ? onlyInput(model, norm) : null;
    if (layer === null || biasOf(model, layer) === undefined) return [];
    // A linear layer's bias lies on the last axis, a norm's channels on the second.
    const isOnChannels = model.op(layer).category === "convolution" || layer.shape.length <= 2;
    return isOnChannels ? [[layer, norm] as const] : [];
  });
  return new Map(found);
}

/** How many numbers the bias of a layer has; undefined for one without, and where that is not known. */
function biasOf(model: LintedModel, node: Node): number | undefined {
  const op = model.op(node);
  if (node.owner === null || (op.category !== "convolution" && op.category !== "linear")) return undefined;
  const size = op.params(node.attrs).bias?.shape[0];
  return size === undefined ? undefined : known(size);
}

function sumOf(model: LintedModel, nodes: readonly Node[], layers: readonly string[]): number {
  const sizes = new Map(nodes.map((node) => [model.layerName(node), biasOf(model, node) ?? 0]));
  return layers.reduce((sum, layer) => sum + (sizes.get(layer) ?? 0), 0);
}
