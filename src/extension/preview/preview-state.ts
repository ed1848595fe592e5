import type { Drawn, RunOutcome, RunProgress } from "../../protocol/index.ts";

/** What the rest of the extension can know of the preview. */
export interface PreviewState {
  readonly open: boolean;
  /** The file that it follows. */
  readonly uri: string | null;
  /** The model in view, as last sent to the page. */
  readonly model: string | null;
  /** What the page drew last; null until then, and after its file changed. */
  readonly drawn: Drawn | null;
  /** How far the run under way is; null while there is none. */
  readonly progress: RunProgress | null;
  readonly lastRun: RunOutcome | null;
  /** The build of the kernel that the last run used. */
  readonly backend: string | null;
  /** Errors of the page itself. */
  readonly failures: readonly string[];
}

export const closed: PreviewState = {
  open: false,
  uri: null,
  model: null,
  drawn: null,
  progress: null,
  lastRun: null,
  backend: null,
  failures: [],
};

export function afterRun(state: PreviewState, outcome: RunOutcome): PreviewState {
  const backend = outcome.kind === "done" ? (outcome.results[0]?.backend ?? null) : state.backend;
  return { ...state, progress: null, lastRun: outcome, backend };
}
