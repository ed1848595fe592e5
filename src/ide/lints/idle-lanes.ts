import { known } from "../../ir/index.ts";
import type { Lint } from "./lint.ts";
import { byPlace } from "./linted-model.ts";

/** Channels are computed in blocks of so many. */
const block = 8;
/** What costs less than this share of the model is not worth a word. */
const leastShare = 0.05;
/** Neither is a last block that is nearly full. */
const leastWaste = 0.1;

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
        wasteOf(channels) < leastWaste
      )
        return [];
      return model.isOutput(node) || macs < leastShare * all ? [] : [{ node, data: channels }];
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
