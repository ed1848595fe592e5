import type { LinearLowering } from "../../ops/index.ts";
import { plural } from "../../words/index.ts";
import type { Explanation, Place, Subject } from "./explanation.ts";
import { explained, single, sumLines } from "./parts.ts";

/** Every feature of the row times its weight. */
export function explainLinear(subject: Subject<LinearLowering>, place: Place): Explanation {
  const { lowering, operands } = subject;
  const [x] = operands;
  if (x === undefined) return explained([], []);
  const features = x.shape.at(-1) ?? 1;
  const o = place.at(-1) ?? 0;
  const weight = subject.parameter(lowering.weight);
  const parts = Array.from({ length: features }, (_, feature) => {
    const from = [...place.slice(0, -1), feature];
    return single(0, `feature ${feature}`, from, x.at(from), weight[o * features + feature]);
  });
  const bias = lowering.bias === null ? null : (subject.parameter(lowering.bias)[o] ?? 0);
  return explained(parts, sumLines(parts, `the sum of ${plural(features, "product")}`, bias));
}
