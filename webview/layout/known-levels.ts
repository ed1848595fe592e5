import { createRecent, type Recent } from "../../src/base/index.ts";
import type { Level, Link } from "./levels.ts";
import type { PlacedLevel } from "./place-level.ts";

/*
 * Where a level's members go depends on its form alone: what kind they are, how large the frames among them, and what leads
 * where. Blocks of one form are therefore laid out once, in one picture and from one picture to the next: after an edit, only
 * the levels around it are laid out anew.
 */

/** The forms laid out so far. */
export type Forms = Recent<PlacedLevel>;

/** More than the largest nets have. A page that was sent many models forgets the forms used longest ago. */
const mostForms = 2000;

export function newForms(): Forms {
  return createRecent(mostForms);
}

/** A frame that stands in another level: how it is laid out, and where lines meet it. */
export interface Inner {
  readonly placed: PlacedLevel;
  /** Its crossings by name: which of its members they are. */
  readonly crossings: ReadonlyMap<string, number>;
}

/** The level laid out as `place` does it, or as it did for another one of that form. `inner`: the frames among its members. */
export function placedOnce(
  level: Level,
  inner: readonly (Inner | undefined)[],
  { forms, way, place }: { readonly forms: Forms; readonly way: string; readonly place: () => PlacedLevel },
): PlacedLevel {
  const form = `${way} ${formOf(level, inner)}`;
  const found = forms.get(form);
  if (found !== undefined) return found;
  const placed = place();
  forms.set(form, placed);
  return placed;
}

/** The level without the names of its items. */
function formOf({ framed, members, links }: Level, inner: readonly (Inner | undefined)[]): string {
  const port = (member: number, name: string): string | number => inner[member]?.crossings.get(name) ?? name;
  const linkForm = ({ from, to, fromPort, toPort, trunk, skip }: Link): string =>
    `${from}.${port(from, fromPort)}>${to}.${port(to, toPort)}${trunk ? "t" : ""}${skip ? "s" : ""}`;
  const memberForms = members.map(({ kind }, member) => {
    const placed = inner[member]?.placed;
    return placed === undefined ? kind : numberOf(placed);
  });
  return `${framed ? "frame" : "canvas"} ${memberForms.join(",")} ${links.map(linkForm).join(",")}`;
}

const numbers = new WeakMap<PlacedLevel, number>();
let count = 0;

/** A name for a layout, in the forms of the levels around it. */
function numberOf(placed: PlacedLevel): number {
  const number = numbers.get(placed) ?? count++;
  numbers.set(placed, number);
  return number;
}
