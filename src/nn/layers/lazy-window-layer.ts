import type { Attrs } from "../../ir/index.ts";
import { applyForm } from "../functional-form.ts";
import { asTensor, type Tensor } from "../tensor.ts";
import { LazyLayer } from "./lazy-layer.ts";
import type { OpCall } from "./op-layer.ts";
import { sizes } from "./sizes.ts";

/** A convolution, plain or transposed, whose input channels the first tensor decides. */
export abstract class LazyWindowLayer<S extends readonly number[]> extends LazyLayer {
  readonly outChannels: number;
  readonly kernelSize: S;
  readonly groups: number;
  readonly #axes: number;
  readonly #form: "conv" | "conv-transpose";

  constructor(
    axes: 1 | 2 | 3,
    form: "conv" | "conv-transpose",
    outChannels: number,
    kernelSize: number | S,
    { groups, bias }: { readonly groups: number; readonly bias: boolean },
  ) {
    super(bias);
    this.outChannels = outChannels;
    this.kernelSize = sizes(axes, kernelSize);
    this.groups = groups;
    this.#axes = axes;
    this.#form = form;
  }

  /** The attributes that decide how the kernel moves, and the groups. */
  protected abstract window(): Attrs;

  /** The number of input channels; null before the first call. */
  get inChannels(): number | null {
    return this.size;
  }

  protected override sizeForCheck(): number {
    return Number.isInteger(this.groups) && this.groups > 0 ? this.groups : 1;
  }

  protected override sizeOf(x: Tensor): number {
    return asTensor(this.op, x).size(-1 - this.#axes);
  }

  protected override runWith(weight: Tensor, x: Tensor): Tensor {
    return applyForm(`functional-${this.op}`, this.window(), x, weight, this.bias);
  }

  protected override opFor(inChannels: number): OpCall {
    const { outChannels, kernelSize } = this;
    const attrs = { inChannels, outChannels, kernelSize, ...this.window(), bias: this.hasBias };
    return { op: this.op, attrs };
  }

  private get op(): string {
    return `${this.#form}${this.#axes}d`;
  }
}
