import { optionsOf } from "../arguments.ts";
import { apply, asTensor, attributes, type Tensor } from "../tensor.ts";
import { NormByStatistics } from "./affine-layer.ts";
import type { OpCall } from "./op-layer.ts";

export interface BatchNormOptions {
  /** Added to the variance, so that nothing is divided by 0; 1e-5. */
  eps?: number | undefined;
  /** How fast the running statistics follow in training; null averages over all batches. 0.1. */
  momentum?: number | null | undefined;
  /** Whether γ and β are learned; true. */
  affine?: boolean | undefined;
  /** Whether mean and variance are kept from training; if not, they are each batch's own, after training as well. True. */
  trackRunningStats?: boolean | undefined;
}

/** What batch norms have in common, be their number of channels given or left to what arrives. */
export abstract class NormOfBatches extends NormByStatistics {
  eps: number;
  momentum: number | null;
  readonly affine: boolean;
  readonly trackRunningStats: boolean;
  readonly #axes: BatchNormAxes;

  constructor(axes: BatchNormAxes, options: BatchNormOptions) {
    super();
    const {
      eps = 1e-5,
      momentum = 0.1,
      affine = true,
      trackRunningStats = true,
    } = optionsOf(`batch-norm${axes}d`, options);
    this.eps = eps;
    this.momentum = momentum;
    this.affine = affine;
    this.trackRunningStats = trackRunningStats;
    this.#axes = axes;
  }

  override forward(x: Tensor): Tensor {
    if (this.trackRunningStats) return super.forward(x);
    return byOwnStatistics(this.#axes, x, this.asOp(), this);
  }

  /** Without running statistics, channels are normalised as an instance norm does, which keeps γ and β alone. */
  protected opFor(numFeatures: number): OpCall {
    if (this.trackRunningStats) return this.asBatchNorm(numFeatures);
    const { eps: epsilon, affine } = this;
    return { op: `instance-norm${this.#axes}d`, attrs: { numFeatures, epsilon, affine } };
  }

  protected asBatchNorm(numFeatures: number): OpCall {
    const { eps: epsilon, momentum, affine } = this;
    return { op: `batch-norm${this.#axes}d`, attrs: { numFeatures, epsilon, momentum, affine } };
  }

  protected channelsOf(x: Tensor): number {
    return asTensor(`batch-norm${this.#axes}d`, x).size(1);
  }
}

/** What `BatchNorm1d`, `BatchNorm2d` and `BatchNorm3d` have in common. */
export abstract class BatchNormLayer extends NormOfBatches {
  readonly numFeatures: number;

  constructor(axes: BatchNormAxes, numFeatures: number, options: BatchNormOptions) {
    super(axes, options);
    this.numFeatures = numFeatures;
    // Under its own name, also where another op does the work.
    attributes(`batch-norm${axes}d`, this.asBatchNorm(numFeatures).attrs, this);
    this.constructed("numFeatures", "affine", "trackRunningStats");
  }

  /** @internal */
  override asOp(): OpCall {
    return this.opFor(this.numFeatures);
  }
}

export type BatchNormAxes = 1 | 2 | 3;

/** Each channel of the whole batch to mean 0 and variance 1: one instance, in which the samples stand one after the other. */
function byOwnStatistics(axes: BatchNormAxes, x: Tensor, { op, attrs }: OpCall, layer: object): Tensor {
  const batch = asTensor(`batch-norm${axes}d`, x);
  if (!takesAxes(axes, batch.dim())) {
    // The op with statistics takes the same shapes, and refuses the others by name.
    return apply(`batch-norm${axes}d`, { ...attrs, momentum: null }, [batch], layer);
  }
  const byChannel = batch.transpose(0, 1);
  const inRow = batch.dim() === 2 ? byChannel : byChannel.flatten(1, 2);
  const normal = apply(op, attrs, [inRow.unsqueeze(0)], layer);
  return normal.squeeze(0).reshapeAs(byChannel).transpose(0, 1);
}

function takesAxes(axes: BatchNormAxes, rank: number): boolean {
  return rank === axes + 2 || (axes === 1 && rank === 2);
}
