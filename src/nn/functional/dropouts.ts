import { optionsOf } from "../arguments.ts";
import type { InplaceOptions } from "../layers/activations.ts";
import { asChannelsOfSignals } from "../layers/dropout.ts";
import { apply, attributes, type Tensor } from "../tensor.ts";

export interface DropoutOptions extends InplaceOptions {
  /** PyTorch's option, accepted so that code carries over: models run here as they do after training. */
  training?: boolean | undefined;
}

/** The input itself: models run here as they do after training, when nothing is dropped. */
export function dropout(x: Tensor, p = 0.5, options: DropoutOptions = {}): Tensor {
  // Neither changes what comes out.
  const { training: _training, inplace: _inplace } = optionsOf("dropout", options);
  return apply("dropout", attributes("dropout", { p }), [x]);
}

/** As `dropout`, which in training drops whole channels of [N, C, L]. */
export function dropout1d(x: Tensor, p = 0.5, options: DropoutOptions = {}): Tensor {
  return dropout(asChannelsOfSignals("dropout1d", x), p, options);
}

/** As `dropout`, which in training drops whole channels of [N, C, H, W]. */
export function dropout2d(x: Tensor, p = 0.5, options: DropoutOptions = {}): Tensor {
  return dropout(x, p, options);
}

/** As `dropout`, which in training drops whole channels of [N, C, D, H, W]. */
export function dropout3d(x: Tensor, p = 0.5, options: DropoutOptions = {}): Tensor {
  return dropout(x, p, options);
}

/** As `dropout`, which in training keeps mean and variance, for SELU. */
export function alphaDropout(x: Tensor, p = 0.5, options: DropoutOptions = {}): Tensor {
  return dropout(x, p, options);
}
