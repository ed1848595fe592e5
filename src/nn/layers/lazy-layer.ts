import { attributes, type Tensor } from "../tensor.ts";
import { BiasedLayer } from "./biased-layer.ts";
import type { OpCall } from "./op-layer.ts";

/** A layer whose weights are made for the first tensor that arrives. Until then it keeps none. */
export abstract class LazyLayer extends BiasedLayer {
  /** The op for so many channels or features. */
  protected abstract opFor(size: number): OpCall;
  /** How many the tensor has. */
  protected abstract sizeOf(x: Tensor): number;
  #size: number | null = null;

  override forward(x: Tensor): Tensor {
    this.#size ??= this.sizeOf(x);
    return super.forward(x);
  }

  protected get size(): number | null {
    return this.#size;
  }

  /** @internal */
  override asOp(): OpCall {
    return this.#size === null ? { op: "identity", attrs: {} } : this.opFor(this.#size);
  }

  /** Refuses what cannot be for any size. */
  protected checked(): void {
    const { op, attrs } = this.opFor(this.sizeForCheck());
    attributes(op, attrs);
  }

  /** A size that suits every other attribute. */
  protected sizeForCheck(): number {
    return 1;
  }
}

/** A lazy layer that divides its channels into groups. */
export abstract class LazyGroupedLayer extends LazyLayer {
  abstract readonly groups: number;

  protected override sizeForCheck(): number {
    return Number.isInteger(this.groups) && this.groups > 0 ? this.groups : 1;
  }
}
