import type { ActivationFunction } from "./shared/activation-function.generated.ts";
import type {
  AffineGridLowering,
  CumulativeSumLowering,
  GatherLowering,
  GridSampleLowering,
  UnpoolLowering,
} from "./shared/place-lowerings.ts";

export type * from "./shared/place-lowerings.ts";

/**
 * An op in the words of the runtime: a handful of kernel families instead of a list of ops. The runtime's planner
 * chooses layout, algorithm, fusion and kernel by these; a new op that fits a family needs nothing in the runtime.
 * Sizes of inputs and outputs are not repeated here: they are the nodes' shapes. All tensors are NCHW float32.
 */
export type Lowering =
  | ConvolutionLowering
  | TransposedConvolutionLowering
  | ResizeLowering
  | LinearLowering
  | MatmulLowering
  | PoolLowering
  | PoolPlacesLowering
  | UnpoolLowering
  | AdaptivePoolLowering
  | AffineLowering
  | ActivationLowering
  | BinaryLowering
  | SelectLowering
  | MeanLowering
  | ReductionLowering
  | CumulativeSumLowering
  | SoftmaxLowering
  | LocalResponseNormLowering
  | NormalizationLowering
  | FunctionalLowering
  | ConcatLowering
  | SliceLowering
  | PermuteLowering
  | PickLowering
  | GatherLowering
  | AffineGridLowering
  | GridSampleLowering
  | UnfoldLowering
  | FoldLowering
  | ReshapeLowering
  | IdentityLowering
  | ParameterLowering
  | SourceLowering;

export type Pair = readonly [height: number, width: number];

/**
 * A family over images takes signals [N, C, L] as images of one row, and volumes [N, C, D, H, W] as a depth of images. Its
 * pairs speak of height and width.
 */
export interface OverImages {
  /** How many axes follow the channels. */
  readonly axes: 0 | 1 | 2 | 3;
}

/** Images of a volume, before and after. */
export interface Depth {
  readonly from: number;
  readonly to: number;
}

/** As `DepthWindow`, of a transposed convolution. */
export interface TransposedDepth extends DepthWindow {
  readonly outputPadding: number;
}

/** A window that slides over the depth. */
export interface DepthWindow extends Depth {
  readonly kernel: number;
  readonly stride: number;
  /** Padding at the front and at the back. */
  readonly before: number;
  readonly after: number;
  readonly dilation: number;
}

/** Padding on each side, in elements. */
export interface Padding {
  readonly top: number;
  readonly bottom: number;
  readonly left: number;
  readonly right: number;
}

/** Cross-correlation as in PyTorch; weight [outChannels, inChannels/groups, …kernel], bias [outChannels]. */
export interface ConvolutionLowering extends OverImages {
  readonly family: "convolution";
  readonly kernel: Pair;
  readonly stride: Pair;
  readonly padding: Padding;
  readonly dilation: Pair;
  readonly groups: number;
  /** Names among the op's params; bias null where there is none. */
  readonly weight: string;
  readonly bias: string | null;
  /** The window along the depth of volumes; null for all others. */
  readonly depth: DepthWindow | null;
}

/**
 * The gradient of a convolution with respect to its input: input pixel i and tap t add to output
 * i · stride + t · dilation − padding. Weight [inChannels, outChannels/groups, …kernel], bias [outChannels].
 */
export interface TransposedConvolutionLowering extends OverImages {
  readonly family: "transposed-convolution";
  readonly kernel: Pair;
  readonly stride: Pair;
  /** Taken off on every side. */
  readonly padding: Pair;
  /** Rows and columns more at the end. */
  readonly outputPadding: Pair;
  readonly dilation: Pair;
  readonly groups: number;
  readonly weight: string;
  readonly bias: string | null;
  /** The window along the depth of volumes; null for all others. */
  readonly depth: TransposedDepth | null;
}

/**
 * Height and width to the node's. `mixturesOf` says which inputs each output row and column is made from; it is
 * PyTorch's rule on a CPU, in single precision: output i stands at i · step for `nearest`, which takes the floor, at
 * (i + ½) · step for `nearest-exact`, which does so too, and at max((i + ½) · step − ½, 0) for `bilinear`, which mixes the two
 * neighbours; `bicubic` mixes four by Keys' curve (1981), and may stand before the first. The step is 1 / scale where a scale is
 * given, else input / output; with `alignCorners` the place is i · (input − 1) / (output − 1). An axis whose size stays
 * is copied by `bilinear`.
 */
