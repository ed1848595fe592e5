import type { Attrs } from "../../ir/index.ts";
import { type OpCall, OpLayer } from "./op-layer.ts";

/** A size for each axis of the output, or one number for all; null keeps the input's. */
export type AdaptiveSizes = number | null | readonly (number | null)[];

/** What the adaptive pools have in common: `axes` says how many axes are divided into parts. */
export abstract class AdaptivePoolLayer<S extends AdaptiveSizes> extends OpLayer {
  outputSize: S;
  readonly #kind: "avg" | "max";
  readonly #axes: number;

  constructor(kind: "avg" | "max", axes: 1 | 2 | 3, outputSize: S) {
    super();
    this.outputSize = outputSize;
    this.#kind = kind;
    this.#axes = axes;
    this.constructed();
  }

  /** @internal */
  override asOp(): OpCall {
    const attrs = adaptivePoolAttributes(this.#axes, this.outputSize);
    return { op: `adaptive-${this.#kind}-pool${this.#axes}d`, attrs };
  }
}

export function adaptivePoolAttributes(axes: number, outputSize: AdaptiveSizes): Attrs {
  const each = Array.isArray(outputSize) ? [...outputSize] : Array.from({ length: axes }, () => outputSize);
  return { outputSize: each };
}
