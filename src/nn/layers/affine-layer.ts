import type { Buffer, Parameter } from "../parameter.ts";
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

/** A normalisation that may use the statistics of earlier batches. */
export abstract class NormByStatistics extends AffineLayer {
  /** The mean of each channel; null if the layer does not keep it. */
  get runningMean(): Buffer | null {
    return this.keptTensor("running_mean") as Buffer | null;
  }

  /** The variance of each channel; null if the layer does not keep it. */
  get runningVar(): Buffer | null {
    return this.keptTensor("running_var") as Buffer | null;
  }
}
