import type { Weights } from "../../ir/index.ts";
import { countsOf, optionsOf } from "../arguments.ts";
import { relu } from "../functional.ts";
import { BatchNorm2d } from "../layers/batch-norm2d.ts";
import { Conv2d } from "../layers/conv2d.ts";
import { Sequential } from "../layers/sequential.ts";
import { Module } from "../module.ts";
import type { Tensor } from "../tensor.ts";

export interface RepVGGBlockOptions {
  /** 1 */
  readonly stride?: number;
  /** Whether the branches are summed into one convolution already; false. */
  readonly deployed?: boolean;
}

/**
 * The block of RepVGG (Ding et al. 2021), with its names. In training a 3×3 convolution, a 1×1 one and, where the shape stays,
 * the input itself stand side by side, each with a batch norm. Deployed, one 3×3 convolution computes the same:
 * `RepVGGBlock.deployedWeights` makes its weights.
 *
 * [N, inChannels, H, W] → [N, outChannels, ⌈H/stride⌉, ⌈W/stride⌉].
 */
export class RepVGGBlock extends Module {
  rbr_reparam: Conv2d | null = null;
  rbr_dense: Sequential | null = null;
  rbr_1x1: Sequential | null = null;
  rbr_identity: BatchNorm2d | null = null;

  constructor(inChannels: number, outChannels: number, options: RepVGGBlockOptions = {}) {
    super();
    countsOf("RepVGGBlock", { inChannels, outChannels });
    const { stride = 1, deployed = false } = optionsOf("RepVGGBlock", options);
    if (deployed) {
      this.rbr_reparam = new Conv2d(inChannels, outChannels, 3, { stride, padding: 1 });
      return;
    }
    this.rbr_dense = branch(new Conv2d(inChannels, outChannels, 3, { stride, padding: 1, bias: false }));
    this.rbr_1x1 = branch(new Conv2d(inChannels, outChannels, 1, { stride, bias: false }));
    if (stride === 1 && inChannels === outChannels) this.rbr_identity = new BatchNorm2d(outChannels);
  }

  /**
   * The weights of a model in training, by their names, as they are for the same model with deployed blocks: batch norms are
   * folded into their convolutions, and branches summed (Ding et al. 2021, figure 4). Other weights stay.
   */
  static deployedWeights(weights: Weights): Map<string, Float32Array> {
    const deployed = new Map([...weights].filter(([name]) => !branches.test(name)));
    for (const name of weights.keys()) {
      if (!name.endsWith("rbr_dense.conv.weight")) continue;
      const path = name.slice(0, -"rbr_dense.conv.weight".length);
      const { weight, bias } = summedBranches(weights, path);
      deployed.set(`${path}rbr_reparam.weight`, weight).set(`${path}rbr_reparam.bias`, bias);
    }
    return deployed;
  }

  forward(x: Tensor): Tensor {
    if (this.rbr_reparam !== null) return relu(this.rbr_reparam(x));
    const branches = [this.rbr_dense, this.rbr_1x1, this.rbr_identity].filter((one) => one !== null);
    return relu(branches.map((one) => one(x)).reduce((sum, one) => sum.add(one)));
  }
}

function branch(conv: Conv2d): Sequential {
  return new Sequential({ conv, bn: new BatchNorm2d(conv.outChannels) });
}

/** The names of what deployed blocks do not have. */
const branches = /(^|\.)rbr_(dense|1x1|identity)\./;

/** Where the middle of a 3×3 kernel is. */
const middle = 4;

/** One 3×3 convolution for a block's branches: a 1×1 kernel stands in the middle of one, and for the input itself a 1 does. */
function summedBranches(weights: Weights, path: string): { weight: Float32Array; bias: Float32Array } {
  const pointwise = numbersOf(weights, `${path}rbr_1x1.conv.weight`);
  const weight = new Float32Array(9 * pointwise.length);
  const dense = foldedNorm(weights, `${path}rbr_dense.bn`);
  const narrow = foldedNorm(weights, `${path}rbr_1x1.bn`);
  const hasIdentity = weights.has(`${path}rbr_identity.weight`);
  const identity = hasIdentity ? foldedNorm(weights, `${path}rbr_identity`) : null;
  const inChannels = pointwise.length / dense.scale.length;
  for (const [index, number] of numbersOf(weights, `${path}rbr_dense.conv.weight`).entries()) {
    const [out, input] = [Math.floor(index / (9 * inChannels)), Math.floor(index / 9) % inChannels];
    let sum = number * (dense.scale[out] ?? 0);
    if (index % 9 === middle) {
      sum += (pointwise[out * inChannels + input] ?? 0) * (narrow.scale[out] ?? 0);
      if (out === input) sum += identity?.scale[out] ?? 0;
    }
    weight[index] = sum;
  }
  const shifts = [dense, narrow, ...(identity === null ? [] : [identity])].map(({ shift }) => shift);
  const bias = dense.shift.map((_, out) => shifts.reduce((sum, shift) => sum + (shift[out] ?? 0), 0));
  return { weight, bias: new Float32Array(bias) };
}

/** What a batch norm multiplies each channel with after training, and what it adds. */
function foldedNorm(weights: Weights, norm: string): { scale: number[]; shift: number[] } {
  const of = (name: string): Float32Array => numbersOf(weights, `${norm}.${name}`);
  const [variance, mean, beta] = [of("running_var"), of("running_mean"), of("bias")];
  const scale = Array.from(of("weight"), (gamma, c) => gamma / Math.sqrt((variance[c] ?? 0) + 1e-5));
  return { scale, shift: scale.map((factor, c) => (beta[c] ?? 0) - (mean[c] ?? 0) * factor) };
}

function numbersOf(weights: Weights, name: string): Float32Array {
  const numbers = weights.get(name);
  if (numbers === undefined) throw new TypeError(`deployedWeights misses ${name}.`);
  return numbers;
}
