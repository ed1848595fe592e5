import type { Graph, LoadOptions, NodeId } from "../ir/index.ts";
import type { Parameter } from "../passes/index.ts";
import type { kernelTable } from "./kernel-table.generated.ts";

/**
 * A graph lowered to kernel calls: plain data with every address settled, so that it prints, travels to
 * workers and runs without another decision. Addresses are bytes in one WebAssembly memory.
 */
export interface Plan {
  readonly name: string;
  /** What it was made from, so that the graph can be planned again in another way. */
  readonly origin: PlanOrigin;
  readonly inputs: readonly PlanInput[];
  readonly outputs: readonly PlanOutput[];
  /** What to put into the constants' part of the memory, once, before the first run. */
  readonly constants: readonly Constant[];
  /** Kernel calls that fill constants, once. */
  readonly setup: readonly Call[];
  readonly steps: readonly Step[];
  /**
   * Where each node's value is after the step that makes it; fused nodes have none. Indexed by node id.
   */
  readonly values: readonly NodeValue[];
  readonly memory: PlanMemory;
  /** How many threads the scratch suffices for. */
  readonly threads: number;
}

export interface PlanOrigin {
  readonly graph: Graph;
  readonly options: PlanOptions;
}

export interface PlanOptions extends Pick<LoadOptions, "memory" | "threads"> {
  /**
   * Bytes that the plan may take; what a WebAssembly memory with 32-bit addresses can hold where left out.
   */
  readonly memoryLimit?: number | undefined;
  /**
   * Nodes whose own values are wanted: they are computed by themselves rather than merged into another step.
   */
  readonly observe?: readonly NodeId[] | undefined;
  /**
   * Whether every NaN and infinity must reach just what it reaches by the ops' definitions: no algorithm that
   * adds foreign numbers before it multiplies, no zero weights for foreign channels.
   */
  readonly exact?: boolean | undefined;
}

export type KernelName = keyof typeof kernelTable;

export interface PlanInput {
  readonly node: NodeId;
  readonly shape: readonly number[];
  readonly address: number;
  /** What fills it where the caller gives nothing. */
  readonly fill: InputFill;
  /** Whether the caller may give it, and as which argument. */
  readonly argument: number | null;
}

export type InputFill =
  /** Of a normal distribution, or uniform between 0 and 1. */
  | { readonly kind: "normal" | "uniform"; readonly stream: number }
  | { readonly kind: "constant"; readonly value: number }
  | { readonly kind: "numbers"; readonly values: readonly number[] };

export interface PlanOutput {
  readonly node: NodeId;
  readonly place: TensorPlace;
}

/** Where a tensor is in memory, and in which layout. */
export interface TensorPlace {
  readonly address: number;
  readonly layout: TensorLayout;
  readonly shape: readonly number[];
  /** The images that it is stored as: signals have one row, volumes have those of all depths. Else as `shape`. */
  readonly stored: readonly number[];
  /** Whether `shape` has the channels last, although the images that it is stored as have them first. */
  readonly channelsLast: boolean;
  /** Bytes from one block of 8 channels to the next; 0 where the layout is planar. */
  readonly plane: number;
  /** Bytes from one image of the batch to the next; 0 where the layout is planar. */
  readonly image: number;
}

/**
 * `planar` is row-major; `blocked` is [N][C / 8][H · W + 1][8], the last pixel being zeros for taps outside.
 */
export type TensorLayout = "planar" | "blocked";

export type NodeValue =
  | { readonly kind: "step"; readonly step: number; readonly place: TensorPlace }
  | { readonly kind: "input"; readonly place: TensorPlace }
  /** The node is computed as a part of another one's step; its own value is never stored. */
  | { readonly kind: "fused"; readonly into: NodeId };

/** What one progress report and one time belong to. */
export interface Step {
  readonly nodes: readonly NodeId[];
  /** The algorithm in a word: `convolution 1×1`, `winograd`, `depthwise 3×3`. */
  readonly algorithm: string;
  readonly calls: readonly Call[];
  readonly output: TensorPlace;
  readonly macs: number;
}

export interface Call {
  readonly kernel: KernelName;
  /** In the kernel's order; see the generated table. */
  readonly args: readonly number[];
  /** The call is made this many times, once an image; each time `advance` is added to the arguments. */
  readonly count: number;
  readonly advance: readonly number[];
  /** How threads share each of these; null: one thread makes the call. */
  readonly split: Split | null;
}

