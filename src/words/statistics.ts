import type { TensorStatistics } from "../ir/index.ts";
import { exactCount } from "./counts.ts";
import { realNumber } from "./reals.ts";

/** What is told of a tensor's values, in this order; that some are not finite only where it is so. */
export function statisticsWords(
  tensor: TensorStatistics,
): readonly (readonly [word: string, value: string])[] {
  const { minimum, maximum, mean, standardDeviation, notFinite } = tensor;
  return [
    ["range", `${realNumber(minimum)} … ${realNumber(maximum)}`],
    ["mean ± sd", `${realNumber(mean)} ± ${realNumber(standardDeviation)}`],
    ...(notFinite === 0 ? [] : [["not finite", exactCount(notFinite)] as const]),
  ];
}
