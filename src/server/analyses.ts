import type { View } from "../ide/index.ts";
import type { Analyst, OpenText } from "./analyst.ts";
import { fileOf } from "./files.ts";

/** The views of open files, made when the author pauses and kept until a text changes that they have read. */
export interface Analyses {
  /** The view of the newest text; null for a file that says nothing of the block API or is not there. */
  view(uri: string): Promise<View | null>;
  /** A text changed: what has read it is made anew after the pause. */
  changed(uri: string): void;
  /** Files changed outside the editor, came or went: an import may now lead somewhere else. */
  filesChanged(uris: readonly string[]): void;
  closed(uri: string): void;
  /** Forgets everything, because a setting changed. */
  reset(): void;
}

interface AnalysesOptions {
  readonly analyst: Analyst;
  readonly documents: () => readonly OpenText[];
  /** Milliseconds without a change before a text is analysed. */
  readonly pause: number;
  /**
   * Hears of every finished analysis of an open model file, and when it stops being one. `elsewhere`: its own text
   * had not changed.
   */
  readonly onAnalyzed: (document: OpenText, view: View | null, elsewhere: boolean) => void;
}

interface Entry {
  /** Undefined while it is to be made. */
  view: View | null | undefined;
  timer: ReturnType<typeof setTimeout> | undefined;
  /** Who asked while it is to be made. */
  waiting: ((view: View | null) => void)[];
  elsewhere: boolean;
  /** Whether the client was told of models and problems, so that it has to hear when there are none any more. */
  announced: boolean;
}

type Entries = ReadonlyMap<string, Entry>;

/**
 * Milliseconds that the first attempt at a text may take, and by how much each further one is more patient. Between
 * attempts the server hears what the client has said meanwhile: a newer text ends the work on an older one.
 */
const firstPatience = 150;
const morePatience = 4;
const lastAttempt = 4;

export function createAnalyses({ analyst, documents, pause, onAnalyzed }: AnalysesOptions): Analyses {
  const entries = new Map<string, Entry>();
  const find = (uri: string) => documents().find((document) => document.uri === uri);

  function schedule(uri: string, delay: number, elsewhere: boolean): Entry {
    const entry = entries.get(uri) ?? newEntry();
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
    const view = document === undefined ? null : analyst.viewOf(uri, document.getText(), patience);
    if (view === "unfinished") entry.timer = setTimeout(() => attempt(uri, entry, count + 1), 0);
    else finish(entry, document, view);
  }
  function finish(entry: Entry, document: OpenText | undefined, view: View | null): void {
    entry.timer = undefined;
    entry.view = view;
    for (const answer of entry.waiting.splice(0)) answer(entry.view);
    if (document === undefined || (entry.view === null && !entry.announced)) return;
    entry.announced = entry.view !== null;
    onAnalyzed(document, entry.view, entry.elsewhere);
  }
  function again(uris: Iterable<string>, delay = pause): void {
    for (const uri of new Set(uris)) schedule(uri, delay, true);
  }

  return {
    async view(uri) {
      if (find(uri) === undefined) return analyst.closedView(uri);
      const entry = entries.get(uri) ?? schedule(uri, 0, false);
      if (entry.view !== undefined) return entry.view;
      return new Promise((resolve) => entry.waiting.push(resolve));
    },
    changed(uri) {
      const missing = entries.has(uri) ? [] : withMissingImports(entries);
      again([...readers(entries, uri), ...missing]);
      schedule(uri, entries.has(uri) ? pause : 0, false);
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
    reset: () => again(entries.keys(), 0),
  };
}

function newEntry(): Entry {
  return { view: undefined, timer: undefined, waiting: [], elsewhere: true, announced: false };
}

/** Files whose analysis has read this one. */
function readers(entries: Entries, uri: string): readonly string[] {
  const file = fileOf(uri);
  const others = [...entries].filter(
    ([other, { view }]) => other !== uri && view?.analysis.dependencies.includes(file),
  );
  return others.map(([other]) => other);
}

/** Files whose analysis may be another one as soon as any file appears. */
function withMissingImports(entries: Entries): readonly string[] {
  const isMissing = ({ view }: Entry) =>
    view?.analysis.problems.some(({ code }) => code === "missing-import");
  return [...entries].filter(([, entry]) => isMissing(entry)).map(([uri]) => uri);
}
