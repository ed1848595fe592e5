import type { Node } from "../../ir/index.ts";
import type { ConvolutionSizes } from "../../ops/index.ts";
import type { Lint } from "./lint.ts";
import { byPlace, type LintedModel, parentOf } from "./linted-model.ts";

/** 1×1, k×k, 1×1 in one module, of which the middle has more channels than come in and go out. */
export const wideningBottleneck: Lint = {
  code: "widening-bottleneck",
  find(model) {
    const found = model.graph.nodes.flatMap((last) => {
      const middle = convolutionBefore(model, last);
      const first = middle === null ? null : convolutionBefore(model, middle);
      if (first === null || middle === null) return [];
      const [a, b, c] = [first, middle, last].map(model.convolution);
      if (!a || !b || !c || !isPointwise(a) || isPointwise(b) || !isPointwise(c) || b.groups !== 1) return [];
      const widens = b.inChannels > a.inChannels && b.outChannels > c.outChannels;
      return widens ? [{ node: middle, data: { channels: a.inChannels, between: b.inChannels } }] : [];
    });
    return byPlace(model, found).map(({ at, layers, data }) => ({
      code: "widening-bottleneck",
      at,
      data: { layers, ...data },
    }));
  },
};

function isPointwise({ kernel }: ConvolutionSizes): boolean {
  return kernel.every((size) => size === 1);
}

const between: ReadonlySet<string> = new Set(["normalization", "regularization", "activation"]);

/** The convolution of the same module in front of a node, with norms and activations between them. */
function convolutionBefore(model: LintedModel, node: Node): Node | null {
  let [step] = model.inputs(node);
  while (step !== undefined && between.has(model.op(step).category)) [step] = model.inputs(step);
  const isOne = step !== undefined && model.op(step).category === "convolution";
  if (!isOne || step?.owner == null || node.owner === null) return null;
  return parentOf(step.owner) === parentOf(node.owner) ? step : null;
}
