import type { View } from "../view/view.ts";
import type { Workspace } from "../view/workspace.ts";

/** What completions and fixes are made from: the view, and what analyses the file as if it were written otherwise. */
export interface AnalysisSources {
  readonly view: View;
  readonly workspace: Workspace;
  /** The sources of the block API, by file. */
  readonly library: Readonly<Record<string, string>>;
  /** How many milliseconds one analysis may take; after that its answer is left out. */
  readonly patience: number;
}
