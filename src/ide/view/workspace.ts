import {
  type Analysis,
  AnalysisCancelled,
  type AnalyzeOptions,
  type Analyzer,
  createAnalyzer,
  type SourceHost,
} from "../../analyzer/index.ts";

/** One analyzer for many analyses, which may look at a file as if its text were another. */
export interface Workspace {
  /** A text as it is. */
  read(file: string): string | undefined;
  analyze(file: string, options?: AnalyzeOptions): Analysis;
  /** The analysis that the file would have with this text; nothing of it is kept. */
  analyzeAs(file: string, text: string, options?: AnalyzeOptions): Analysis;
}

export function createWorkspace(host: SourceHost): Workspace {
  let replaced: { readonly file: string; readonly text: string } | null = null;
  const read = (path: string) => (replaced?.file === path ? replaced.text : host.read(path));
  let analyzer: Analyzer | null = null;

  function analyze(file: string, options?: AnalyzeOptions): Analysis {
    analyzer ??= createAnalyzer({ library: host.library, read });
    try {
      return analyzer.analyze(file, options);
    } catch (fault) {
      // Whatever it had parsed may be in disorder after a bug of ours: the next analysis begins anew.
      if (!(fault instanceof AnalysisCancelled)) analyzer = null;
      throw fault;
    }
  }

  return {
    read: (file) => host.read(file),
    analyze,
    analyzeAs(file, text, options) {
      replaced = { file, text };
      try {
        return analyze(file, options);
      } finally {
        replaced = null;
      }
    },
  };
}
