import type { Checked } from "../base/index.ts";
import type { Attrs, Dim, Shape, SumDim, UnknownDim } from "../ir/index.ts";
import type { Problem, ProblemCode } from "../problems/index.ts";
import type { Lowering } from "./lowering.ts";
import type { ReferenceTensor } from "./reference-tensor.ts";

/**
 * Everything there is to know about one op. One file a kind, one line in `index.ts`; no code outside `ops/` asks
 * which op it holds. Members are methods, so that every op is an `OpDefinition<string, Attrs>`.
 */
export interface OpDefinition<K extends string, A extends Attrs> {
  /** Its name in the IR; the file's name too. */
  readonly kind: K;
  /** Colours the preview and groups the legend. */
  readonly category: Category;
  /** PyTorch's name for it: the class `Conv2d`, or the function `cat` where there is no class. */
  readonly displayName: string;
  /** The module of PyTorch in which its documentation has that class, where it is not `torch.nn`. */
  readonly documentedIn?: string;
  /** One line for the hover and the op table. */
  readonly summary: string;
  /** The name and what sets this one apart, for people: `Conv2d 3×3, 64→128, stride 2`. */
  title(attrs: A, inputs: readonly Shape[]): string;
  /** What is impossible about the attributes alone, whatever the inputs: told where the layer is constructed. */
  check(attrs: A): readonly OpProblem[];
  /** The shape rule. Total: wrong inputs give the best guess and the reason, never a throw. */
  infer(attrs: A, inputs: readonly Shape[]): Checked<Shape, OpProblem>;
  /** Names and shapes of the tensors that the op keeps, in PyTorch's names and layouts. */
  params(attrs: A): Readonly<Record<string, ParamSpec>>;
  /** Multiply–accumulates of convolutions and matrix products; 0 for everything else. */
  macs(attrs: A, inputs: readonly Shape[], output: Shape): Dim;
  /** What the MACs are the product of; present exactly where there are any. */
  readonly macsFactors?: readonly MacsFactor<A>[];
  /** Elementary operations that are not MACs (see `Counts.elementwise`), bias additions included. */
  elementwise(attrs: A, inputs: readonly Shape[], output: Shape): Dim;
  /** Whether it puts the same numbers, in their order, under other sizes: only such an op can fold a batch. */
  readonly regroups?: true;
  /** Present where its result is a view of its input in PyTorch, or may be: changing one in place changes the other. */
  readonly view?: ViewRule<A>;
  /** Whether it subtracts each channel's own mean: a constant that is added to a channel before it is lost. */
  readonly centresChannels?: true;
  /** Whether what it gives along an axis are probabilities, which sum to 1. */
  readonly sumsToOne?: true;
  /** How far one output element sees: a window over the last axes, the whole input, or its own place only. */
  window(attrs: A, inputs: readonly Shape[]): Window;
  /** The plainest correct implementation: the oracle of every kernel. */
  reference(
    attrs: Concrete<A>,
    inputs: readonly ReferenceTensor[],
    params: Readonly<Record<string, ReferenceTensor>>,
  ): ReferenceTensor;
  /** The op in the runtime's words. Only called for attributes and shapes that are numbers. */
  lower(attrs: Concrete<A>, inputs: readonly (readonly number[])[]): Lowering;
  /** Worked by hand: the op's tests, its docs, the seeds for fuzzing. */
  readonly examples: readonly OpExample<A>[];
  /** Attributes that `check` refuses. */
  readonly refusals?: readonly OpRefusal<A>[];
}

export type AnyOp = OpDefinition<string, Attrs>;

export type Category =
  | "source"
  | "convolution"
  | "normalization"
  | "activation"
  | "pooling"
  | "linear"
  | "combine"
  | "shape"
  | "regularization";

/** A factor of an op's MACs. */
export interface MacsFactor<A extends Attrs> {
  /** What it counts, as a plural: "outputs". */
  readonly name: string;
  of(attrs: A, inputs: readonly Shape[], output: Shape): Dim;
}

/** How a view lies in what it views. */
export interface ViewRule<A extends Attrs> {
  /** Present where PyTorch makes a copy instead if the numbers are not consecutive in memory. */
  readonly mayCopy?: true;
  /** Whether the view's numbers follow each other in memory where those of what it views do. */
  keepsOrder(attrs: A, source: Shape, part: Shape): boolean;
  /** The view's strides, given those of what it views; absent or undefined where these are not enough to tell. */
  strides?(attrs: A, source: Shape, strides: readonly number[], part: Shape): readonly number[] | undefined;
  /**
   * What gives the tensor that is viewed after the view was changed, as applications of ops one after the other; none where it is
   * the changed view itself. Null where the view stands for what lies there more than once, or its place is not known.
   */
  putBack(attrs: A, views: ViewedShapes): readonly PutBackStep[] | null;
}

