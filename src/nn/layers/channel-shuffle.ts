import type { Attrs } from "../../ir/index.ts";
import { Module } from "../module.ts";
import { apply, attributes, type Tensor } from "../tensor.ts";

/**
 * Lets the channels of equal groups take turns (Zhang et al. 2018): of 2 groups of 3 the channels become 0, 3, 1, 4, 2, 5.
 * [N, C, …] → the same.
 */
export class ChannelShuffle extends Module {
  readonly groups: number;
  /** @internal */
  readonly attrs: Attrs;

  constructor(groups: number) {
    super();
    this.groups = groups;
    this.attrs = attributes("channel-shuffle", { groups });
  }

  forward(x: Tensor): Tensor {
    return apply("channel-shuffle", this.attrs, [x], this);
  }
}
