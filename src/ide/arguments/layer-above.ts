import type { Analysis, Fact, LayerFact, ModuleFact } from "../../analyzer/index.ts";
import { touches } from "../../base/index.ts";
import { type Category, findOp } from "../../ops/index.ts";

/** A layer, and how many channels or features it gives. */
export interface LayerAbove {
  /** As it is constructed: `new nn.Conv2d(3, 16, 3)`. */
  readonly text: string;
  readonly size: number;
  /** The kind of its last op. */
  readonly kind: Category;
}

/** The last layer constructed before an offset in the same class, or in the file where it is in none. */
export function layerAbove({ facts, blocks }: Analysis, text: string, offset: number): LayerAbove | null {
  const around = blocks.find(({ range }) => touches(range, offset));
  const from = around?.range.start ?? 0;
  const before = facts.filter(
    ({ role, range }) => role === "construction" && from <= range.start && range.end <= offset,
  );
  for (const fact of before.reverse()) {
    const size = sizeOf(fact);
    const last = layersOf(fact).at(-1);
    if (size !== null && last !== undefined)
      return { text: text.slice(fact.range.start, fact.range.end), size, kind: findOp(last.op).category };
  }
  return null;
}

/** The last layer inside that has a number of outputs; null for one that gives as many as it gets. */
function sizeOf(fact: Fact): number | null {
  const sizes = layersOf(fact).map(
    ({ attrs: { outChannels, outFeatures, numFeatures } }) => outChannels ?? outFeatures ?? numFeatures,
  );
  const last = sizes.findLast((size) => typeof size === "number");
  return typeof last === "number" ? last : null;
}

function layersOf({ values }: Fact): readonly LayerFact[] {
  return values.filter((value): value is ModuleFact => value.kind === "module").at(-1)?.layers ?? [];
}
