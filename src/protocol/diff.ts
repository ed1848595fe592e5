import type { FileRange } from "../base/index.ts";
import type { Dim, NodeId, Report } from "../ir/index.ts";

/** How a model differs from what an older text of its file made of it. */
export interface ModelDiff {
  /** `ModelSummary.id` of the newer model; of the older one where it was removed. */
  readonly id: string;
  readonly name: string;
  /** Null for a model that the older text lacks. */
  readonly before: ModelTotals | null;
  /** Null for a model that was removed. */
  readonly after: ModelTotals | null;
  /** The layers that differ, in the order of the newer model, with removed ones where they were. */
  readonly layers: readonly LayerChanges[];
  /** How many layers are the same. */
  readonly same: number;
}

export type ModelTotals = Pick<Report, "total" | "gaps" | "peakActivationBytes">;

export interface LayerChanges {
  /** As `passes/diff-graphs` tells them apart. */
  readonly change: "added" | "removed" | "changed" | "reshaped" | "moved";
  /** Null for an added layer. */
  readonly before: LayerSide | null;
  /** Null for a removed layer. */
  readonly after: LayerSide | null;
}

export interface LayerSide {
  readonly path: string;
  /** `Conv2d 3×3, 64→128, stride 2`. */
  readonly title: string;
  /** `1×64×56×56`; "" for a layer that the call does not reach. */
  readonly output: string;
  readonly parameters: Dim;
  readonly macs: Dim;
  readonly activationBytes: Dim;
  /** Where it is written. */
  readonly source: FileRange | null;
}

/** A model beside another one of its file, or beside what it was at the last commit. */
export interface ModelBeside<M> {
  /** The other model: the older one of the two. */
  readonly before: M;
  readonly diff: ModelDiff;
  /** Every layer of both models with its partner; those that differ are in the order of `diff.layers`. */
  readonly pairs: readonly LayerPair[];
}

export interface LayerPair {
  readonly change: LayerChanges["change"] | "same";
  /** Null for an added layer. */
  readonly before: NodeId | null;
  /** Null for a removed layer. */
  readonly after: NodeId | null;
}
