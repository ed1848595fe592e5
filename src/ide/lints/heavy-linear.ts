import { known } from "../../ir/index.ts";
import { heavyLinearLimits } from "../../problems/index.ts";
import { shortCount } from "../../words/index.ts";
import type { Lint } from "./lint.ts";

/** One linear layer that has most of a convolutional net's parameters. */
export const heavyLinear: Lint = {
  code: "heavy-linear",
  find(model) {
    const { nodes } = model.graph;
    const { total, modules } = model.report();
    const all = known(total.parameters);
    if (all === undefined || all < heavyLinearLimits.parameters) return [];
    if (!nodes.some((node) => model.op(node).category === "convolution")) return [];
    const heavy = nodes.find((node) => {
      if (node.owner === null || model.op(node).category !== "linear") return false;
      const own = known(modules.find(({ path }) => path === node.owner)?.parameters ?? 0);
      return (own ?? 0) > heavyLinearLimits.share * all;
    });
    const at = heavy === undefined ? null : model.constructed(heavy);
    if (heavy === undefined || at === null) return [];
    const own = modules.find(({ path }) => path === heavy.owner)?.parameters ?? 0;
    const data = { layer: model.layerName(heavy), parameters: shortCount(own), total: shortCount(all) };
    return [{ code: "heavy-linear", at, data }];
  },
};
