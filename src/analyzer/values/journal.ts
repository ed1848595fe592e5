import type { Contents, Mutable } from "./mutable.ts";
import type { ClassValue, Holder, Made, MapValue, Scope, SetValue, Value } from "./value.ts";
import type { Watch, WatchedRecipe } from "./watch.ts";

/**
 * Remembers what things held before they changed, so that both arms of an undecided condition can start from the
 * same state. A thing is saved once a mark, and only if it is older than the mark.
 */
export interface Journal {
  epoch: number;
  readonly entries: SavedThing[];
  readonly open: Mark[];
  /** Rises with every change. */
  clock: number;
  /** How many watches were opened, each of which lets the clock rise. */
  watches: number;
  /** Which variables of which scopes are written to, while that is asked. */
  written: Map<Mutable, Set<number>> | null;
  /** The innermost call whose reads and changes are being watched. */
  watch: Watch | null;
  /**
   * The time at which the analysis began. What has not changed since is the library's, and outlasts the analysis.
   */
  lasting: number;
  /** Whether this analysis has changed anything of the library's, such as a class. */
  isLibraryChanged: boolean;
  /** The library's classes whose prototype was read as an object: code may have changed it since. */
  readonly shown: ClassValue[];
  /** Steps for copying and joining large things that have not been counted yet. */
  uncounted: number;
}

/** What a thing held, when that had last changed, and when it was saved before. */
interface SavedThing {
  readonly holder: Mutable;
  readonly before: Contents;
  readonly changed: number;
  readonly saved: number;
}

export interface Mark {
  readonly epoch: number;
  /** Where its entries begin; an arm that waits while an older mark is left begins there too. */
  index: number;
}

/** What an arm has left behind: the contents of everything that it changed. */
export type World = ReadonlyMap<Mutable, Contents>;

export function newJournal(): Journal {
  return {
    epoch: 0,
    entries: [],
    open: [],
    clock: 0,
    watches: 0,
    written: null,
    watch: null,
    lasting: Number.NEGATIVE_INFINITY,
    isLibraryChanged: false,
    shown: [],
    uncounted: 0,
  };
}

/** The things that a call has read, each with the time of its last change. */
export type Reads = readonly (readonly [holder: Mutable, changed: number])[];

/** What was read during a watch. */
export function readsIn({ reads }: Watch): Reads {
  return [...reads].map((holder) => [holder, holder.changed]);
}

/** Whether nothing that was read has changed since. */
export function areUnchanged(reads: Reads): boolean {
  return reads.every(([holder, changed]) => holder.changed === changed);
}

/** Runs a call, and returns with its result what it read and changed. */
export function watched<T>(
  journal: Journal,
  run: () => T,
  recipe: WatchedRecipe | null = null,
): readonly [result: T, watch: Watch] {
  const watch = openWatch(journal, recipe);
  try {
    return [run(), watch];
  } finally {
    closeWatch(journal, watch);
  }
}

/** Starts to watch what is read and changed. */
export function openWatch(journal: Journal, recipe: WatchedRecipe | null = null): Watch {
  journal.clock += 1;
  journal.watches += 1;
  const watch = {
    ...{
      start: journal.clock,
      watches: journal.watches,
      reads: new Set<Mutable>(),
      hasEffects: false,
      kept: [],
    },
    ...{ isRecipe: recipe !== null, mayChange: recipe?.mayChange ?? nothing, outer: journal.watch },
  };
  journal.watch = watch;
  return watch;
}

const nothing: ReadonlySet<Mutable> = new Set();

/** A call that reads more than this is not remembered. */
const mostReads = 64;
const mostReadsOfRecipe = 20_000;

/**
 * Ends a watch, and any inside it that a throw has left open. What one has read counts for the one around it, too.
 */
export function closeWatch(journal: Journal, { start }: Watch): void {
  for (let at = journal.watch; at !== null && at.start >= start; at = at.outer) {
    journal.watch = at.outer;
    for (const holder of at.reads) noteRead(journal, holder);
  }
}

/** Must be called before reading from a thing that may be older than the watched call. */
export function noteRead({ watch: innermost }: Journal, reader: Mutable): void {
  // A call that has effects is not remembered; the one around it may be.
  let watch = innermost;
  while (watch?.hasEffects) watch = watch.outer;
  const holder = ownerOf(reader);
  if (watch === null || holder.changed >= watch.start) return;
  watch.reads.add(holder);
  if (watch.reads.size > (watch.isRecipe ? mostReadsOfRecipe : mostReads)) noteEffects(watch);
}

