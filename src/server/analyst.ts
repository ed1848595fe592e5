import { AnalysisCancelled, type SourceHost } from "../analyzer/index.ts";
import { type Bench, createBench, createView, type View } from "../ide/index.ts";
import type { ServerSettings } from "../protocol/index.ts";
import type { Environment } from "./environment.ts";
import { fileOf } from "./files.ts";

/** An open document as the server sees it. */
export interface OpenText {
  readonly uri: string;
  readonly version: number;
  getText(): string;
}

/** Makes views of texts, now. */
export interface Analyst {
  readonly bench: Bench;
  /** Null for a text that says nothing of the block API; "unfinished" where it takes more milliseconds than given. */
  viewOf(uri: string, text: string, patience: number): View | null | "unfinished";
  /** The same for a file that no editor holds open: it is read from the disk, every time. */
  closedView(uri: string): View | null;
}

interface AnalystOptions {
  readonly environment: Environment;
  readonly settings: () => ServerSettings;
  readonly documents: () => readonly OpenText[];
  readonly onFault: (fault: unknown) => void;
}

export function createAnalyst(options: AnalystOptions): Analyst {
  const bench = createBench(sourceHost(options));

  /** Our own bug must not take the server down: it is told in the log, and the file stays without annotations. */
  function viewOf(uri: string, text: string, patience: number): View | null | "unfinished" {
    if (!isModelText(text)) return null;
    const deadline = Date.now() + patience;
    try {
      const settings = options.settings();
      const analysis = bench.analyze(fileOf(uri), {
        defaultInputSize: settings.defaultInputSize,
        isCancelled: () => Date.now() > deadline,
      });
      return createView(analysis, text, settings, (file) => bench.read(file));
    } catch (fault) {
      if (fault instanceof AnalysisCancelled) return "unfinished";
      options.onFault(fault);
      return null;
    }
  }

  return {
    bench,
    viewOf,
    closedView(uri) {
      const text = bench.read(fileOf(uri));
      const view = text === undefined ? null : viewOf(uri, text, Number.POSITIVE_INFINITY);
      return view === "unfinished" ? null : view;
    },
  };
}

/** A cheap look before any parsing: all other TypeScript files are none of our business. */
function isModelText(text: string): boolean {
  return /["']cnn-blocks["']/.test(text);
}

/** Open documents come before the disk. */
function sourceHost({ environment, documents }: AnalystOptions): SourceHost {
  return {
    library: environment.library,
    read(path) {
      const open = documents().find(({ uri }) => fileOf(uri) === path);
      return open === undefined ? environment.readFile(path) : open.getText();
    },
  };
}
