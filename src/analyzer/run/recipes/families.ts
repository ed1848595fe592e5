import { type Family, memberAt, membersOf, type Recipe, type Thing } from "../../values/recipe.ts";
import type { Made, ObjectValue } from "../../values/value.ts";
import type { Machine } from "../machine.ts";

/** The families of all modules, and of tensors that they keep, that were made by a recipe, or that one was written of. */
const families = new WeakMap<ObjectValue, Family>();

export function familyOf(root: ObjectValue): Family | undefined {
  let family = families.get(root);
  while (family?.before?.changes.some(([thing, at]) => thing.changed < at)) {
    family = family.before.family;
    families.set(root, family);
  }
  return family;
}

/** The family of a tensor that a layer keeps. */
export function familyOfTensor(made: Made | undefined): Family | undefined {
  return made?.kept && familyOf(made.kept);
}

/** What a call has made, in the order of its recipe: the things, then the kept tensors of its family, then its own. */
interface MadeByCall {
  readonly things: readonly Thing[];
  readonly kept: readonly Made[];
  readonly family: Family | null;
}

/** Remembers the families that a call leaves, as its recipe says. */
export function nameFamilies(
  { journal }: Machine,
  recipe: Recipe,
  { things, kept, family }: MadeByCall,
): void {
  const since = journal.clock;
  for (const { root, calls, of, kept: own } of recipe.families) {
    const keptByIt = own.map((index) => kept[index] as Made);
    families.set(things[root] as ObjectValue, { calls, things, of, kept: keptByIt, since });
  }
  if (family !== null && recipe.changes.length === 0) return;
  const all =
    family === null
      ? things
      : [...membersOf(family), ...recipe.joining.map((index) => things[index] as Thing)];
  const [root] = all;
  if (root?.kind !== "object" || (family === null && root.module === null)) return;
  const own = { calls: recipe.next, things: all, of: null, kept, since };
  families.set(
    root,
    family === null ? own : { ...own, before: { family, changes: changesOf(recipe, family) } },
  );
}

function changesOf({ changes }: Recipe, family: Family): readonly (readonly [Thing, number])[] {
  return changes.map(({ member }) => {
    const thing = memberAt(family, member);
    return [thing, thing.changed];
  });
}
