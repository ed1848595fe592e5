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

/** The window of the pool that is undone. */
export interface MaxUnpoolWindow<S extends readonly number[]> {
  /** How far the window moved; as far as it is large. */
  stride?: number | S | undefined;
  /** What was around the input; 0. */
  padding?: number | S | undefined;
}

export interface MaxUnpoolOptions<S extends readonly number[]> extends MaxUnpoolWindow<S> {
  /** The sizes wanted, or the whole shape, as `x.size()` before the pool; the smallest that the window leaves possible. */
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
 * Puts what a `MaxPool1d` kept where it was, with zeros besides: [N, C, L] and the indices → [N, C, L′] with
 * L′ = (L − 1)·stride − 2·padding + kernelSize, or the size that is given behind the indices.
 */
export class MaxUnpool1d extends MaxUnpoolLayer<Single> {
  constructor(kernelSize: Size1d, options: MaxUnpoolWindow<Single> = {}) {
    super(1, kernelSize, options);
  }
}

/**
 * Puts what a `MaxPool2d` kept where it was, with zeros besides: [N, C, H, W] and the indices → [N, C, H′, W′] with
 * H′ = (H − 1)·stride − 2·padding + kernelSize, or the size that is given behind the indices.
 */
export class MaxUnpool2d extends MaxUnpoolLayer<Pair> {
  constructor(kernelSize: Size2d, options: MaxUnpoolWindow<Pair> = {}) {
    super(2, kernelSize, options);
  }
}

/**
 * Puts what a `MaxPool3d` kept where it was, with zeros besides: [N, C, D, H, W] and the indices → [N, C, D′, H′, W′] with
 * D′ = (D − 1)·stride − 2·padding + kernelSize, or the size that is given behind the indices.
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
