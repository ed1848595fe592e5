import type { NodeId } from "../../src/ir/index.ts";
import type { ModelDocument, RunOutcome } from "../../src/protocol/index.ts";

/** What the page asks of the engine's worker. */
export type EngineRequest =
  /** First of all: the bytes of every build of the kernel, by name. */
  | { readonly kind: "load"; readonly kernels: Readonly<Record<string, ArrayBuffer>> }
  | ({ readonly kind: "run" } & RunRequest)
  | { readonly kind: "cancel"; readonly id: string }
  /** Pictures of a node's output in the last run. */
  | ({ readonly kind: "maps"; readonly id: number } & MapsRequest);

export type EngineAnswer =
  | { readonly kind: "progress"; readonly id: string; readonly done: number; readonly total: number }
  | { readonly kind: "outcome"; readonly id: string; readonly outcome: RunOutcome }
  | { readonly kind: "maps"; readonly id: number; readonly maps: FeatureMaps | null }
  /** A fault of ours, not of the model. */
  | { readonly kind: "failed"; readonly message: string };

export interface RunRequest {
  readonly id: string;
  /** Run one after the other, each from the same seed. */
  readonly models: readonly ModelDocument[];
  readonly seed: number;
  /** Timed runs after the warm-up. */
  readonly runs: number;
}

export interface MapsRequest {
  readonly node: NodeId;
  /** The channels that are in sight. */
  readonly first: number;
  readonly count: number;
  /** No channel needs more pixels a side than this. */
  readonly side: number;
  /** Whether black and white are the same values in all channels. */
  readonly scale: "shared" | "channel";
}

/** Channels of one output as grey values, ready for a colour table: what is drawn, and nothing more. */
export interface FeatureMaps {
  /** The node that holds the values: another one where the asked node was fused into it. */
  readonly node: NodeId;
  readonly shape: readonly number[];
  /** Of the whole output: channels, or the features of a vector. */
  readonly channels: number;
  readonly first: number;
  readonly count: number;
  /** Pixels of one channel's picture. */
  readonly height: number;
  readonly width: number;
  /** `count` pictures of height × width bytes, one after the other. */
  readonly pixels: ArrayBuffer;
  /** Smallest and largest value of every pictured channel, in pairs, as float32. */
  readonly ranges: ArrayBuffer;
  /** Over the whole first image of the batch. */
  readonly minimum: number;
  readonly maximum: number;
}
