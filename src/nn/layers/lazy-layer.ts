import { attributes, type Tensor } from "../tensor.ts";
import { BiasedLayer } from "./biased-layer.ts";
import type { OpCall } from "./op-layer.ts";

/** A layer whose weights are made for the first tensor that arrives. Until then it keeps none. */
export abstract class LazyLayer extends BiasedLayer {
  /** The op for that many input channels or features. */
  protected abstract opFor(size: number): OpCall;
  /** How many channels or features the tensor has. */
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

  /** Throws for attributes that no input size makes valid. */
  protected checked(): void {
    const { op, attrs } = this.opFor(this.sizeForCheck());
    attributes(op, attrs);
  }

  /** An input size that fits all other attributes. */
  protected sizeForCheck(): number {
    return 1;
  }
}