/** A range of the kernel's work (blocks, planes, rows, pixels) that two of its arguments delimit. */
export interface Split {
  /** Indices of the arguments that hold the first and the one after the last. */
  readonly begin: number;
  readonly end: number;
  /** Shares begin at multiples of this. */
  readonly multiple: number;
  /** Bytes added to each argument for every thread after the first: a scratch of its own. */
  readonly own: readonly number[];
}

/** A stretch of the constants' part and how to fill it. All numbers are float32 unless stated otherwise. */
export interface Constant {
  readonly address: number;
  readonly bytes: number;
  readonly content: Content;
}

export type Content =
  | { readonly kind: "zeros" }
  /** Whole numbers, as u32. */
  | { readonly kind: "integers"; readonly values: readonly number[] }
  | { readonly kind: "numbers"; readonly values: readonly number[] }
  /** A parameter as it is; null is zeros. */
  | { readonly kind: "plain"; readonly parameter: Parameter | null }
  | ConvolutionContent
  /** A vector per output channel, padded to whole blocks with zeros. */
  | {
      readonly kind: "channel-bias";
      readonly bias: Parameter | null;
      readonly channels: number;
      readonly folds: readonly Fold[];
    }
  | { readonly kind: "channel-scale"; readonly channels: number; readonly fold: Fold };

/** Weights [O, I / groups, kh, kw] packed for the kernel named, batch norms folded in. */
export interface ConvolutionContent {
  readonly kind: "convolution";
  readonly weight: Parameter;
  readonly folds: readonly Fold[];
  readonly groups: number;
  /**
   * For weights of a transposed convolution, [I, O / groups, kh, kw]: the order in which a convolution
   * takes its taps. Null for the weights of a convolution.
   */
  readonly tapOrder: readonly number[] | null;
  readonly slice: WeightSlice | null;
  readonly packing: Packing;
}

/** Of a volume's weights, whose taps lie slice after slice: the `taps` taps of the one that is `tap`. */
export interface WeightSlice {
  readonly tap: number;
  readonly taps: number;
}

export type Packing =
  /** [O / 8][tap][channels][8]; for groups, a block's `channels` begin `firsts[block]` planes of 8 on. */
  | { readonly kind: "tiles"; readonly channels: number; readonly firsts: readonly number[] | null }
  /** [O / 8][I · kh · kw][8] */
  | { readonly kind: "patches" }
  /** [C / 8][tap][8] */
  | { readonly kind: "depthwise" }
  /** [36][O / 8][I][8], transformed for F(4×4, 3×3) */
  | { readonly kind: "winograd" }
  /** [6 · 6][O / 8][I][8], the same for stride 2 by phases */
  | { readonly kind: "winograd-strided" }
  /** [O / 8][49 points][I][phases][8], for stride 2 over a planar image; see src/kernel/winograd-planar.ts */
  | { readonly kind: "winograd-planar" }
  /** What `strassen_weights` makes the right factors of, at the end of the room that they take. */
  | { readonly kind: "strassen"; readonly levels: number };

/** A batch norm: its parameters, null where it has none. Without a mean and a variance it is a factor for each channel. */
export interface Fold {
  readonly weight: Parameter | null;
  readonly bias: Parameter | null;
  readonly mean: Parameter | null;
  readonly variance: Parameter | null;
  readonly epsilon: number;
}

export interface PlanMemory {
  /** Bytes in all: what the kernel keeps for itself, constants, arena. */
  readonly bytes: number;
  readonly constants: { readonly address: number; readonly bytes: number };
  readonly arena: { readonly address: number; readonly bytes: number };
  /** The largest sum of activations and scratch alive at one step. */
  readonly largestLiveSet: number;
}

/** Why a graph cannot be planned, known before anything is allocated. */
export type PlanProblem =
  | { readonly code: "unknown-shape"; readonly node: NodeId; readonly message: string }
  | { readonly code: "faulty-graph"; readonly node: NodeId; readonly message: string }
  | { readonly code: "unsupported"; readonly node: NodeId; readonly message: string }
  | {
      readonly code: "too-much-memory";
      readonly needed: number;
      readonly limit: number;
      readonly message: string;
    };
