import type { LayerFact } from "../../analyzer/index.ts";
import type { CostUnit, Dim, Shape } from "../../ir/index.ts";
import { findOp } from "../../ops/index.ts";
import { exactCount } from "../../words/index.ts";

/** What a layer's cost is the product of: `outputs 802,816 × channels read 3 × taps 49`. Null where it has none. */
export function costFormula(
  { op, attrs }: LayerFact,
  inputs: readonly Shape[],
  output: Shape,
  unit: CostUnit,
): string | null {
  const factors = findOp(op).macsFactors?.map(({ name, of }) => {
    return `${name} ${factorWords(of(attrs, inputs, output))}`;
  });
  if (factors === undefined) return null;
  const twice = unit === "FLOPs" ? ["2"] : [];
  return [...twice, ...factors].join(" × ");
}

/** A sum stands in parentheses. */
function factorWords(factor: Dim): string {
  const words = exactCount(factor);
  return words.includes(" ") ? `(${words})` : words;
}
