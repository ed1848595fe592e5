import type { Graph, NodeId } from "../../src/ir/index.ts";
import type { Companion, RunOutcome, RunProgress, WeightsFit } from "../../src/protocol/index.ts";
import type { MapStatistics } from "./map-statistics.ts";
import type { OfRun } from "./of-run.ts";
import type { SteppedElement, StepRequest } from "./step-messages.ts";

/** What the engine's worker answers. */
export interface EngineSide {
  readonly requests: {
    /** Comes first: the bytes of every build of the kernel, by name. */
    readonly load: { readonly params: Readonly<Record<string, ArrayBuffer>>; readonly result: null };
    readonly run: { readonly params: RunModels; readonly progress: RunProgress; readonly result: RunOutcome };
    /** A model as a file with its weights. It does not touch the last run. */
    readonly write: { readonly params: WriteModel; readonly result: WrittenModel };
    /** The values of one channel of a node's output, or one plane of its weights, in the last run; null as for `maps`. */
    readonly channel: {
      readonly params: ChannelRequest;
      readonly result: ChannelValues | null;
    };
    /** Pictures of a node's output in the last run; null where the worker no longer holds that run. */
    readonly maps: { readonly params: MapsRequest; readonly result: FeatureMaps | null };
    /** The same of a node's weights; null also where it has none to picture. */
    readonly weightMaps: { readonly params: MapsRequest; readonly result: FeatureMaps | null };
    /** How one element of a node's output came about in the last run; null where the worker no longer holds that run. */
    readonly step: { readonly params: StepRequest; readonly result: SteppedElement | null };
  };
  readonly events: Readonly<Record<never, never>>;
}

export interface ChannelRequest extends OfRun {
  readonly node: NodeId;
  readonly channel: number;
  readonly of: "output" | "weights";
}

/** One channel of a node's output, or one plane of its weights, whole. */
export interface ChannelValues {
  readonly height: number;
  readonly width: number;
  /** float32, row by row. */
  readonly values: ArrayBuffer;
}

/** What the page answers to the worker. */
export interface EngineHostSide {
  readonly requests: {
    /** The graphs of models that the worker has to run and does not hold. */
    readonly graphs: {
      readonly params: { readonly versions: readonly string[] };
      readonly result: readonly (Graph | null)[];
    };
    /** All bytes of a weights file; progress is how many are there. */
    readonly weights: {
      readonly params: Companion;
      readonly progress: number;
      readonly result: ArrayBuffer;
    };
  };
  readonly events: Readonly<Record<never, never>>;
}

export interface RunModels {
  /** Run one after the other, each from the same seed. `version` is that of the model's document. */
  readonly models: readonly ModelToRun[];
  readonly seed: number;
  /** Timed runs after the warm-up. */
  readonly runs: number;
}

export interface ModelToRun {
  readonly name: string;
  readonly version: string;
  /** By argument; the engine makes those that are null or missing. */
  readonly inputs: readonly (Float32Array | null)[];
  /** A .safetensors file; all weights are random where it is null. */
  readonly weights: Companion | null;
}

export interface WriteModel extends Pick<ModelToRun, "name" | "version" | "weights"> {
  readonly format: "onnx" | "safetensors";
  readonly inputNames: readonly string[];
  /** Of weights that the file does not have. */
  readonly seed: number;
}

export type WrittenModel =
  | { readonly kind: "done"; readonly content: ArrayBuffer; readonly fit: WeightsFit | null }
  | { readonly kind: "refused"; readonly message: string };

export interface MapsRequest extends OfRun {
  readonly node: NodeId;
  /** The channels that are visible. */
  readonly first: number;
  readonly count: number;
  /** No channel needs more pixels a side than this. */
  readonly side: number;
  /** Whether black and white mean the same values in all channels. */
  readonly scale: "shared" | "channel";
}

/** Channels of one output as grey values, ready for a colour table. */
export interface FeatureMaps {
  /** The node that holds the values: another one where the requested node was fused into it. */
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
  /** The smallest and largest value of every pictured channel, in pairs, as float32. */
  readonly ranges: ArrayBuffer;
  /** Over the whole first image of the batch. */
  readonly minimum: number;
  readonly maximum: number;
  readonly statistics: MapStatistics;
}
