import type { GroupItem, Item, Tree } from "./item.ts";

/** Modules that only hold others, so that their class says nothing of what they are. */
export const lists: ReadonlySet<string> = new Set(["Sequential", "ModuleList", "ModuleDict"]);

/** The same, and arrays and objects of layers, which are of the class `Module`. */
export const holders: ReadonlySet<string> = new Set([...lists, "Module"]);

/** The most classes that are named one by one. */
const mostClasses = 3;

/**
 * What a list is of, in ever fewer words: `36 × BottleneckBlock`, whatever numbers they differ in; `3 blocks: 2 × A, 1 × B` where
 * they are of several classes, and then `3 blocks`. Nothing for what holds more than blocks in a row.
 */
export function memberWords(tree: Tree, group: GroupItem): readonly string[] {
  const members = membersOf(tree, group);
  const blocks = members.flatMap((item) => (item.kind === "group" ? [item.className] : []));
  const isOfBlocks = blocks.length > 1 && blocks.length === members.length;
  if (!isOfBlocks) return group.times > 1 ? [`${group.times} × layers`] : [];
  const classes = new Map<string, number>();
  for (const name of blocks) classes.set(name, (classes.get(name) ?? 0) + 1);
  const counts = [...classes].map(([name, count]) => `${count} × ${name}`);
  if (counts.length === 1) return counts;
  if (!lists.has(group.className)) return [];
  const short = `${blocks.length} blocks`;
  return counts.length > mostClasses ? [short] : [`${short}: ${counts.join(", ")}`, short];
}

/** The blocks and layers of a list, those within gathered repeats and stretches one by one. */
function membersOf(tree: Tree, { children }: GroupItem): readonly Item[] {
  return children.flatMap((id): readonly Item[] => {
    const item = tree.items.get(id);
    if (item === undefined) return [];
    return item.kind === "group" && item.sort !== "module" ? membersOf(tree, item) : [item];
  });
}
