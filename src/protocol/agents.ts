import type { ModelRun } from "./preview.ts";

/** What an agent is told of a run. */
export interface AgentRun
  extends Pick<ModelRun, "outputs" | "runs" | "milliseconds" | "warmUpMilliseconds" | "backend"> {
  readonly memoryBytes: number;
  /** Where they come from, and how they fit: `random, seed 1`. */
  readonly weights: string;
}

/** An answer to an agent, or a sentence that says why there is none and what to ask instead. */
export type Answer<T> =
  | { readonly ok: true; readonly value: T }
  | { readonly ok: false; readonly reason: string };
