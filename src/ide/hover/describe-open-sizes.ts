import type { LayerFact, ModuleFact } from "../../analyzer/index.ts";
import { isUnknown, type Shape, type UnknownDim } from "../../ir/index.ts";
import { isUnknownValue } from "../../ops/index.ts";
import type { View } from "../view/view.ts";
import { unknownWords } from "./describe-unknown.ts";

const shownReasons = 3;

/** Why there is a `?` among the sizes, and where that began; null where there is none. */
export function openSizeWords(view: View, shapes: readonly Shape[]): string | null {
  return reasonWords(
    view,
    shapes.flatMap((shape) => shape.filter(isUnknown)),
  );
}

/** The same for what a module takes and gives, and for what its layers are constructed with. */
export function openSizesOfModule(view: View, { calls, layers }: ModuleFact): string | null {
  const shapes = calls.flatMap(({ inputs, outputs }) => [...inputs, ...outputs]);
  return reasonWords(view, [
    ...layers.flatMap(unknownsOf),
    ...shapes.flatMap((one) => one.filter(isUnknown)),
  ]);
}

function unknownsOf({ attrs }: LayerFact): readonly UnknownDim[] {
  return Object.values(attrs).flat().filter(isUnknownValue);
}

function reasonWords(view: View, sizes: readonly UnknownDim[]): string | null {
  const reasons = [...new Set(sizes.map((size) => unknownWords(view, size)))];
  const more = reasons.length - shownReasons;
  const shown = [...reasons.slice(0, shownReasons), ...(more > 0 ? [`${more} more`] : [])];
  return reasons.length === 0 ? null : `\`?\`: ${shown.join(" · ")}`;
}
