import type { Parameter } from "../parameter.ts";
import { OpLayer } from "./op-layer.ts";

/** A layer that multiplies by learned weights and may add a learned bias. */
export abstract class BiasedLayer extends OpLayer {
  #hasBias: boolean;

  constructor(bias: boolean) {
    super();
    this.#hasBias = bias;
  }

  get weight(): Parameter {
    return this.keptTensor("weight") as Parameter;
  }

  /** The learned number of each output channel or feature; null if the layer has none. Setting it to null or false removes it. */
  get bias(): Parameter | null {
    return this.keptTensor("bias") as Parameter | null;
  }

  set bias(bias: Parameter | boolean | null) {
    this.#hasBias = bias !== null && bias !== undefined && bias !== false;
  }

  protected get hasBias(): boolean {
    return this.#hasBias;
  }
}
