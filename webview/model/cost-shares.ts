import { type Dim, known } from "../../src/ir/index.ts";
import { labelOf } from "./figures.ts";
import { type GroupItem, groupAt, type Item, itemAt } from "./item.ts";
import type { ModelView } from "./model-view.ts";

/** A block of the model with its cost. */
export interface CostShare {
  readonly item: Item;
  /** Its path within the model, or what its op is called. */
  readonly name: string;
  readonly cost: number;
  /** Of the whole model's cost. */
  readonly share: number;
  /** The share of it and of all that cost more, together. */
  readonly together: number;
}

/**
 * What costs most in a model, largest first; null where a cost is not known. Blocks without any are left out. A block that has
 * nearly everything, like the `features` of a VGG, says little: its parts stand for it.
 */
export function costShares(view: ModelView, costOf: (item: Item) => Dim): readonly CostShare[] | null {
  const blocks = partsOf(view, groupAt(view.tree, view.tree.root));
  const total = sumOf(blocks, costOf);
  if (total === undefined) return null;
  const shown = blocks.flatMap((item) => opened(view, item, costOf, total));
  const costs = shown.flatMap((item) => {
    const cost = known(costOf(item)) ?? 0;
    return cost > 0 ? [{ item, cost }] : [];
  });
  let above = 0;
  return costs
    .sort((left, right) => right.cost - left.cost)
    .map(({ item, cost }) => {
      above += cost;
      return { item, name: nameOf(view, item), cost, share: cost / total, together: above / total };
    });
}

const nearlyAll = 0.8;

/** The block, or in place of one that has nearly everything its parts, as long as they have all of it. */
function opened(view: ModelView, item: Item, costOf: (item: Item) => Dim, total: number): readonly Item[] {
  const cost = known(costOf(item)) ?? 0;
  if (item.kind === "layer" || cost < nearlyAll * total) return [item];
  const parts = partsOf(view, item);
  return sumOf(parts, costOf) === cost ? parts.flatMap((part) => opened(view, part, costOf, total)) : [item];
}

/** What a group consists of; where that is one other group, its parts. */
function partsOf(view: ModelView, group: GroupItem): readonly Item[] {
  const parts = group.children.map((id) => itemAt(view.tree, id));
  const [only, ...others] = parts;
  return only?.kind === "group" && others.length === 0 ? partsOf(view, only) : parts;
}

/** Undefined where one of the costs is not known. */
function sumOf(items: readonly Item[], costOf: (item: Item) => Dim): number | undefined {
  const costs = items.map((item) => known(costOf(item)));
  if (costs.some((cost) => cost === undefined)) return undefined;
  return costs.reduce<number>((sum, cost) => sum + (cost ?? 0), 0);
}

function nameOf({ model }: ModelView, item: Item): string {
  if (item.kind === "layer") return item.name === "" ? labelOf(model, item.node).title : item.path;
  if (item.sort === "module") return item.path || item.className;
  // Repeats and stretches have the path of the module around them.
  return [item.path, item.name].filter((part) => part !== "").join(".");
}
