import { type Dim, isUnknown, printDim, type Shape } from "../../ir/index.ts";

/**
 * A shape as an author's code gets it. JavaScript has no operators for a size by name: `x.size(0) * 4` would be NaN, and
 * a layer far away would refuse it. So such a size throws as soon as it is calculated with. As it is, it is a size like any other.
 */
export function authorSizes(shape: Shape): readonly number[] {
  if (shape.every((dim) => typeof dim === "number")) return shape as readonly number[];
  return shape.map(withRefusal) as readonly number[];
}

function withRefusal(dim: Dim): Dim {
  if (typeof dim === "number" || isUnknown(dim)) return dim;
  return Object.defineProperty({ ...dim }, Symbol.toPrimitive, {
    value: (hint: string): string => {
      if (hint === "string") return printDim(dim);
      throw new TypeError(refusal(printDim(dim)));
    },
  });
}

function refusal(name: string): string {
  return (
    `JavaScript cannot calculate with ${name}, a size that has no number. Give the input numbers, such as ` +
    `randn(1, 3, 224, 224), or leave the size open by -1. The editor shows shapes with names all the same.`
  );
}
