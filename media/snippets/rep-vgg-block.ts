import { F, nn, type Tensor } from "cnn-blocks";

/** Branches in training, which are one 3×3 convolution once they are summed. Ding et al. 2021, https://arxiv.org/abs/2101.03697. */
export class RepVGGBlock extends nn.Module {
  rbr_reparam: nn.Conv2d | null = null;
  rbr_dense: nn.Sequential | null = null;
  rbr_1x1: nn.Sequential | null = null;
  rbr_identity: nn.BatchNorm2d | null = null;

  constructor(inChannels: number, outChannels: number, stride = 1, deployed = false) {
    super();
    if (deployed) {
      this.rbr_reparam = new nn.Conv2d(inChannels, outChannels, 3, { stride, padding: 1 });
      return;
    }
    this.rbr_dense = repVGGBranch(
      new nn.Conv2d(inChannels, outChannels, 3, { stride, padding: 1, bias: false }),
    );
    this.rbr_1x1 = repVGGBranch(new nn.Conv2d(inChannels, outChannels, 1, { stride, bias: false }));
    if (stride === 1 && inChannels === outChannels) this.rbr_identity = new nn.BatchNorm2d(outChannels);
  }

  forward(x: Tensor): Tensor {
    if (this.rbr_reparam !== null) return F.relu(this.rbr_reparam(x));
    const branches = [this.rbr_dense, this.rbr_1x1, this.rbr_identity].filter((one) => one !== null);
    return F.relu(branches.map((one) => one(x)).reduce((sum, one) => sum.add(one)));
  }
}

function repVGGBranch(conv: nn.Conv2d): nn.Sequential {
  return new nn.Sequential({ conv, bn: new nn.BatchNorm2d(conv.outChannels) });
}
