import type { TensorStatistics } from "../ir/index.ts";
import { exactCount } from "./counts.ts";
import { realNumber } from "./reals.ts";

/** What is shown of a tensor's values, in this order; the count of non-finite ones only if there are any. */
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
