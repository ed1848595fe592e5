import type { FileRange } from "../base/index.ts";
import type { NodeId } from "../ir/index.ts";
import type { ModelDocument, ModelSummary, WordedProblem } from "./document.ts";

/** What the host tells the preview. */
export type HostMessage =
  /** The file's state after an edit, a change of model or a reload: everything there is to draw. */
  | {
      readonly kind: "show";
      readonly uri: string;
      readonly fileName: string;
      readonly models: readonly ModelSummary[];
      /** The model in view; null where the file has none (yet). */
      readonly model: ModelDocument | null;
      readonly problems: readonly WordedProblem[];
      readonly units: "MACs" | "FLOPs";
    }
  /** The cursor moved: mark the node or module written there; null clears the mark. */
  | { readonly kind: "select-source"; readonly at: FileRange | null }
  /** Runs a model (the one in view, or a block apart) and answers by `run-finished` under the same id. */
  | {
      readonly kind: "run";
      readonly id: string;
      readonly model: ModelDocument;
      readonly seed: number;
      readonly runs: number;
    }
  /** Runs several on one input and tables them. */
  | {
      readonly kind: "compare";
      readonly id: string;
      readonly models: readonly ModelDocument[];
      readonly seed: number;
      readonly runs: number;
    }
  | { readonly kind: "cancel"; readonly id: string };

/** What the preview tells the host. */
export type PreviewMessage =
  /** The page stands and listens; `state` is what it kept over a reload. */
  | { readonly kind: "ready" }
  /** The author asked to see where a node or module is written. */
  | { readonly kind: "reveal"; readonly at: FileRange }
  /** The author asked to see where a fault of the list is. */
  | { readonly kind: "reveal-problem"; readonly problem: WordedProblem }
  /** Another model of the file was picked. */
  | { readonly kind: "pick-model"; readonly id: string }
  /** Something the page did that tests and the status bar wait for: the graph is laid out and drawn. */
  | {
      readonly kind: "drawn";
      readonly model: string;
      readonly nodes: number;
      readonly edges: number;
      readonly folded: number;
    }
  | { readonly kind: "run-progress"; readonly id: string; readonly done: number; readonly total: number }
  | { readonly kind: "run-finished"; readonly id: string; readonly outcome: RunOutcome }
  /** Opens a command of the extension from a button of the page. */
  | { readonly kind: "command"; readonly command: "runBlock" | "compareBlocks" | "runModel" }
  /** A fault of the page itself, told rather than swallowed. */
  | { readonly kind: "failed"; readonly message: string };

export type RunOutcome =
  | { readonly kind: "done"; readonly results: readonly RunResult[] }
  | { readonly kind: "cancelled" }
  | { readonly kind: "refused"; readonly message: string };

/** One model's run. Tensors stay in the page's worker; this is what fits a table. */
export interface RunResult {
  readonly name: string;
  readonly outputs: readonly TensorStatistics[];
  /** How many runs were measured: those asked for, or more of a small model. */
  readonly runs: number;
  /** Their median, in milliseconds; and the first run, which only warmed up. */
  readonly milliseconds: number;
  readonly warmUpMilliseconds: number;
  readonly steps: readonly StepTime[];
  /** Which build of the kernel ran: `relaxed SIMD, 1 thread`. */
  readonly backend: string;
  readonly arenaBytes: number;
}

export interface StepTime {
  /** Nodes that the step computes; several where the plan fused them. */
  readonly nodes: readonly NodeId[];
  readonly milliseconds: number;
}

export interface TensorStatistics {
  readonly shape: readonly number[];
  readonly minimum: number;
  readonly maximum: number;
  readonly mean: number;
  readonly standardDeviation: number;
  /** Elements that are NaN or infinite. */
  readonly notFinite: number;
  /** The largest entries of the first row of an output of shape [N, classes], largest first; five at most. */
  readonly top?: readonly TopEntry[];
}

export interface TopEntry {
  readonly index: number;
  readonly value: number;
}