/** As `noteRead`, of any value. */
export function noteReadOf(journal: Journal, value: Value): void {
  if (journal.watch === null) return;
  if ("changed" in value) noteRead(journal, value);
  if (value.kind === "either") for (const option of value.options) noteReadOf(journal, option.value);
}

/** Whether anything has changed since a watch began, be it only of what was made since. */
export function hasChanged({ clock, watches }: Journal, watch: Watch): boolean {
  return clock - watch.start > watches - watch.watches;
}

/** Marks the watched call, and those around it, as ones that must run each time. */
export function noteEffects(watch: Watch | null, since = Number.NEGATIVE_INFINITY): void {
  for (let at = watch; at !== null && at.start > since; at = at.outer) at.hasEffects = true;
}

/** As `noteEffects`, for a module that is made or an op that is applied: a recipe repeats these. */
export function noteMaking(watch: Watch | null): void {
  for (let at = watch; at !== null; at = at.outer) if (!at.isRecipe) at.hasEffects = true;
}

/** As `noteMaking`, for a tensor that a layer keeps from now on. */
export function noteKept({ watch, clock }: Journal, made: Made): void {
  noteMaking(watch);
  for (let at = watch; at !== null; at = at.outer) at.kept.push({ made, since: clock });
}

/** Marks the watched calls that began after the last change of a thing, which changes now. */
function noteChange(watch: Watch | null, holder: Mutable): void {
  for (let at = watch; at !== null && at.start > holder.changed; at = at.outer)
    if (!at.mayChange.has(holder)) at.hasEffects = true;
}

/**
 * As `noteEffects`, for what a remembered call may leave out but no recipe can repeat: author's code, and reports.
 */
export function noteUnrepeatable(watch: Watch | null): void {
  for (let at = watch; at !== null; at = at.outer) if (at.isRecipe) at.hasEffects = true;
}

/** Begins an analysis: everything that exists now is the library's. */
export function beginLasting(journal: Journal): void {
  journal.lasting = journal.clock;
  journal.clock += 1;
  journal.watch = null;
  journal.isLibraryChanged = false;
  journal.uncounted = 0;
}

/** Ends an analysis: drops the prototype objects that code may have changed. */
export function endLasting({ shown }: Journal): void {
  for (const cls of shown) delete cls.shown;
  shown.length = 0;
}

/** Which thing holds the contents: a `subarray` has none of its own. */
function ownerOf(holder: Mutable): Mutable {
  return ("shares" in holder ? holder.shares?.array : undefined) ?? holder;
}

/** Writes a variable. */
export function writeSlot(journal: Journal, scope: Scope, slot: number, value: Value): void {
  touch(journal, scope);
  scope.slots[slot] = value;
  const { written } = journal;
  if (written === null) return;
  const slots = written.get(scope);
  if (slots === undefined) written.set(scope, new Set([slot]));
  else slots.add(slot);
}

/** Runs code, and returns which variables of which scopes it writes to. */
export function writtenIn(journal: Journal, run: () => void): ReadonlyMap<Mutable, ReadonlySet<number>> {
  const outer = journal.written;
  const written = new Map<Mutable, Set<number>>();
  journal.written = written;
  try {
    run();
  } finally {
    journal.written = outer;
  }
  for (const [scope, slots] of written) outer?.set(scope, new Set([...(outer.get(scope) ?? []), ...slots]));
  return written;
}

/** Must be called before a thing changes. */
export function touch(journal: Journal, changing: Mutable): void {
  const holder = ownerOf(changing);
  if (journal.watch !== null) noteChange(journal.watch, holder);
  if (holder.changed <= journal.lasting && !("slots" in holder)) journal.isLibraryChanged = true;
  journal.clock += 1;
  const { changed } = holder;
  holder.changed = journal.clock;
  const mark = journal.open.at(-1);
  if (mark === undefined || holder.born >= mark.epoch || holder.saved >= mark.epoch) return;
  noteWork(journal, holder);
  journal.entries.push({ holder, before: contentsOf(holder), changed, saved: holder.saved });
  holder.saved = mark.epoch;
}

/** Going through up to `smallSize` parts is free; beyond that, every `partsAStep` parts count as one step. */
const smallSize = 64;
const partsAStep = 16;

