import type { ModulePath } from "../../src/ir/index.ts";
import { addGroup, type GrowingTree, nodesBelow } from "./growing-tree.ts";
import type { ItemId } from "./item.ts";

/**
 * A list with more children than this is cut into stretches, so that no group draws thousands of items at
 * once.
 */
const mostChildren = 64;
const stretchLength = 40;

/** The children, cut into stretches, and those into longer ones, until there are few enough to draw. */
export function splitStretches(
  tree: GrowingTree,
  ids: readonly ItemId[],
  path: ModulePath,
): readonly ItemId[] {
  let level = ids;
  for (let width = stretchLength; level.length > mostChildren; width *= stretchLength) {
    level = cut(level).map((part, index) => stretch(tree, part, path, { index, width, of: ids.length }));
  }
  return level;
}

function cut(ids: readonly ItemId[]): readonly (readonly ItemId[])[] {
  const count = Math.ceil(ids.length / stretchLength);
  return Array.from({ length: count }, (_, i) => ids.slice(i * stretchLength, (i + 1) * stretchLength));
}

interface Portion {
  readonly index: number;
  readonly width: number;
  readonly of: number;
}

function stretch(tree: GrowingTree, children: readonly ItemId[], path: ModulePath, portion: Portion): ItemId {
  const from = portion.index * portion.width;
  const to = Math.min(from + portion.width, portion.of) - 1;
  return addGroup(tree, {
    kind: "group",
    sort: "stretch",
    id: `s:${portion.width}:${children[0]}`,
    parent: null,
    name: `${from}…${to}`,
    path,
    className: `${to - from + 1} in a row`,
    children,
    nodes: nodesBelow(tree, children),
    times: 1,
  });
}
