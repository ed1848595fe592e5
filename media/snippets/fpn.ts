import { F, nn, type Tensor } from "cnn-blocks";

/** Each level of a backbone gets the smaller one, enlarged and added. Lin et al. 2016, https://arxiv.org/abs/1612.03144. */
export class FPN extends nn.Module {
  inner_blocks: nn.ModuleList<nn.Sequential>;
  layer_blocks: nn.ModuleList<nn.Sequential>;

  /** `inChannels` of each level, the largest image first. */
  constructor(inChannels: readonly number[], outChannels: number) {
    super();
    this.inner_blocks = new nn.ModuleList(
      inChannels.map((channels) => new nn.Sequential(new nn.Conv2d(channels, outChannels, 1))),
    );
    this.layer_blocks = new nn.ModuleList(
      inChannels.map(() => new nn.Sequential(new nn.Conv2d(outChannels, outChannels, 3, { padding: 1 }))),
    );
  }

  forward(levels: readonly Tensor[]): readonly Tensor[] {
    const outputs: Tensor[] = [];
    let above: Tensor | undefined;
    for (let level = levels.length - 1; level >= 0; level--) {
      let merged = this.inner_blocks.get(level)(levels[level] as Tensor);
      if (above !== undefined) {
        const size = [merged.size(2), merged.size(3)] as const;
        merged = merged.add(F.interpolate(above, { size, mode: "nearest" }));
      }
      outputs.unshift(this.layer_blocks.get(level)(merged));
      above = merged;
    }
    return outputs;
  }
}
