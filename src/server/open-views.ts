import type { View } from "../ide/index.ts";
import { fileOf } from "./files.ts";
import type { OpenText, ViewBuilder } from "./view-builder.ts";

/** The views of open files: made when the author pauses, kept until a text they depend on changes. */
export interface OpenViews {
  /** The view of the newest text; null for a file that does not exist or does not import the block API. */
  view(uri: string): Promise<View | null>;
  /** A text changed: every view that depends on it is rebuilt after the pause. */
  changed(uri: string): void;
  /** Files were changed, created or deleted outside the editor: an import may now resolve differently. */
  filesChanged(uris: readonly string[]): void;
  closed(uri: string): void;
  /** Rebuilds everything, because a setting changed. */
  reset(): void;
}

interface OpenViewsOptions {
  readonly builder: ViewBuilder;
  readonly documents: () => readonly OpenText[];
  /** Milliseconds without a change before a text is analysed, after an analysis of its file that took so many. */
  readonly pauseAfter: (took: number) => number;
  /**
   * Called after every finished analysis of an open model file, and once more when it stops being one. `elsewhere`
   * means that the change was in another file.
   */
  readonly onAnalyzed: (document: OpenText, view: View | null, elsewhere: boolean) => void;
}

interface Entry {
  /** Undefined while it has to be rebuilt. */
  view: View | null | undefined;
  timer: ReturnType<typeof setTimeout> | undefined;
  /** Callers that wait for the rebuilt view. */
  waiting: ((view: View | null) => void)[];
  elsewhere: boolean;
  /** How many milliseconds the last analysis took, with its attempts that came to nothing and with telling of it. */
  took: number;
  /** Whether the client has models and problems of this file, and so must be notified when there are none left. */
  announced: boolean;
}

type Entries = ReadonlyMap<string, Entry>;

/** Milliseconds without a change before the files are analysed that import one: they may be many, and are not being typed in. */
const longPause = 100;

/**
 * How many milliseconds the first attempt at a text may take, and by what factor each further attempt may take longer.
 * Between attempts the server handles the client's messages, so that a newer text replaces the older one.
 */
const firstPatience = 150;
const morePatience = 4;
const lastAttempt = 4;

export function createOpenViews({ builder, documents, pauseAfter, onAnalyzed }: OpenViewsOptions): OpenViews {
  const entries = new Map<string, Entry>();
  const find = (uri: string) => documents().find((document) => document.uri === uri);

  function schedule(uri: string, elsewhere: boolean, isAtOnce = false): Entry {
    const known = entries.get(uri);
    const entry = known ?? newEntry();
    const delay = known === undefined || isAtOnce ? 0 : elsewhere ? longPause : pauseAfter(entry.took);
    entries.set(uri, entry);
    entry.elsewhere = elsewhere && (entry.elsewhere || entry.timer === undefined);
    entry.view = undefined;
    clearTimeout(entry.timer);
    entry.timer = setTimeout(() => attempt(uri, entry, 1), delay);
    return entry;
  }
  function attempt(uri: string, entry: Entry, count: number): void {
    const document = find(uri);
    const patience =
      count < lastAttempt ? firstPatience * morePatience ** (count - 1) : Number.POSITIVE_INFINITY;
    const begun = Date.now();
    const view = document === undefined ? null : builder.build(uri, document.getText(), patience);
    if (view === "unfinished") entry.timer = setTimeout(() => attempt(uri, entry, count + 1), 0);
    else finish(entry, document, view);
    entry.took = (count === 1 ? 0 : entry.took) + Date.now() - begun;
  }
  function finish(entry: Entry, document: OpenText | undefined, view: View | null): void {
    entry.timer = undefined;
    entry.view = view;
    for (const answer of entry.waiting.splice(0)) answer(entry.view);
    if (document === undefined || (entry.view === null && !entry.announced)) return;
    entry.announced = entry.view !== null;
    onAnalyzed(document, entry.view, entry.elsewhere);
  }
  function again(uris: Iterable<string>, isAtOnce = false): void {
    for (const uri of new Set(uris)) schedule(uri, true, isAtOnce);
  }

  return {
    async view(uri) {
      if (find(uri) === undefined) return builder.closedView(uri);
      const entry = entries.get(uri) ?? schedule(uri, false);
      if (entry.view !== undefined) return entry.view;
      return new Promise((resolve) => entry.waiting.push(resolve));
    },
    changed(uri) {
      const missing = entries.has(uri) ? [] : withMissingImports(entries);
      const others = [...readers(entries, uri), ...missing];
      schedule(uri, false);
      again(others);
    },
    filesChanged: (uris) =>
      again([...uris.flatMap((uri) => readers(entries, uri)), ...withMissingImports(entries)]),
    closed(uri) {
      const entry = entries.get(uri);
      clearTimeout(entry?.timer);
      for (const answer of entry?.waiting ?? []) answer(null);
      entries.delete(uri);
      again(readers(entries, uri));
    },
    reset: () => again(entries.keys(), true),
  };
}

function newEntry(): Entry {
  return { view: undefined, timer: undefined, waiting: [], elsewhere: true, took: 0, announced: false };
}

/** Files whose analysis depends on this one. */
function readers(entries: Entries, uri: string): readonly string[] {
  const file = fileOf(uri);
  const others = [...entries].filter(
    ([other, { view }]) => other !== uri && view?.analysis.dependencies.includes(file),
  );
  return others.map(([other]) => other);
}

/** Files with an unresolved import: any file that appears may change their analysis. */
function withMissingImports(entries: Entries): readonly string[] {
  const isMissing = ({ view }: Entry) =>
    view?.analysis.problems.some(({ code }) => code === "missing-import");
  return [...entries].filter(([, entry]) => isMissing(entry)).map(([uri]) => uri);
}
