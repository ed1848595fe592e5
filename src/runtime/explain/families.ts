import type { Lowering } from "../../ops/index.ts";
import { asImage, ofOwnAxes, placeInImage } from "./axes.ts";
import { explainFold, explainUnfold } from "./columns.ts";
import { explainConvolution, explainTransposed } from "./convolution.ts";
import type { Explain, Explanation, Place, Subject } from "./explanation.ts";
import { explainFunctional } from "./functional.ts";
import { explainAffineGrid, explainGridSample } from "./grid.ts";
import { explainLinear, explainMatmul } from "./linear.ts";
import {
  explainConcat,
  explainPermute,
  explainPick,
  explainReshape,
  explainResize,
  explainSlice,
} from "./moved.ts";
import { explainLocalResponseNorm, explainNormalization, explainSoftmax } from "./normalization.ts";
import { explainCumulativeSum, explainGather, explainPoolPlaces, explainUnpool } from "./places.ts";
import { explainActivation, explainAffine, explainBinary, explainSelect } from "./pointwise.ts";
import { explainAdaptivePool, explainMean, explainPool, explainReduction } from "./pool.ts";

/** A row for each family; null for one that computes nothing. */
const families: {
  readonly [F in Lowering["family"]]: Explain<Extract<Lowering, { readonly family: F }>> | null;
} = {
  convolution: explainConvolution,
  "transposed-convolution": explainTransposed,
  resize: explainResize,
  linear: explainLinear,
  matmul: explainMatmul,
  pool: explainPool,
  "pool-places": explainPoolPlaces,
  unpool: explainUnpool,
  "adaptive-pool": explainAdaptivePool,
  affine: explainAffine,
  activation: explainActivation,
  binary: explainBinary,
  select: explainSelect,
  mean: explainMean,
  reduction: explainReduction,
  "cumulative-sum": explainCumulativeSum,
  softmax: explainSoftmax,
  "local-response-norm": explainLocalResponseNorm,
  normalization: explainNormalization,
  functional: (subject, place) => explainFunctional(subject, place, explainLayer),
  concat: explainConcat,
  slice: explainSlice,
  permute: explainPermute,
  pick: explainPick,
  gather: explainGather,
  "affine-grid": explainAffineGrid,
  "grid-sample": explainGridSample,
  unfold: explainUnfold,
  fold: explainFold,
  reshape: explainReshape,
  identity: explainReshape,
  parameter: null,
  source: null,
};

/** A layer computes something. */
function explainLayer(subject: Subject, place: Place): Explanation {
  const found = explain(subject, place);
  if (found === null) throw new Error("No layer gives a parameter or an input.");
  return found;
}

/** How an element comes about; null for an input or a parameter, which no op computes. */
export function explain(subject: Subject, place: Place): Explanation | null {
  const { lowering } = subject;
  const explainFamily: Explain<never> | null = families[lowering.family];
  if ("axes" in lowering && (lowering.axes === 0 || lowering.axes === 1)) {
    const { axes } = lowering;
    const image = explainFamily?.(asImage(subject, axes) as Subject<never>, placeInImage(place, axes));
    return image == null ? null : ofOwnAxes(image, axes);
  }
  return explainFamily?.(subject as Subject<never>, place) ?? null;
}
