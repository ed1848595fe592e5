import type { View } from "../view/view.ts";
import type { Workspace } from "../view/workspace.ts";

/** What completions are made from. */
export interface CompletionSources {
  readonly view: View;
  readonly workspace: Workspace;
  /** The sources of the block API, by file. */
  readonly library: Readonly<Record<string, string>>;
  /** How many milliseconds one analysis may take; after that the list comes without what it would have said. */
  readonly patience: number;
}
