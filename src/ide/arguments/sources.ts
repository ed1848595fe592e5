import type { Analysis, AnalyzeOptions } from "../../analyzer/index.ts";
import { createView, type View } from "../view/view.ts";
import { unlessCancelled, type Workspace } from "../view/workspace.ts";

/** What completions, fixes and refactorings are made from: a view, and the means to analyse edited texts. */
export interface AnalysisSources {
  readonly view: View;
  readonly workspace: Workspace;
  /** The sources of the block API, by file. */
  readonly library: Readonly<Record<string, string>>;
  /** How many milliseconds one analysis may take; after that its answer is left out. */
  readonly patience: number;
}

/** The analysis of a file as if it had that text; null if it takes longer than `patience`. */
export function analysisAs(
  { workspace, patience }: AnalysisSources,
  file: string,
  text: string,
  options: AnalyzeOptions = {},
): Analysis | null {
  const deadline = Date.now() + patience;
  const isCancelled = () => Date.now() > deadline;
  return unlessCancelled(() => workspace.analyzeAs(file, text, { ...options, isCancelled }));
}

/** The view of the sources' file as if it had that text; null if the analysis takes longer than `patience`. */
export function viewAs(sources: AnalysisSources, text: string): View | null {
  const { settings, analysis } = sources.view;
  const { defaultInputSize } = settings;
  const changed = analysisAs(sources, analysis.file, text, { defaultInputSize });
  return changed && createView(changed, text, settings, (path) => sources.workspace.read(path));
}

/**
 * The function with its answers kept as long as the view lives: an editor asks again whenever the cursor moves.
 */
export function rememberPerView<Q, A>(
  keyOf: (question: Q) => string | number,
  answer: (sources: AnalysisSources, question: Q) => A,
): (sources: AnalysisSources, question: Q) => A {
  const known = new WeakMap<View, Map<string | number, { readonly value: A }>>();
  return (sources, question) => {
    const ofView = known.get(sources.view) ?? new Map<string | number, { readonly value: A }>();
    known.set(sources.view, ofView);
    const key = keyOf(question);
    const found = ofView.get(key) ?? { value: answer(sources, question) };
    ofView.set(key, found);
    return found.value;
  };
}