export interface ResizeLowering extends OverImages {
  readonly family: "resize";
  readonly mode: "nearest" | "nearest-exact" | "bilinear" | "bicubic";
  readonly alignCorners: boolean;
  /** Whether more neighbours are mixed where the image becomes smaller, as many as are needed for a smooth one. */
  readonly antialias: boolean;
  /** The author's factors; null where a size was given instead. */
  readonly scale: Pair | null;
  /** The depths of volumes and the author's factor there; null for all others. */
  readonly depth: (Depth & { readonly scale: number | null }) | null;
}

/** One row or column of the input as it is (share 1), or several with shares that sum to 1. */
export type Mixture = readonly (readonly [index: number, share: number])[];

/** y = x · Wᵀ + b over the last axis; weight [outFeatures, inFeatures]. */
export interface LinearLowering {
  readonly family: "linear";
  readonly weight: string;
  readonly bias: string | null;
}

/** The product of the last two axes of both inputs, for each place of the axes before them, which broadcast. */
export interface MatmulLowering {
  readonly family: "matmul";
}

export interface PoolLowering extends OverImages {
  readonly family: "pool";
  readonly mode: "max" | "average";
  readonly kernel: Pair;
  readonly stride: Pair;
  readonly padding: Padding;
  readonly dilation: Pair;
  /**
   * Average pooling's divisor: what of the window lies inside the padded input, or inside the unpadded one. A last
   * window in ceil mode may hang over the padding; that part never counts.
   */
  readonly countIncludePad: boolean;
  /** The window along the depth of volumes; null for all others. */
  readonly depth: DepthWindow | null;
}

/** The place of the largest number under each window, row-major in its plane or volume: the first, or the last NaN. */
export interface PoolPlacesLowering
  extends OverImages,
    Pick<PoolLowering, "kernel" | "stride" | "padding" | "dilation" | "depth"> {
  readonly family: "pool-places";
}

/** Output cell i is the mean or the largest of rows ⌊i·H/outH⌋ to ⌈(i+1)·H/outH⌉; likewise columns. */
export interface AdaptivePoolLowering extends OverImages {
  readonly family: "adaptive-pool";
  readonly mode: "max" | "average";
  /** The depths of volumes; null for all others. */
  readonly depth: Depth | null;
}

/** Batch normalisation at inference: (x − mean) / √(variance + epsilon) · weight + bias per channel. */
export interface AffineLowering extends OverImages {
  readonly family: "affine";
  readonly weight: string | null;
  readonly bias: string | null;
  readonly mean: string;
  readonly variance: string;
  readonly epsilon: number;
}

export interface ActivationLowering {
  readonly family: "activation";
  /** `gelu` is the exact x·Φ(x); `gelu-tanh` its approximation. */
  readonly fn: ActivationFunction;
  /** The function's parameter, such as LeakyReLU's negative slope; 0 where it has none. */
  readonly alpha: number;
  /** The second parameter of a function that has two; null for all others. */
  readonly second: number | null;
  /** What `clamp` limits to; null for all others. */
  readonly limits: Limits | null;
  /** Whether what becomes of 0 is no finite number, as of its logarithm. */
  readonly hasPoleAtZero: boolean;
}

/** The smallest and the largest number; null is none. */
export interface Limits {
  readonly least: number | null;
  readonly most: number | null;
}

/** Element by element, broadcasting as NumPy does. */
export interface BinaryLowering {
  readonly family: "binary";
  readonly fn:
    | "add"
    | "subtract"
    | "multiply"
    | "divide"
    | "maximum"
    | "minimum"
    | "power"
    /* 1 where it holds, 0 elsewhere. */
    | "equal"
    | "not-equal"
    | "less"
    | "less-equal"
    | "greater"
    | "greater-equal"
    /** The left where it is not negative, the product elsewhere. */
    | "slope-below-0";
}

/** Three inputs that broadcast: where the first is not 0, the second; elsewhere, the third. */
export interface SelectLowering {
  readonly family: "select";
}

/** The mean over the given axes (not negative, ascending). */
export interface MeanLowering {
  readonly family: "mean";
  readonly axes: readonly number[];
}

