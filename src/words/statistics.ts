import type { TensorStatistics } from "../ir/index.ts";
import { exactCount } from "./counts.ts";
import { realNumber } from "./reals.ts";

/** What is shown of a tensor's values, in this order; what the finite ones come to only where there are any, as with the others. */
export function statisticsWords(
  tensor: TensorStatistics,
): readonly (readonly [word: string, value: string])[] {
  const { minimum, maximum, mean, standardDeviation, notFinite } = tensor;
  const hasNumbers = minimum <= maximum;
  const ofFinite = [
    ["range", `${realNumber(minimum)} … ${realNumber(maximum)}`],
    ["mean ± sd", `${realNumber(mean)} ± ${realNumber(standardDeviation)}`],
  ] as const;
  return [
    ...(hasNumbers ? ofFinite : [["range", "no finite number"] as const]),
    ...(notFinite === 0 ? [] : [["not finite", exactCount(notFinite)] as const]),
  ];
}
