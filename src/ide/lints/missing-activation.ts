import type { Node } from "../../ir/index.ts";
import type { ConvolutionSizes } from "../../ops/index.ts";
import type { Lint } from "./lint.ts";
import { byPlace, type LintedModel, onlyInput, parentOf } from "./linted-model.ts";

/** Two dense convolutions of one module with nothing but norms and dropout between them, of which the first is no narrower. */
export const missingActivation: Lint = {
  code: "missing-activation",
  find(model) {
    const found = model.graph.nodes.flatMap((node) => {
      const [first, second] = [convolutionBefore(model, node), denseSizes(model, node)];
      const sizes = first === null ? null : denseSizes(model, first);
      if (first === null || sizes === null || second === null) return [];
      if (node.owner === null || first.owner === null || parentOf(node.owner) !== parentOf(first.owner))
        return [];
      if (sizes.outChannels < Math.min(sizes.inChannels, second.outChannels)) return [];
      return [{ node, data: model.layerName(first) }];
    });
    return byPlace(model, found).map(({ at, layers, data: before }) => ({
      code: "missing-activation",
      at,
      data: { layers, before },
    }));
  },
};

const passive: ReadonlySet<string> = new Set(["normalization", "regularization"]);

function convolutionBefore(model: LintedModel, node: Node): Node | null {
  let step = onlyInput(model, node);
  while (step !== null && passive.has(model.op(step).category)) step = onlyInput(model, step);
  return step !== null && model.op(step).category === "convolution" ? step : null;
}

/** Null for a depthwise or grouped one, and for one along a single axis, which comes in pairs. */
function denseSizes(model: LintedModel, node: Node): ConvolutionSizes | null {
  const sizes = model.convolution(node);
  return sizes?.groups === 1 && new Set(sizes.kernel).size === 1 ? sizes : null;
}
