import type { ModulePath } from "../../src/ir/index.ts";
import { addGroup, type Draft, nodesBelow } from "./draft.ts";
import type { ItemId } from "./item.ts";

/**
 * A list with more children than this is cut into stretches, so that no group draws thousands of items at
 * once.
 */
const mostChildren = 64;
const stretchLength = 40;

/** The children, cut into stretches, and those into longer ones, until there are few enough to draw. */
export function splitStretches(draft: Draft, ids: readonly ItemId[], path: ModulePath): readonly ItemId[] {
  let level = ids;
  for (let width = stretchLength; level.length > mostChildren; width *= stretchLength) {
    level = cut(level).map((part, index) => stretch(draft, part, path, { index, width, of: ids.length }));
  }
  return level;
}

function cut(ids: readonly ItemId[]): readonly (readonly ItemId[])[] {
  const count = Math.ceil(ids.length / stretchLength);
  return Array.from({ length: count }, (_, i) => ids.slice(i * stretchLength, (i + 1) * stretchLength));
}

interface Place {
  readonly index: number;
  readonly width: number;
  readonly of: number;
}

function stretch(draft: Draft, children: readonly ItemId[], path: ModulePath, place: Place): ItemId {
  const from = place.index * place.width;
  const to = Math.min(from + place.width, place.of) - 1;
  return addGroup(draft, {
    kind: "group",
    sort: "stretch",
    id: `s:${place.width}:${children[0]}`,
    parent: null,
    name: `${from}…${to}`,
    path,
    className: `${to - from + 1} in a row`,
    children,
    nodes: nodesBelow(draft, children),
    times: 1,
  });
}
