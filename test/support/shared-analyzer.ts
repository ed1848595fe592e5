import { nnSources } from "virtual:nn-sources";
import {
  type Analysis,
  type AnalyzeOptions,
  createAnalyzer,
  type SourceHost,
} from "../../src/analyzer/index.ts";

let host: SourceHost | undefined;
const analyzer = createAnalyzer({ library: nnSources, read: (path) => host?.read(path) });

/** One analysis, like the analyzer's own function of this name, but the library has run already: that takes longer than most tests. */
export function analyze(of: SourceHost, file: string, options: AnalyzeOptions = {}): Analysis {
  host = of;
  return analyzer.analyze(file, options);
}
