import { noteKept } from "../../values/journal.ts";
import type { Made } from "../../values/value.ts";
import type { Machine } from "../machine.ts";

/** Says that a layer, its owner, keeps a tensor, which was asked for by its name. */
export function keepTensor(m: Machine, made: Made): void {
  const { attrs, kept, owner } = made;
  if (kept === undefined) return;
  // Leaving an arm does not undo this.
  noteKept(m.journal, made);
  if (typeof attrs.name === "string" && owner !== null && owner.module !== null)
    owner.module.kept = new Map(owner.module.kept).set(attrs.name, kept);
  // The layer always had this tensor. So what one arm of a condition sets in it is undone or joined like any change.
  Object.assign(kept, { born: 0, saved: 0 });
}
