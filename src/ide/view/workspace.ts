import {
  type Analysis,
  AnalysisCancelled,
  type AnalyzeOptions,
  createAnalyzer,
  type SourceHost,
} from "../../analyzer/index.ts";

/** One analyzer for many analyses. A file can also be analysed as if it had another text. */
export interface Workspace {
  /** A file's actual text. */
  read(file: string): string | undefined;
  analyze(file: string, options?: AnalyzeOptions): Analysis;
  /** The analysis that the file would have with this text, which is forgotten afterwards. */
  analyzeAs(file: string, text: string, options?: AnalyzeOptions): Analysis;
}

/** The result of `work`; null if an analysis in it was cancelled. */
export function unlessCancelled<T>(work: () => T): T | null {
  try {
    return work();
  } catch (fault) {
    if (!(fault instanceof AnalysisCancelled)) throw fault;
    return null;
  }
}

export function createWorkspace(host: SourceHost): Workspace {
  let replaced: { readonly file: string; readonly text: string } | null = null;
  const read = (path: string) => (replaced?.file === path ? replaced.text : host.read(path));
  const { analyze } = createAnalyzer({ library: host.library, read });
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
