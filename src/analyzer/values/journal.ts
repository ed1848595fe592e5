import type { Scope } from "./scope.ts";
import type { ArrayValue, ClassValue, Holder, MapValue, ObjectValue, SetValue } from "./value.ts";

/** Everything that changes while a file is evaluated. */
export type Mutable = Scope | ArrayValue | ObjectValue | ClassValue | MapValue | SetValue;

/** What a mutable thing held at one time. Opaque: only this file looks inside. */
type Contents = unknown;

/**
 * Remembers what things held before they changed, so that both arms of an undecided condition can start from the
 * same state. A thing is saved once a mark, and only if it is older than the mark.
 */
export interface Journal {
  epoch: number;
  readonly entries: { readonly holder: Mutable; readonly before: Contents; readonly saved: number }[];
  readonly open: Mark[];
}

export interface Mark {
  readonly epoch: number;
  readonly index: number;
}

/** What an arm has left behind: the contents of everything that it changed. */
export type World = ReadonlyMap<Mutable, Contents>;

export function newJournal(): Journal {
  return { epoch: 0, entries: [], open: [] };
}

/** Must be called before a thing changes. */
export function touch(journal: Journal, holder: Mutable): void {
  const mark = journal.open.at(-1);
  if (mark === undefined || holder.born >= mark.epoch || holder.saved >= mark.epoch) return;
  journal.entries.push({ holder, before: save(holder), saved: holder.saved });
  holder.saved = mark.epoch;
}

export function openMark(journal: Journal): Mark {
  journal.epoch += 1;
  const mark = { epoch: journal.epoch, index: journal.entries.length };
  journal.open.push(mark);
  // What is made from here on belongs to the arm: it is as young as the mark.
  return mark;
}

/** Ends a mark. What was saved for it stays for the marks around it. */
export function closeMark(journal: Journal, mark: Mark): void {
  const at = journal.open.indexOf(mark);
  if (at >= 0) journal.open.splice(at, 1);
  if (journal.open.length === 0) journal.entries.length = 0;
}

/** Takes everything back to the mark, which stays open, and gives what there was. */
export function leave(journal: Journal, mark: Mark): World {
  const world = changesSince(journal, mark);
  while (journal.entries.length > mark.index) {
    const entry = journal.entries.pop();
    if (entry === undefined) break;
    restore(entry.holder, entry.before);
    entry.holder.saved = entry.saved;
  }
  return world;
}

/** The present contents of everything that changed since the mark. */
export function changesSince(journal: Journal, mark: Mark): World {
  const world = new Map<Mutable, Contents>();
  for (let i = mark.index; i < journal.entries.length; i++) {
    const holder = journal.entries[i]?.holder;
    if (holder !== undefined && !world.has(holder)) world.set(holder, save(holder));
  }
  return world;
}

/** What each thing that changed since the mark held at the mark. */
export function contentsAt(journal: Journal, mark: Mark): World {
  const world = new Map<Mutable, Contents>();
  for (let i = mark.index; i < journal.entries.length; i++) {
    const entry = journal.entries[i];
    if (entry !== undefined && !world.has(entry.holder)) world.set(entry.holder, entry.before);
  }
  return world;
}

/** Puts the contents of a world into place. */
export function enter(journal: Journal, world: World): void {
  for (const [holder, contents] of world) {
    touch(journal, holder);
    restore(holder, contents);
  }
}

function save(holder: Mutable): Contents {
  if (!("kind" in holder)) return holder.slots.slice();
  switch (holder.kind) {
    case "array":
      return { elements: holder.elements.slice(), uncertain: holder.uncertain };
    case "object":
    case "class":
      return new Map(holder.properties);
    case "map":
    case "set":
      return new Map<never, never>(holder.entries as Map<never, never>);
  }
}

function restore(holder: Mutable, contents: Contents): void {
  if (!("kind" in holder)) {
    holder.slots = (contents as Scope["slots"]).slice();
    return;
  }
  switch (holder.kind) {
    case "array": {
      const { elements, uncertain } = contents as Pick<ArrayValue, "elements" | "uncertain">;
      holder.elements = elements.slice();
      holder.uncertain = uncertain;
      return;
    }
    case "object":
    case "class":
      holder.properties = new Map(contents as ObjectValue["properties"]);
      return;
    case "map":
      holder.entries = new Map(contents as MapValue["entries"]);
      return;
    case "set":
      holder.entries = new Map(contents as SetValue["entries"]);
  }
}

/** The fields of a holder that is made now. */
export function youth(journal: Journal): Holder {
  return { born: journal.epoch, saved: journal.epoch };
}