export interface ViewedShapes {
  /** What is viewed. */
  readonly source: Shape;
  /** The view. */
  readonly part: Shape;
}

export interface PutBackStep {
  readonly op: string;
  readonly attrs: Attrs;
  /** What is viewed, as it was before; the changed view; or the result of an earlier step. */
  readonly inputs: readonly ("source" | "part" | number)[];
}

/** A tensor that an op keeps. */
export interface ParamSpec {
  readonly shape: Shape;
  /** Learned tensors are parameters; the others, like running statistics, are buffers. */
  readonly learned: boolean;
  readonly init: Init;
  /** Present where an unknown attribute decides whether the op keeps it, or how many axes it has. */
  readonly isDoubtful?: true;
}

/** Where a parameter starts. */
export type Init =
  | { readonly kind: "constant"; readonly value: number }
  /** Uniform in ±1/√fanIn, PyTorch's Kaiming default (He et al. 2015). */
  | { readonly kind: "kaiming-uniform"; readonly fanIn: Dim }
  | { readonly kind: "uniform"; readonly from: number; readonly to: number }
  | { readonly kind: "normal"; readonly mean: number; readonly deviation: number }
  /** Row-major, as many as it has. */
  | { readonly kind: "numbers"; readonly values: readonly number[] }
  /** Mean 0 and deviation gain / √fan (Glorot and Bengio 2010, He et al. 2015). */
  | { readonly kind: "fan-normal" | "fan-uniform"; readonly gain: number; readonly fan: Fan }
  /** Normal, redrawn where it lies outside the bounds. */
  | {
      readonly kind: "truncated-normal";
      readonly mean: number;
      readonly deviation: number;
      readonly from: number;
      readonly to: number;
    }
  /**
   * Orthogonal rows, or columns if there are fewer, of the length `gain`. The axes after the first count as one.
   */
  | { readonly kind: "orthogonal"; readonly gain: number }
  /** Normal around 0, with zeros in this share of the rows of each column, rounded up (Martens 2010). */
  | { readonly kind: "sparse"; readonly sparsity: number; readonly deviation: number }
  /** The weight of a convolution that passes on the channels of each group. */
  | { readonly kind: "dirac"; readonly groups: number }
  /** Calculated in the file from something unknown. */
  | { readonly kind: "open"; readonly reason: string };

/** Counts the inputs of a neuron, the neurons that take its output, or the mean of both. */
export type Fan = "in" | "out" | "mean";

export type Window =
  | { readonly kind: "pointwise" }
  | {
      readonly kind: "sliding";
      /** What one output covers along each of the last axes, dilation included. */
      readonly size: readonly Dim[];
      readonly stride: readonly Dim[];
    }
  | {
      readonly kind: "resampling";
      /** Places of the input that one output sees along each of the last axes. */
      readonly size: readonly Dim[];
      /** As many outputs as `to` stand where `from` inputs do. */
      readonly from: readonly Dim[];
      readonly to: readonly Dim[];
    }
  /** The axes stand in another order, and with them height and width: the output's axis i is the input's `order[i]`. */
  | { readonly kind: "permuted"; readonly order: readonly number[] }
  /** One output sees all along these axes, and its own place on the others; it may have a place on these, too. */
  | { readonly kind: "mixed"; readonly axes: readonly number[]; readonly keepsPlace: boolean }
  | { readonly kind: "whole" };

/** Why an op refuses its attributes or inputs. */
export type OpProblem = Problem & {
  /** Which part is at fault; the analyzer finds the place in the source that gave it. */
  readonly blame: Blame;
};

export type Blame =
  | { readonly kind: "attr"; readonly name: string }
  | { readonly kind: "input"; readonly index: number };

/** The same attributes with every size a plain number. */
export type Concrete<T> = T extends SumDim | UnknownDim
  ? never
  : T extends readonly (infer _)[] | object
    ? { readonly [K in keyof T]: Concrete<T[K]> }
    : T;

/** Attributes and input shapes with what must come of them. */
export interface OpExample<A extends Attrs> {
  /** What the row shows, as a sentence's rest: "stride 2 halves an even size". */
  readonly name: string;
  readonly attrs: A;
  readonly inputs: readonly Shape[];
  readonly output: Shape;
  /** Learned numbers in all. */
  readonly parameters: number;
  readonly macs: Dim;
  /** Codes of the problems that the row must give; none where left out. */
  readonly problems?: readonly ProblemCode[];
  /** Numbers worked out by hand or taken from PyTorch, row-major; params by their names. */
  readonly values?: ExampleValues;
}

/** Impossible attributes and the attribute that is to blame. */
export interface OpRefusal<A extends Attrs> {
  readonly name: string;
  readonly attrs: A;
  readonly problem: ProblemCode;
  readonly blames: string;
}

export interface ExampleValues {
  readonly inputs: readonly (readonly number[])[];
  readonly params?: Readonly<Record<string, readonly number[]>>;
  readonly output: readonly number[];
}