/**
 * Counts the work of copying or joining a whole thing. A list that grows under conditions is copied again and again: uncounted,
 * that would take time in proportion to the square of its length, and no limit of steps would end it.
 */
export function noteWork(journal: Journal, holder: Mutable): void {
  noteParts(journal, sizeOf(holder));
}

/** Counts the work of going through so many parts. */
export function noteParts(journal: Journal, count: number): void {
  if (count > smallSize) journal.uncounted += Math.ceil((count - smallSize) / partsAStep);
}

/** How many journal entries count as one step when they are scanned. */
const entriesAStep = 64;

/** Counts the work of scanning all that changed since a mark. With many waiting arms, each of them scans it. */
export function noteLook(journal: Journal, { index }: Mark): void {
  journal.uncounted += Math.floor((journal.entries.length - index) / entriesAStep);
}

function sizeOf(holder: Mutable): number {
  if ("slots" in holder) return holder.slots.length;
  if ("elements" in holder) return holder.elements.length;
  return "properties" in holder ? holder.properties.size : holder.entries.size;
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
  const at = journal.open.lastIndexOf(mark);
  if (at >= 0) journal.open.splice(at, 1);
  if (journal.open.length === 0) journal.entries.length = 0;
}

/**
 * Takes everything back to the mark, which stays open, and gives what there was. Each thing counts as changed by that, unless what
 * was done since the mark is forgotten altogether: then it is as old as it was, and what is known of it holds again.
 */
export function leave(journal: Journal, mark: Mark, isForgotten = false): World {
  const world = takenSince(journal, mark);
  while (journal.entries.length > mark.index) {
    const entry = journal.entries.pop();
    if (entry === undefined) break;
    noteWork(journal, entry.holder);
    restore(entry.holder, entry.before);
    journal.clock += 1;
    entry.holder.changed = isForgotten ? entry.changed : journal.clock;
    entry.holder.saved = entry.saved;
  }
  return world;
}

/**
 * The contents of everything that changed since the mark. They are not copied, because the caller restores others at once.
 */
function takenSince(journal: Journal, mark: Mark): World {
  const world = new Map<Mutable, Contents>();
  for (let i = mark.index; i < journal.entries.length; i++) {
    const holder = journal.entries[i]?.holder;
    if (holder !== undefined && !world.has(holder)) world.set(holder, presentIn(holder));
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

function presentIn(holder: Mutable): Contents {
  if ("slots" in holder) return { slots: holder.slots };
  if ("elements" in holder) return { elements: holder.elements, doubt: holder.doubt };
  if ("properties" in holder) return { properties: holder.properties, doubt: holder.doubt };
  return { entries: holder.entries, doubt: holder.doubt };
}

/** A copy of the present contents of a thing. */
export function contentsOf(holder: Mutable): Contents {
  if ("slots" in holder) return { slots: holder.slots.slice() };
  if ("elements" in holder) return { elements: holder.elements.slice(), doubt: holder.doubt };
  if ("properties" in holder) return { properties: new Map(holder.properties), doubt: holder.doubt };
  return { entries: copyOf(holder.entries), doubt: holder.doubt };
}

/** Gives a thing a copy of what it held: the contents may be needed again. */
function restore(holder: Mutable, contents: Contents): void {
  if ("slots" in contents) Object.assign(holder, { slots: contents.slots.slice() });
  else if ("elements" in contents)
    Object.assign(holder, { ...contents, elements: contents.elements.slice() });
  else if ("properties" in contents)
    Object.assign(holder, { ...contents, properties: new Map(contents.properties) });
  else Object.assign(holder, { ...contents, entries: copyOf(contents.entries) });
}

function copyOf(entries: MapValue["entries"] | SetValue["entries"]): typeof entries {
  return new Map<unknown, never>(entries as Map<unknown, never>);
}

/** Whether a thing is older than the arm that is being followed, so that what happens to it may not happen. */
export function isShared({ open }: Journal, { born }: Holder): boolean {
  const mark = open.at(-1);
  return mark !== undefined && born < mark.epoch;
}

/** The fields of what is made now beside something older, which an arm can take back with it; at most as old as the analysis. */
export function ageOf(journal: Journal, born: number): Holder {
  return { born: Math.max(born, journal.open[0]?.epoch ?? 0), saved: -1, changed: journal.clock };
}

/** The fields of a holder that is made now. */
export function youth(journal: Journal): Holder {
  return { born: journal.epoch, saved: journal.epoch, changed: journal.clock };
}
