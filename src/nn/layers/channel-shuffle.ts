import { type OpCall, OpLayer } from "./op-layer.ts";

/**
 * Lets the channels of equal groups take turns (Zhang et al. 2018): of 2 groups of 3 the channels become 0, 3, 1, 4, 2, 5.
 * [N, C, …] → the same.
 */
export class ChannelShuffle extends OpLayer {
  groups: number;

  constructor(groups: number) {
    super();
    this.groups = groups;
    this.constructed();
  }

  /** @internal */
  override asOp(): OpCall {
    return { op: "channel-shuffle", attrs: { groups: this.groups } };
  }
}
