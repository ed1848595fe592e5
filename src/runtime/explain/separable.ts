import type { NodeId } from "../../ir/index.ts";
import type { ConvolutionLowering } from "../../ops/index.ts";
import type { Stage } from "../../passes/index.ts";
import type { Explanation, Part, Place, Separable } from "./explanation.ts";

/** A depthwise convolution and the pointwise one that mixes its channels. */
export interface SeparablePair {
  readonly depthwise: Convolution;
  readonly pointwise: Convolution;
}

type Convolution = Stage & { readonly lowering: ConvolutionLowering };

/** The pairs of a program, under the nodes of both their convolutions. */
export function separablePairs(stages: readonly Stage[]): ReadonlyMap<NodeId, SeparablePair> {
  const pairs = new Map<NodeId, SeparablePair>();
  for (const pointwise of stages) {
    const depthwise = isPointwise(pointwise) ? depthwiseBefore(stages, pointwise) : null;
    if (depthwise === null || !isPointwise(pointwise)) continue;
    const pair = { depthwise, pointwise };
    pairs.set(pointwise.value, pair);
    if (!pairs.has(depthwise.value)) pairs.set(depthwise.value, pair);
  }
  return pairs;
}

/** Explains one node of a pair, beside the plain convolution in its place and with the patches behind its channels. */
export function withSeparable(
  found: Explanation,
  pair: SeparablePair,
  node: NodeId,
  explainAt: (node: NodeId, place: Place) => Explanation | null,
): Explanation {
  const separable = separableOf(pair);
  // The numbers already say what a depthwise convolution is.
  if (node !== pair.pointwise.value) return { ...found, remark: null, separable };
  const parts = found.parts.map((part) => withBefore(part, pair.depthwise.value, explainAt));
  return { ...found, parts, separable };
}

function depthwiseBefore(stages: readonly Stage[], { inputs }: Stage): Convolution | null {
  let id = inputs[0];
  for (let at: NodeId | undefined = id; at !== undefined; at = onwards(stages, at)) id = at;
  const stage = stages[id ?? -1];
  return stage !== undefined && isDepthwise(stage, stages) ? stage : null;
}

/** What a stage leaves where it is: of norms and activations their input, of a gate such as squeeze and excitation the map. */
function onwards(stages: readonly Stage[], id: NodeId): NodeId | undefined {
  const stage = stages[id];
  if (stage === undefined) return undefined;
  const { lowering, inputs, shape } = stage;
  if (between.has(lowering.family)) return inputs[0];
  if (lowering.family !== "binary") return undefined;
  const maps = inputs.filter((input) => !isOnePixel(stages[input]?.shape ?? [], shape.length));
  const [map] = maps;
  const isWhole = map !== undefined && stages[map]?.shape.join() === shape.join();
  return maps.length === 1 && isWhole ? map : undefined;
}

/** Whether there is one number for all pixels of a channel, in a map of so many axes. */
function isOnePixel(shape: readonly number[], rank: number): boolean {
  return shape.slice(2 - rank).every((size) => size === 1);
}

/** Norms and activations: what leaves channels and pixels where they are. */
const between: ReadonlySet<string> = new Set([
  ...["affine", "activation", "identity", "normalization", "local-response-norm"],
]);

function isConvolution(stage: Stage): stage is Convolution {
  return stage.lowering.family === "convolution";
}

function isPointwise(stage: Stage): stage is Convolution {
  if (!isConvolution(stage)) return false;
  const { groups, kernel, stride, padding, depth } = stage.lowering;
  const sizes = [...kernel, ...stride, depth?.kernel ?? 1, depth?.stride ?? 1];
  // With a border of its own it has more outputs than the depthwise one, and no plain convolution does the same.
  const { before = 0, after = 0 } = depth ?? {};
  const isPadded = Object.values(padding).some((border) => border !== 0) || before + after > 0;
  return groups === 1 && !isPadded && sizes.every((size) => size === 1);
}

/** Each of its outputs sees one channel of several. */
function isDepthwise(stage: Stage, stages: readonly Stage[]): stage is Convolution {
  if (!isConvolution(stage)) return false;
  const { groups } = stage.lowering;
  return groups > 1 && groups === channelsOf(stage, stages[stage.inputs[0] ?? -1]?.shape);
}

function channelsOf({ lowering: { axes } }: Convolution, shape: readonly number[] = []): number {
  return shape.at(-1 - axes) ?? 1;
}

function separableOf({ depthwise, pointwise }: SeparablePair): Separable {
  const { axes, depth, groups: inputs, kernel: plane } = depthwise.lowering;
  const kernel = [...(depth === null ? [] : [depth.kernel]), ...plane].slice(-axes);
  const taps = product(kernel);
  const filtered = channelsOf(depthwise, depthwise.shape);
  const outputs = channelsOf(pointwise, pointwise.shape);
  return {
    ...{ depthwise: depthwise.value, pointwise: pointwise.value, kernel },
    channels: { inputs, filtered, outputs },
    pixels: product(pointwise.shape.slice(-axes)),
    products: { depthwise: taps * filtered, pointwise: filtered * outputs, plain: taps * inputs * outputs },
  };
}

/** A part of one pixel, with the one patch behind it; a volume's channel comes from several, one for each slice. */
function withBefore(
  part: Part,
  node: NodeId,
  explainAt: (node: NodeId, place: Place) => Explanation | null,
): Part {
  const made = part.outside[0] === true ? [] : (explainAt(node, part.place)?.parts ?? []);
  const [only] = made;
  return only === undefined || made.length > 1 ? part : { ...part, before: { node, part: only } };
}

function product(sizes: readonly number[]): number {
  return sizes.reduce((a, b) => a * b, 1);
}
