import type {
  ConvolutionLowering,
  LinearLowering,
  Lowering,
  MeanLowering,
  ParameterLowering,
  SourceLowering,
  TransposedConvolutionLowering,
} from "../../ops/index.ts";
import { translateActivation } from "./activations.ts";
import { translateAffine } from "./affine.ts";
import { translateBinary, translateSelect } from "./binary.ts";
import { translateFold, translateUnfold } from "./columns.ts";
import { withGivenTensors } from "./functional.ts";
import { translateAffineGrid, translateGridSample } from "./grid.ts";
import { translateLocalResponseNorm } from "./local-response-norm.ts";
import { translateNormalization } from "./normalizations.ts";
import { translatePick } from "./pick.ts";
import { translateCumulativeSum, translateGather, translatePoolPlaces, translateUnpool } from "./places.ts";
import { translateAdaptivePool, translatePool } from "./pools.ts";
import { translatePermute, translateSlice } from "./rearrange.ts";
import { translateReduction } from "./reduction.ts";
import { translateResize } from "./resize.ts";
import {
  int,
  ints,
  type Named,
  node,
  outputShape,
  parameterName,
  single,
  spatial,
  type Translation,
  windowOver,
  withBatch,
  withParameters,
} from "./words.ts";

type Translate<F extends Lowering["family"]> = (
  named: Named,
  lowering: Extract<Lowering, { readonly family: F }>,
) => Translation | null;

/** A row for each family. */
const families: { readonly [F in Lowering["family"]]: Translate<F> } = {
  convolution: translateConvolution,
  "transposed-convolution": translateTransposed,
  resize: translateResize,
  linear: translateLinear,
  pool: translatePool,
  "pool-places": translatePoolPlaces,
  unpool: translateUnpool,
  "adaptive-pool": translateAdaptivePool,
  affine: translateAffine,
  activation: translateActivation,
  binary: translateBinary,
  select: translateSelect,
  mean: translateMean,
  reduction: translateReduction,
  "cumulative-sum": translateCumulativeSum,
  softmax: (named, { axis, logarithm }) =>
    single(named, logarithm ? "LogSoftmax" : "Softmax", { axis: int(axis) }),
  "local-response-norm": translateLocalResponseNorm,
  normalization: translateNormalization,
  functional: (named, lowering) => translate(withGivenTensors(named, lowering), lowering.layer),
  concat: (named, { axis }) => single(named, "Concat", { axis: int(axis) }),
  slice: translateSlice,
  permute: translatePermute,
  pick: translatePick,
  gather: translateGather,
  "affine-grid": translateAffineGrid,
  "grid-sample": translateGridSample,
  unfold: translateUnfold,
  fold: translateFold,
  reshape: translateReshape,
  identity: (named) => single(named, "Identity"),
  matmul: (named) => single(named, "MatMul"),
  parameter: translateParameter,
  source: translateSource,
};

export function translate<F extends Lowering["family"]>(
  named: Named,
  lowering: Extract<Lowering, { readonly family: F }>,
): Translation | null {
  return families[lowering.family as F](named, lowering);
}

function translateConvolution(unbatched: Named, lowering: ConvolutionLowering): Translation {
  const { kernel, stride, before, after, dilation } = windowOver(lowering);
  const attributes = {
    kernel_shape: ints(kernel),
    strides: ints(stride),
    pads: ints([...before, ...after]),
    dilations: ints(dilation),
    group: int(lowering.groups),
  };
  const parameters = [lowering.weight, lowering.bias];
  return withBatch(unbatched, lowering.axes, (named) =>
    single(withParameters(named, parameters), "Conv", attributes),
  );
}

function translateTransposed(unbatched: Named, lowering: TransposedConvolutionLowering): Translation | null {
  const { axes, depth, groups } = lowering;
  const [top, left] = lowering.padding;
  const {
    kernel,
    stride,
    dilation,
    before: padding,
  } = windowOver({
    ...lowering,
    padding: { top, left, bottom: top, right: left },
  });
  const outputPadding = spatial(axes, depth?.outputPadding, lowering.outputPadding);
  // ONNX Runtime wants it below the stride, PyTorch below stride or dilation; less padding at the end says the same.
  const isLess = outputPadding.every((more, axis) => more < (stride[axis] ?? 1));
  const end = isLess ? padding : padding.map((size, axis) => size - (outputPadding[axis] ?? 0));
  if (end.some((size) => size < 0)) return null;
  const attributes = {
    kernel_shape: ints(kernel),
    strides: ints(stride),
    pads: ints([...padding, ...end]),
    output_padding: ints(isLess ? outputPadding : padding.map(() => 0)),
    dilations: ints(dilation),
    group: int(groups),
  };
  const parameters = [lowering.weight, lowering.bias];
  return withBatch(unbatched, axes, (named) =>
    single(withParameters(named, parameters), "ConvTranspose", attributes),
  );
}

/** `Gemm` is for matrices; other ranks take a product and a sum. */
function translateLinear(named: Named, { weight, bias }: LinearLowering): Translation {
  if (named.stage.shape.length === 2) {
    return single(withParameters(named, [weight, bias]), "Gemm", { transB: int(1) });
  }
  const [input = ""] = named.inputs;
  const transposed = `${named.output}/weight`;
  const product = bias === null ? named.output : `${named.output}/product`;
  const nodes = [
    node("Transpose", [parameterName(named, weight)], transposed, { perm: ints([1, 0]) }),
    node("MatMul", [input, transposed], product),
  ];
  if (bias !== null) nodes.push(node("Add", [product, parameterName(named, bias)], named.output));
  return { nodes, constants: [] };
}

function translateMean(named: Named, { axes }: MeanLowering): Translation {
  const keeps = named.stage.shape.length === (named.shapes[0]?.length ?? 0);
  return single(named, "ReduceMean", { axes: ints(axes), keepdims: int(keeps ? 1 : 0) });
}

function translateReshape(named: Named): Translation {
  const shape = outputShape(named);
  const nodes = [node("Reshape", [named.inputs[0] ?? "", shape.name], named.output)];
  return { nodes, constants: [shape] };
}

/** A tensor of one value. Of a batch that only a run knows it would have no size. */
function translateSource({ stage, output, sizes }: Named, { fill }: SourceLowering): Translation | null {
  if (fill.kind !== "constant" && fill.kind !== "numbers") return null;
  if (sizes.some((size) => typeof size !== "number")) return null;
  const count = stage.shape.reduce((product, size) => product * size, 1);
  const data =
    fill.kind === "numbers" ? Float32Array.from(fill.values) : new Float32Array(count).fill(fill.value);
  return { nodes: [], constants: [{ name: output, shape: stage.shape, data }] };
}

/** The parameter is among the file's tensors, under its own name; the node only gives it the name of a value. */
function translateParameter({ stage, output }: Named, { weight }: ParameterLowering): Translation {
  const name = stage.parameters[weight]?.name ?? "";
  return { nodes: [node("Identity", [name], output)], constants: [] };
}
