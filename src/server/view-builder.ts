import { AnalysisCancelled, type SourceHost } from "../analyzer/index.ts";
import { namesLibrary } from "../base/index.ts";
import { createView, createWorkspace, type View, type Workspace } from "../ide/index.ts";
import type { Settings } from "../settings/index.ts";
import type { Environment } from "./environment.ts";
import { fileOf } from "./files.ts";

/** An open document as the server sees it. */
export interface OpenText {
  readonly uri: string;
  readonly version: number;
  getText(): string;
}

/** Analyses texts on the spot and makes views of them. */
export interface ViewBuilder {
  readonly workspace: Workspace;
  /**
   * Null for a text that does not import the block API; "unfinished" where the analysis takes longer than `patience`
   * milliseconds.
   */
  build(uri: string, text: string, patience: number): View | null | "unfinished";
  /** The same for a file that is not open in an editor: it is read from the disk every time. */
  closedView(uri: string): View | null;
}

interface ViewBuilderOptions {
  readonly environment: Environment;
  readonly settings: () => Settings;
  readonly documents: () => readonly OpenText[];
  readonly onFault: (fault: unknown) => void;
}

export function createViewBuilder(options: ViewBuilderOptions): ViewBuilder {
  const workspace = createWorkspace(sourceHost(options));

  /** A bug of ours must not take the server down: it is logged, and the file gets no annotations. */
  function build(uri: string, text: string, patience: number): View | null | "unfinished" {
    if (!namesLibrary(text)) return null;
    const deadline = Date.now() + patience;
    try {
      const settings = options.settings();
      const analysis = workspace.analyze(fileOf(uri), {
        defaultInputSize: settings.defaultInputSize,
        isCancelled: () => Date.now() > deadline,
      });
      return createView(analysis, text, settings, (file) => workspace.read(file));
    } catch (fault) {
      if (fault instanceof AnalysisCancelled) return "unfinished";
      options.onFault(fault);
      return null;
    }
  }

  return {
    workspace,
    build,
    closedView(uri) {
      const text = workspace.read(fileOf(uri));
      const view = text === undefined ? null : build(uri, text, Number.POSITIVE_INFINITY);
      return view === "unfinished" ? null : view;
    },
  };
}

/** Open documents take precedence over the disk. */
function sourceHost({ environment, documents }: ViewBuilderOptions): SourceHost {
  return {
    library: environment.library,
    read(path) {
      const open = documents().find(({ uri }) => fileOf(uri) === path);
      return open === undefined ? environment.readFile(path) : open.getText();
    },
  };
}
