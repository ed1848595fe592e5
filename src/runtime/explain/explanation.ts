import type { NodeId } from "../../ir/index.ts";
import type { Lowering } from "../../ops/index.ts";

/** Indices along each axis of a tensor. */
export type Place = readonly number[];

/** How one output element comes about, with a run's numbers: plain data, worked out in double precision. */
export interface Explanation {
  /** What the op reads for this element: a patch of each input channel, an operand, a feature. */
  readonly parts: readonly Part[];
  /** How many parts are left out of `parts`, and what their results add up to. */
  readonly omitted: { readonly count: number; readonly sum: number };
  /** What is done with the parts, one line after the other; the last one gives the value. */
  readonly lines: readonly Line[];
  readonly value: number;
  /** What is worth knowing about this op here, in a sentence; null without. */
  readonly remark: string | null;
  /** For both convolutions of such a pair; null for everything else. */
  readonly separable: Separable | null;
}

/** A depthwise convolution and the pointwise one behind it, to be put beside the plain convolution that could replace them. */
export interface Separable {
  readonly depthwise: NodeId;
  readonly pointwise: NodeId;
  /** The sizes of the depthwise kernel. */
  readonly kernel: readonly number[];
  /** What comes in, what the depthwise convolution makes of it, and what goes out. */
  readonly channels: { readonly inputs: number; readonly filtered: number; readonly outputs: number };
  /** Of the map that both make. */
  readonly pixels: number;
  /** Multiplications for one pixel of all outputs. Each takes a weight of its own, so there are as many weights. */
  readonly products: { readonly depthwise: number; readonly pointwise: number; readonly plain: number };
}

/** A rectangle of one input. */
export interface Part {
  /** Which of the node's inputs it is of. */
  readonly input: number;
  /** Of its first element, which may lie before or behind the input, in the padding. */
  readonly place: Place;
  /** `channel 3`, `feature 12`. */
  readonly name: string;
  readonly rows: number;
  readonly columns: number;
  /** Rows and columns from one element to the next. */
  readonly step: readonly [rows: number, columns: number];
  /** Row by row; 0 in the padding. Null where there are too many to be written out. */
  readonly values: readonly number[] | null;
  /** Which of them are padding, or reach no element of the input. */
  readonly outside: readonly boolean[];
  /** What each is multiplied by; null where nothing is. */
  readonly weights: readonly number[] | null;
  /** The element that was taken, of several. */
  readonly taken: number | null;
  /** What the part contributes: the sum of its products, its largest element. */
  readonly result: number;
  /** The depthwise convolution's own part, where a pointwise one reads what it made. */
  readonly before: { readonly node: NodeId; readonly part: Part } | null;
}

export interface Line {
  /** `27 products`, `plus the bias 0.02`. */
  readonly words: string;
  /** What there is after it. */
  readonly value: number;
}

/** One input of the node: its shape and the numbers of the run. */
export interface Operand {
  readonly shape: readonly number[];
  at(place: Place): number;
}

/** A node in the words of its lowering, with what it reads. */
export interface Subject<L extends Lowering = Lowering> {
  readonly lowering: L;
  readonly shape: readonly number[];
  readonly operands: readonly Operand[];
  /** A tensor that the op keeps, by its name among its params. */
  parameter(name: string): Float32Array;
  /** The op's own reference, for one number: all that an activation is. */
  reference(value: number): number;
}

export type Explain<L extends Lowering> = (subject: Subject<L>, place: Place) => Explanation;
