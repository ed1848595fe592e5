import { type GroupItem, groupAt, type ItemId, itemAt, type Tree } from "./item.ts";

/** What the author has folded or unfolded by hand; everything else follows the default. */
export type Folds = Readonly<Record<ItemId, "folded" | "unfolded">>;

/** Models with no more layers than this are unfolded at first; of larger ones only the outermost blocks are shown. */
const drawnWhole = 60;
/** Unfolding many at once stops here: a larger picture is unreadable. */
const mostItems = 1500;

/** The groups that are folded: the author's choice over the default. */
export function foldedGroups(tree: Tree, folds: Folds): ReadonlySet<ItemId> {
  const unfolded = unfoldedByDefault(tree);
  const folded = groupsOf(tree).filter(
    ({ id }) => (folds[id] ?? (unfolded.has(id) ? "unfolded" : "folded")) === "folded",
  );
  return new Set(folded.map(({ id }) => id));
}

/** Every group but the root, which is always open. */
function groupsOf(tree: Tree): readonly GroupItem[] {
  return [...tree.items.values()]
    .filter((item) => item.kind === "group")
    .filter(({ id }) => id !== tree.root);
}

function unfoldedByDefault(tree: Tree): ReadonlySet<ItemId> {
  if (tree.layerOf.length <= drawnWhole) return new Set(groupsOf(tree).map(({ id }) => id));
  return new Set(outerShells(tree));
}

/**
 * Groups that hold nearly the whole model, such as a wrapper around a backbone: folded, they would hide
 * everything.
 */
function outerShells(tree: Tree): readonly ItemId[] {
  const shells: ItemId[] = [];
  let at = groupAt(tree, tree.root);
  for (;;) {
    const groups = at.children.map((id) => itemAt(tree, id)).filter((item) => item.kind === "group");
    const [only] = groups;
    if (only === undefined || groups.length > 1 || only.nodes.length < 0.8 * tree.layerOf.length)
      return shells;
    if (only.children.length > drawnWhole) return shells;
    shells.push(only.id);
    at = only;
  }
}

export function toggled(tree: Tree, folds: Folds, id: ItemId): Folds {
  return { ...folds, [id]: foldedGroups(tree, folds).has(id) ? "unfolded" : "folded" };
}

export function allFolded(tree: Tree): Folds {
  return Object.fromEntries(groupsOf(tree).map(({ id }) => [id, "folded"]));
}

/** Folds of many groups at once. `complete` is whether all that was asked for fitted into a picture. */
export interface ManyFolds {
  readonly folds: Folds;
  readonly complete: boolean;
}

export function allUnfolded(tree: Tree): ManyFolds {
  return unfoldedWhere(tree, () => true);
}

/** Groups within fewer than `depth` others are unfolded, all others folded. */
export function unfoldedTo(tree: Tree, depth: number): ManyFolds {
  return unfoldedWhere(tree, (_, within) => within < depth);
}

/** The depths to which a tree can be unfolded: its most deeply nested group is within so many others. */
export function deepest(tree: Tree): number {
  const depths = groupsOf(tree).map(({ id }) => around(tree, id).length + 1);
  return depths.reduce((most, depth) => Math.max(most, depth), 0);
}

/** The classes of blocks with how many there are of each, the most frequent first. */
export function blockClasses(tree: Tree): readonly { readonly className: string; readonly count: number }[] {
  const counts = new Map<string, number>();
  for (const { sort, className } of groupsOf(tree))
    if (sort === "module") counts.set(className, (counts.get(className) ?? 0) + 1);
  return [...counts]
    .map(([className, count]) => ({ className, count }))
    .sort((a, b) => b.count - a.count || a.className.localeCompare(b.className));
}

/** Folds every block of a class, or unfolds every one, with what is around it, where one of them is folded. */
export function toggledClass(tree: Tree, folds: Folds, className: string): ManyFolds {
  const folded = foldedGroups(tree, folds);
  const blocks = groupsOf(tree).filter((group) => group.sort === "module" && group.className === className);
  const shown = blocks.filter(({ id }) => around(tree, id).every((outer) => !folded.has(outer)));
  const opening = shown.length < blocks.length || shown.some(({ id }) => folded.has(id));
  if (!opening) {
    const closed = Object.fromEntries(blocks.map(({ id }) => [id, "folded" as const]));
    return { folds: { ...folds, ...closed }, complete: true };
  }
  const opened = new Set(blocks.flatMap(({ id }) => [id, ...around(tree, id)]));
  return unfoldedWhere(tree, ({ id }) => opened.has(id) || !folded.has(id));
}

/** Unfolds what is wanted from the outside in, until the picture would become too large, and folds the rest. */
function unfoldedWhere(tree: Tree, wanted: (group: GroupItem, within: number) => boolean): ManyFolds {
  const folds: Record<ItemId, "folded" | "unfolded"> = { ...allFolded(tree) };
  let complete = true;
  let count = groupAt(tree, tree.root).children.length;
  const pending = groupsIn(tree, tree.root).map((group) => ({ group, within: 0 }));
  for (const { group, within } of pending) {
    if (!wanted(group, within)) continue;
    const fits = count + group.children.length <= mostItems;
    complete &&= fits;
    if (!fits) continue;
    folds[group.id] = "unfolded";
    count += group.children.length;
    pending.push(...groupsIn(tree, group.id).map((inner) => ({ group: inner, within: within + 1 })));
  }
  return { folds, complete };
}

function groupsIn(tree: Tree, id: ItemId): GroupItem[] {
  return groupAt(tree, id)
    .children.map((child) => itemAt(tree, child))
    .filter((item) => item.kind === "group");
}

/** The groups around an item but for the root, the innermost first. */
export function around(tree: Tree, id: ItemId): readonly ItemId[] {
  const groups: ItemId[] = [];
  for (let at = itemAt(tree, id).parent; at !== null && at !== tree.root; at = itemAt(tree, at).parent)
    groups.push(at);
  return groups;
}

/** Opens everything around an item, so that it can be seen. */
export function opened(tree: Tree, folds: Folds, id: ItemId): Folds {
  return { ...folds, ...Object.fromEntries(around(tree, id).map((group) => [group, "unfolded"])) };
}
