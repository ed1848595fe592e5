import { countsOf, listOf, partOf } from "../arguments.ts";
import { interpolate } from "../functional.ts";
import { Conv2d } from "../layers/conv2d.ts";
import { ModuleList } from "../layers/module-list.ts";
import { Sequential } from "../layers/sequential.ts";
import { Module } from "../module.ts";
import type { Tensor } from "../tensor.ts";

/** Makes further, smaller levels of a pyramid's smallest one. */
export interface PyramidTop extends Module {
  forward(smallest: Tensor): readonly Tensor[];
}

/**
 * The feature pyramid network (Lin et al. 2016): every level of a backbone, brought to `outChannels` by a 1×1 convolution, gets
 * the smaller one enlarged and added, and a 3×3 convolution smooths the sum. Fields have torchvision's names.
 *
 * Levels [N, inChannels[i], Hᵢ, Wᵢ], the largest first → the same with `outChannels`, and those that `extraBlocks` adds.
 */
export class FPN extends Module {
  inner_blocks: ModuleList<Sequential>;
  layer_blocks: ModuleList<Sequential>;
  extra_blocks: PyramidTop | null;

  constructor(inChannels: readonly number[], outChannels: number, extraBlocks: PyramidTop | null = null) {
    super();
    countsOf("FPN", { outChannels });
    const widths = [...listOf("FPN", "numbers", inChannels)];
    this.inner_blocks = new ModuleList(
      widths.map((channels) => new Sequential(new Conv2d(channels, outChannels, 1))),
    );
    this.layer_blocks = new ModuleList(
      widths.map(() => new Sequential(new Conv2d(outChannels, outChannels, 3, { padding: 1 }))),
    );
    this.extra_blocks = extraBlocks === null ? null : partOf("FPN", extraBlocks);
  }

  forward(levels: readonly Tensor[]): readonly Tensor[] {
    listOf("FPN", "tensors", levels);
    const outputs: Tensor[] = [];
    let above: Tensor | null = null;
    for (let index = levels.length - 1; index >= 0; index--) {
      const lateral = this.inner_blocks.get(index)(levels[index] as Tensor);
      const size = [lateral.size(2), lateral.size(3)] as const;
      above = above === null ? lateral : lateral.add(interpolate(above, { size, mode: "nearest" }));
      outputs.unshift(this.layer_blocks.get(index)(above));
    }
    const smallest = outputs.at(-1);
    return smallest === undefined || this.extra_blocks === null
      ? outputs
      : [...outputs, ...this.extra_blocks(smallest)];
  }
}
