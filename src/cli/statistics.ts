import type { TensorStatistics } from "../protocol/index.ts";
import type { OutputTensor } from "../runtime/index.ts";

/** Minimum, maximum, mean and (population) standard deviation of the finite elements, and how many are not. */
export function statisticsOf({ shape, data }: OutputTensor): TensorStatistics {
  const finite = data.filter(Number.isFinite);
  const mean = finite.reduce((sum, value) => sum + value, 0) / finite.length;
  const variance = finite.reduce((sum, value) => sum + (value - mean) ** 2, 0) / finite.length;
  return {
    shape,
    minimum: finite.reduce((a, b) => Math.min(a, b), Number.POSITIVE_INFINITY),
    maximum: finite.reduce((a, b) => Math.max(a, b), Number.NEGATIVE_INFINITY),
    mean,
    standardDeviation: Math.sqrt(variance),
    notFinite: data.length - finite.length,
  };
}

/** One line: `Output 1×10: minimum −0.26, …`. */
export function statisticsText(output: TensorStatistics): string {
  const { shape, minimum, maximum, mean, standardDeviation, notFinite } = output;
  const words = [
    `minimum ${short(minimum)}`,
    `maximum ${short(maximum)}`,
    `mean ${short(mean)}`,
    `standard deviation ${short(standardDeviation)}`,
    ...(notFinite === 0 ? [] : [`${notFinite} not finite`]),
  ];
  return `Output ${shape.join("×")}: ${words.join(", ")}`;
}

function short(value: number): number {
  return Number(value.toPrecision(6));
}
