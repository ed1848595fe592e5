/** A tensor in a few numbers, where the tensor itself would be too much to show. */
export interface TensorStatistics {
  readonly shape: readonly number[];
  /** Of the finite elements, as are the mean and the (population) standard deviation. */
  readonly minimum: number;
  readonly maximum: number;
  readonly mean: number;
  readonly standardDeviation: number;
  /** Elements that are NaN or infinite. */
  readonly notFinite: number;
  /** The largest entries of the first row of an output of shape [N, classes], largest first; five at most. */
  readonly top?: readonly TopEntry[];
  /** Where the probabilities of `top` come from: the softmax of that row, or the row itself, if it is a distribution. */
  readonly topFrom?: "softmax" | "output";
}

export interface TopEntry {
  readonly index: number;
  readonly value: number;
  readonly probability: number;
}
