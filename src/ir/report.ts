import type { Dim } from "./dim.ts";
import type { ModulePath, NodeId, UnknownPart } from "./graph.ts";

/**
 * The numbers of a graph, made by `passes/summarize` and shown everywhere. Counts are dims, since a batch or a
 * channel count may be symbolic; an unknown count is an unknown dim, never 0.
 */
export interface Report {
  readonly nodes: readonly NodeReport[];
  /** One row a module, in the order of `graph.modules`; a row includes everything below it. */
  readonly modules: readonly ModuleReport[];
  /** The layers that no node uses, in the order of `graph.unused`. */
  readonly unused: readonly UnusedReport[];
  /** The sum of all that is certain: the whole where there are no gaps, else a lower bound. */
  readonly total: Counts;
  /** What the total lacks, each cause once. */
  readonly gaps: readonly Gap[];
  /** Bytes of the largest sum of live activations in schedule order, inputs included. */
  readonly peakActivationBytes: Dim;
}

/** The unit in which arithmetic is counted; a MAC is two FLOPs. */
export type CostUnit = "MACs" | "FLOPs";

export interface Counts {
  /** Learned numbers: weights, biases, batch norm's γ and β. Shared parameters count once. */
  readonly parameters: Dim;
  /** Those of the parameters that training does not change: their `requiresGrad` is false. */
  readonly fixedParameters: Dim;
  /** Numbers kept but not learned: batch norm's running mean and variance. */
  readonly buffers: Dim;
  /** Multiply–accumulates of convolutions, linear layers and matrix products. FLOPs are twice that. */
  readonly macs: Dim;
  /** Arithmetic that is not a MAC: activations, additions, pooling, normalisation; one per elementary operation. */
  readonly elementwise: Dim;
  /** Bytes of all outputs together, float32. */
  readonly activationBytes: Dim;
}

export interface NodeReport extends Counts {
  readonly id: NodeId;
  readonly receptiveField: ReceptiveField | null;
}

export interface UnusedReport extends Pick<Counts, "parameters" | "fixedParameters" | "buffers"> {
  readonly path: ModulePath;
}

/** Something that a total does not count, since it is not known. */
export interface Gap extends UnknownPart {
  readonly lacks: readonly (keyof Counts)[];
}

export interface ModuleReport extends Counts {
  readonly path: ModulePath;
}

/**
 * How much of the graph's first input one output element sees: the maximum over all paths, in input pixels along height and
 * width; for signals along their length, for volumes along depth, height and width.
 */
export interface ReceptiveField {
  readonly size: readonly Dim[];
  /**
   * Distance in input pixels between neighbouring outputs: the product of strides, divided by enlargements, so that it
   * may be a part of a pixel.
   */
  readonly jump: readonly Dim[];
}