/** One number for all that differ along these axes only (not negative, ascending). */
export interface ReductionLowering {
  readonly family: "reduction";
  readonly fn: Reduction;
  readonly axes: readonly number[];
  /** What is taken off the count for `var` and `std`, the order of a `norm`; 0 for all others. */
  readonly parameter: number;
}

export type Reduction =
  | "sum"
  | "max"
  | "min"
  | "prod"
  | "var"
  | "std"
  | "norm"
  | "logsumexp"
  | "argmax"
  | "argmin";

export interface SoftmaxLowering {
  readonly family: "softmax";
  readonly axis: number;
  /** Whether the probabilities' logarithms are wanted. */
  readonly logarithm: boolean;
}

/** x / (k + alpha / size · Σ x²)^beta over `size` neighbouring channels (Krizhevsky et al. 2012, as in PyTorch). */
export interface LocalResponseNormLowering {
  readonly family: "local-response-norm";
  readonly size: number;
  readonly alpha: number;
  readonly beta: number;
  readonly k: number;
}

/**
 * (x − mean) / √(variance + epsilon) · weight + bias with the mean and the variance (divided by the count) of parts of
 * each sample: of channels in equal groups, all pixels together (weight and bias a channel), or of the last axes
 * (weight and bias as these); `pixels` is the planner's word for a last axis that is stored as an image's channels.
 */
export interface NormalizationLowering {
  readonly family: "normalization";
  readonly over:
    | { readonly kind: "groups"; readonly groups: number; readonly channelAxis: number }
    | { readonly kind: "last-axes" | "pixels"; readonly count: number };
  readonly weight: string | null;
  readonly bias: string | null;
  readonly epsilon: number;
}

/** A layer's lowering whose tensors are inputs: behind the first one, those of these names. */
export interface FunctionalLowering {
  readonly family: "functional";
  readonly layer: WeightedLowering;
  readonly given: readonly string[];
}

/** A layer that a function can be, with tensors that it is given. */
export type WeightedLowering =
  | ConvolutionLowering
  | TransposedConvolutionLowering
  | AffineLowering
  | NormalizationLowering;

export interface ConcatLowering {
  readonly family: "concat";
  readonly axis: number;
}

/** As much of an axis, from `start` on, as the node's shape has of it. */
export interface SliceLowering {
  readonly family: "slice";
  readonly axis: number;
  readonly start: number;
}

/**
 * The input under these sizes, its axes in another order (the result's axis i is `order[i]`), under the node's shape.
 */
export interface PermuteLowering {
  readonly family: "permute";
  readonly sizes: readonly number[];
  readonly order: readonly number[];
}

/**
 * The input under these sizes, taken apart axis by axis: element (i, j, …) of the result is the input's element
 * (places[0][i], places[1][j], …), and `fill` where one of them is −1. An axis with null stays as it is. The result stands
 * under the node's shape.
 */
export interface PickLowering {
  readonly family: "pick";
  readonly sizes: readonly number[];
  readonly places: readonly (readonly number[] | null)[];
  readonly fill: number;
}

/** A window that slides over an image, with zeros around it. */
export interface ColumnsWindow {
  readonly kernel: Pair;
  readonly stride: Pair;
  readonly padding: Pair;
  readonly dilation: Pair;
}

/** A column of what lies under the window for each of its places, channel after channel. */
export interface UnfoldLowering extends ColumnsWindow {
  readonly family: "unfold";
}

/** Such columns added up, each where the window takes it from, to an image of this height and width. */
export interface FoldLowering extends ColumnsWindow {
  readonly family: "fold";
  readonly size: Pair;
}

/** The same numbers in the same row-major order under the node's shape. */
export interface ReshapeLowering {
  readonly family: "reshape";
}

/** The output is the input: dropout at inference. */
export interface IdentityLowering {
  readonly family: "identity";
}

/** A tensor that the model keeps, as it is: the op's param of that name. */
export interface ParameterLowering {
  readonly family: "parameter";
  readonly weight: string;
}

/** A tensor that comes from nowhere: the model's input, or a constant. */
export interface SourceLowering {
  readonly family: "source";
  /** `given` is filled by the caller; `randn` and `rand` from the stream of that number; the constants with their values. */
  readonly fill:
    | { readonly kind: "given" | "randn" | "rand"; readonly stream: number }
    | { readonly kind: "constant"; readonly value: number }
    | { readonly kind: "numbers"; readonly values: readonly number[] };
}
