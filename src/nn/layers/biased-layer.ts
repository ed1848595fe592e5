import type { Attrs } from "../../ir/index.ts";
import type { Parameter } from "../parameter.ts";
import type { KeptAttributes, Tensor } from "../tensor.ts";
import { type OpCall, OpLayer } from "./op-layer.ts";
import type { Reweighting } from "./reweighting.ts";

/** A layer that multiplies by learned weights and may add a learned bias. */
export abstract class BiasedLayer extends OpLayer {
  #hasBias: boolean;
  #reweighting: Reweighting | null = null;

  constructor(bias: boolean) {
    super();
    this.#hasBias = bias;
  }

  /** The op by a weight that is not the layer's own. */
  protected abstract runWith(weight: Tensor, x: Tensor, attrs: Attrs): Tensor;

  /** The weight that it multiplies by: its own, or calculated where `nn.utils` has normalised it. */
  get weight(): Parameter {
    if (this.#reweighting === null) return this.keptTensor("weight") as Parameter;
    return this.#reweighting.weightFrom((name) => this.keptTensor(name) as Tensor) as Parameter;
  }

  /** The learned number of each output channel or feature; null if the layer has none. Setting it to null or false removes it. */
  get bias(): Parameter | null {
    return this.keptTensor("bias") as Parameter | null;
  }

  set bias(bias: Parameter | boolean | null) {
    this.#hasBias = bias !== null && bias !== undefined && bias !== false;
  }

  /**
   * Keeps other tensors than the weight from now on, which is calculated from them.
   * @internal
   */
  reweight(reweighting: Reweighting): void {
    if (this.#reweighting !== null) throw new TypeError("The layer's weight is normalised already.");
    this.#reweighting = reweighting;
  }

  /**
   * Which axis of the weight has the outputs.
   * @internal
   */
  get outputAxis(): number {
    return 0;
  }

  protected override run(x: Tensor, call: OpCall): Tensor {
    return this.#reweighting === null ? super.run(x, call) : this.runWith(this.weight, x, call.attrs);
  }

  protected override keptAttributes(only?: string): readonly KeptAttributes[] {
    const reweighting = this.#reweighting;
    if (reweighting === null) return super.keptAttributes(only);
    const kept = super.keptAttributes();
    const others = kept.filter(({ name }) => name !== "weight");
    const all = [...others, ...kept.filter(({ name }) => name === "weight").flatMap(reweighting.parts)];
    return only === undefined ? all : all.filter(({ name }) => name === only);
  }

  protected get hasBias(): boolean {
    return this.#hasBias;
  }
}
