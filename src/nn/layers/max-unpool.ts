import type { Attrs } from "../../ir/index.ts";
import { optionsOf } from "../arguments.ts";
import { Module } from "../module.ts";
import { apply, attributes, type Tensor } from "../tensor.ts";
import {
  type Pair,
  type Single,
  type Size1d,
  type Size2d,
  type Size3d,
  sizes,
  type Triple,
} from "./sizes.ts";

/** The window of the max pool to undo. */
export interface MaxUnpoolWindow<S extends readonly number[]> {
  /** How far the window moved; its size. */
  stride?: number | S | undefined;
  /** The padding around the pool's input; 0. */
  padding?: number | S | undefined;
}

export interface MaxUnpoolOptions<S extends readonly number[]> extends MaxUnpoolWindow<S> {
  /** The output's sizes, or its whole shape, such as `x.size()` before the pool. Left out, the window decides. */
  outputSize?: readonly number[] | undefined;
}

/** What `MaxUnpool1d`, `MaxUnpool2d` and `MaxUnpool3d` have in common. */
abstract class MaxUnpoolLayer<S extends readonly number[]> extends Module {
  kernelSize: number | S;
  stride: number | S;
  padding: number | S;
  readonly #axes: number;

  constructor(axes: 1 | 2 | 3, kernelSize: number | S, options: MaxUnpoolWindow<S>) {
    super();
    const { stride = kernelSize, padding = 0 } = optionsOf(`max-unpool${axes}d`, options);
    this.kernelSize = kernelSize;
    this.stride = stride;
    this.padding = padding;
    this.#axes = axes;
    attributes(this.op, maxUnpoolAttributes(axes, kernelSize, this, null), this);
  }

  forward(x: Tensor, indices: Tensor, outputSize: readonly number[] | null = null): Tensor {
    const attrs = maxUnpoolAttributes(this.#axes, this.kernelSize, this, outputSize);
    return apply(this.op, attributes(this.op, attrs, this), [x, indices], this);
  }

  private get op(): string {
    return `max-unpool${this.#axes}d`;
  }
}

/**
 * Puts the numbers that a `MaxPool1d` kept back where they were, with zeros everywhere else:
 * [N, C, L] and the indices → [N, C, L′], where
 * L′ = (L − 1)·stride − 2·padding + kernelSize, or the size passed after the indices.
 * An index out of range is skipped, where PyTorch raises an error.
 */
export class MaxUnpool1d extends MaxUnpoolLayer<Single> {
  constructor(kernelSize: Size1d, options: MaxUnpoolWindow<Single> = {}) {
    super(1, kernelSize, options);
  }
}

/**
 * Puts the numbers that a `MaxPool2d` kept back where they were, with zeros everywhere else:
 * [N, C, H, W] and the indices → [N, C, H′, W′], where
 * H′ = (H − 1)·stride − 2·padding + kernelSize, or the size passed after the indices.
 * An index out of range is skipped, where PyTorch raises an error.
 */
export class MaxUnpool2d extends MaxUnpoolLayer<Pair> {
  constructor(kernelSize: Size2d, options: MaxUnpoolWindow<Pair> = {}) {
    super(2, kernelSize, options);
  }
}

/**
 * Puts the numbers that a `MaxPool3d` kept back where they were, with zeros everywhere else:
 * [N, C, D, H, W] and the indices → [N, C, D′, H′, W′], where
 * D′ = (D − 1)·stride − 2·padding + kernelSize, or the size passed after the indices.
 * An index out of range is skipped, where PyTorch raises an error.
 */
export class MaxUnpool3d extends MaxUnpoolLayer<Triple> {
  constructor(kernelSize: Size3d, options: MaxUnpoolWindow<Triple> = {}) {
    super(3, kernelSize, options);
  }
}

export function maxUnpoolAttributes<S extends readonly number[]>(
  axes: number,
  kernelSize: number | S,
  { stride = kernelSize, padding = 0 }: MaxUnpoolWindow<S>,
  outputSize: readonly number[] | null,
): Attrs {
  return {
    kernelSize: sizes(axes, kernelSize),
    stride: sizes(axes, stride),
    padding: sizes(axes, padding),
    outputSize,
  };
}
