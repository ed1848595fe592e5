import type { Parameter } from "../parameter.ts";
import { OpLayer } from "./op-layer.ts";

/** A normalisation, which scales by a learned γ and shifts by a learned β unless it was made without them. */
export abstract class AffineLayer extends OpLayer {
  /** γ; null if the layer has none. */
  get weight(): Parameter | null {
    return this.keptTensor("weight") as Parameter | null;
  }

  /** β; null if the layer has none. */
  get bias(): Parameter | null {
    return this.keptTensor("bias") as Parameter | null;
  }
}
