import { known } from "../../ir/index.ts";
import { idleLanesLimits } from "../../problems/index.ts";
import type { Lint } from "./lint.ts";
import { byPlace } from "./linted-model.ts";

const { block, cost, waste } = idleLanesLimits;

/** A convolution whose channels do not fill the blocks that they are computed in. */
export const idleLanes: Lint = {
  code: "idle-lanes",
  find(model) {
    const { nodes, total } = model.report();
    const all = known(total.macs);
    if (all === undefined) return [];
    const found = model.graph.nodes.flatMap((node) => {
      const channels = model.convolution(node)?.outChannels;
      const macs = known(nodes[node.id]?.macs ?? 0) ?? 0;
      if (
        channels === undefined ||
        !Number.isInteger(channels) ||
        channels < block ||
        wasteOf(channels) < waste
      )
        return [];
      return model.isOutput(node) || macs < cost * all ? [] : [{ node, data: channels }];
    });
    return byPlace(model, found).map(({ at, layers, data: channels }) => ({
      code: "idle-lanes",
      at,
      data: { layers, channels, whole: wholeOf(channels) },
    }));
  },
};

function wholeOf(channels: number): number {
  return Math.ceil(channels / block) * block;
}

function wasteOf(channels: number): number {
  return 1 - channels / wholeOf(channels);
}
