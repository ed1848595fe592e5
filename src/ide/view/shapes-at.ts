import type { Range } from "../../base/index.ts";
import { type Shape, sameShape } from "../../ir/index.ts";
import type { View } from "./view.ts";

/** The shapes that the expression at exactly this range had, each once. */
export function shapesAt({ analysis }: View, { start, end }: Range): readonly Shape[] {
  return analysis.facts
    .filter(({ range }) => range.start === start && range.end === end)
    .flatMap(({ values }) => values.flatMap((value) => (value.kind === "tensor" ? [value.shape] : [])));
}

/** Whether the expression at this range had that shape at some time. */
export function hadShape(view: View, range: Range, shape: Shape): boolean {
  return shapesAt(view, range).some((own) => sameShape(own, shape));
}
