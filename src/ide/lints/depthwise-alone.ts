import type { Node } from "../../ir/index.ts";
import type { Lint } from "./lint.ts";
import { byPlace, type LintedModel } from "./linted-model.ts";

/** A depthwise convolution behind which nothing mixes channels. */
export const depthwiseAlone: Lint = {
  code: "depthwise-alone",
  find(model) {
    const mixed = mixedLater(model);
    const found = model.graph.nodes.flatMap((node) => {
      const sizes = model.convolution(node);
      const isDepthwise = sizes !== null && sizes.groups > 1 && sizes.groups === sizes.inChannels;
      return isDepthwise && !mixed.has(node.id) ? [{ node, data: null }] : [];
    });
    return byPlace(model, found).map(({ at, layers }) => ({ code: "depthwise-alone", at, data: { layers } }));
  },
};

/** Nodes of which something that mixes channels, or may, is made. */
function mixedLater(model: LintedModel): ReadonlySet<number> {
  const found = new Set<number>();
  for (const node of [...model.graph.nodes].reverse())
    if (model.users(node).some((user) => found.has(user.id) || mayMix(model, user))) found.add(node.id);
  return found;
}

function mayMix(model: LintedModel, node: Node): boolean {
  const { category } = model.op(node);
  if (category === "linear") return true;
  if (category !== "convolution") return false;
  const sizes = model.convolution(node);
  return sizes === null || sizes.groups < sizes.inChannels || sizes.inChannels === 1;
}
