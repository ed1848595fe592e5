import type { PreviewMessage, RunOutcome } from "../../protocol/index.ts";

export type Drawn = Extract<PreviewMessage, { kind: "drawn" }>;

/** What is known of the preview from outside. */
export interface PreviewState {
  readonly open: boolean;
  /** The file that it follows. */
  readonly uri: string | null;
  /** The model in view, as the page was last told. */
  readonly model: string | null;
  /** What the page last drew; null before it did, and when its file changed since. */
  readonly drawn: Drawn | null;
  /** Steps done of the run that goes on; null when none does. */
  readonly progress: { readonly done: number; readonly total: number } | null;
  readonly lastRun: RunOutcome | null;
  /** Which build of the kernel the last run used. */
  readonly backend: string | null;
  /** Faults of the page itself. */
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

/** What the page's message changes about it. */
export function afterMessage(state: PreviewState, message: PreviewMessage): PreviewState {
  if (message.kind === "drawn") return { ...state, drawn: message };
  if (message.kind === "failed") return { ...state, failures: [...state.failures, message.message] };
  if (message.kind === "run-progress") return { ...state, progress: message };
  if (message.kind !== "run-finished") return state;
  const { outcome } = message;
  const backend = outcome.kind === "done" ? (outcome.results[0]?.backend ?? null) : state.backend;
  return { ...state, progress: null, lastRun: outcome, backend };
}
