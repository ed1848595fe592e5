import type { OutputTensor } from "../runtime/index.ts";

/** What a table can say of a tensor. */
export interface Statistics {
  readonly shape: readonly number[];
  readonly numbers: Readonly<
    Record<"minimum" | "maximum" | "mean" | "standardDeviation" | "notFinite", number>
  >;
}

/** Minimum, maximum, mean and (population) standard deviation of the finite elements, and how many are not. */
export function statisticsOf({ shape, data }: OutputTensor): Statistics {
  const finite = data.filter(Number.isFinite);
  const mean = finite.reduce((sum, value) => sum + value, 0) / finite.length;
  const variance = finite.reduce((sum, value) => sum + (value - mean) ** 2, 0) / finite.length;
  return {
    shape,
    numbers: {
      minimum: finite.reduce((a, b) => Math.min(a, b), Number.POSITIVE_INFINITY),
      maximum: finite.reduce((a, b) => Math.max(a, b), Number.NEGATIVE_INFINITY),
      mean,
      standardDeviation: Math.sqrt(variance),
      notFinite: data.length - finite.length,
    },
  };
}
