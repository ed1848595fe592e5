import { type GroupItem, groupAt, type ItemId, itemAt, type Tree } from "./item.ts";

/** What the author has folded or unfolded by hand; everything else follows the default. */
export type Folds = Readonly<Record<ItemId, "folded" | "unfolded">>;

/** Models with no more layers than this are unfolded at first; of larger ones only the outermost blocks are shown. */
const drawnWhole = 60;
/** Unfolding all stops here: a larger picture is unreadable, and its layout takes minutes. */
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

/**
 * Unfolds from the outside in, until the picture would become too large. `complete` is whether all of it fitted.
 */
export function allUnfolded(tree: Tree): { readonly folds: Folds; readonly complete: boolean } {
  const folds: Record<ItemId, "folded" | "unfolded"> = {};
  let count = groupAt(tree, tree.root).children.length;
  const pending = groupsIn(tree, tree.root);
  for (const group of pending) {
    const fits = count + group.children.length <= mostItems;
    folds[group.id] = fits ? "unfolded" : "folded";
    if (!fits) continue;
    count += group.children.length;
    pending.push(...groupsIn(tree, group.id));
  }
  return { folds, complete: Object.values(folds).every((fold) => fold === "unfolded") };
}

function groupsIn(tree: Tree, id: ItemId): GroupItem[] {
  return groupAt(tree, id)
    .children.map((child) => itemAt(tree, child))
    .filter((item) => item.kind === "group");
}

/** Opens everything around an item, so that it can be seen. */
export function opened(tree: Tree, folds: Folds, id: ItemId): Folds {
  const around: Record<ItemId, "unfolded"> = {};
  for (let at = itemAt(tree, id).parent; at !== null && at !== tree.root; at = itemAt(tree, at).parent) {
    around[at] = "unfolded";
  }
  return { ...folds, ...around };
}
