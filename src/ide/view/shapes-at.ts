import type { Analysis } from "../../analyzer/index.ts";
import { type Range, sameRange } from "../../base/index.ts";
import { type Shape, sameShape } from "../../ir/index.ts";
import type { View } from "./view.ts";

/** The shapes of the tensors that the expression with exactly this range evaluates to, one for each evaluation. */
export function shapesAt({ analysis }: View, expression: Range): readonly Shape[] {
  return shapesIn(analysis, expression);
}

/** The same in an analysis. */
export function shapesIn({ facts }: Analysis, expression: Range): readonly Shape[] {
  return facts
    .filter(({ range }) => sameRange(range, expression))
    .flatMap(({ values }) => values.flatMap((value) => (value.kind === "tensor" ? [value.shape] : [])));
}

/** Whether the expression with exactly this range evaluates to a tensor of that shape at least once. */
export function hadShape(view: View, expression: Range, shape: Shape): boolean {
  return shapesAt(view, expression).some((own) => sameShape(own, shape));
}
