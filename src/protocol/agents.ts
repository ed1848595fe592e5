import type { ModelRun } from "./preview.ts";

/** What an agent learns about a run. */
export interface AgentRun
  extends Pick<ModelRun, "outputs" | "runs" | "milliseconds" | "warmUpMilliseconds" | "backend"> {
  readonly memoryBytes: number;
  /** `random, seed 1` */
  readonly input: string;
  /** Where the weights come from, and how well they fit: `random, seed 1`. */
  readonly weights: string;
}

/** An answer to an agent, or a sentence that says why there is none and what the agent can do about it. */
export type Answer<T> =
  | { readonly ok: true; readonly value: T }
  | { readonly ok: false; readonly reason: string };
