import type { Reduction, ReductionLowering } from "../../ops/index.ts";
import type { OnnxAttribute, OnnxNode, OnnxTensor } from "./onnx-model.ts";
import { int, ints, type Named, node, scalar, single, type Translation } from "./words.ts";

type Lowered = Omit<ReductionLowering, "family">;

/** A row for each function. */
const reductions: Readonly<Record<Reduction, (named: Named, lowering: Lowered) => Translation | null>> = {
  sum: translateSum,
  max: (named, lowering) => single(named, "ReduceMax", over(named, lowering)),
  min: (named, lowering) => single(named, "ReduceMin", over(named, lowering)),
  prod: (named, lowering) => single(named, "ReduceProd", over(named, lowering)),
  var: (named, lowering) => translateVariance(named, lowering, false),
  std: (named, lowering) => translateVariance(named, lowering, true),
  norm: translateNorm,
  logsumexp: (named, lowering) => single(named, "ReduceLogSumExp", over(named, lowering)),
  argmax: (named, lowering) => translatePlace(named, lowering, "ArgMax"),
  argmin: (named, lowering) => translatePlace(named, lowering, "ArgMin"),
};

export function translateReduction(named: Named, lowering: ReductionLowering): Translation | null {
  return reductions[lowering.fn](named, lowering);
}

function over(named: Named, { axes }: Lowered): Readonly<Record<string, OnnxAttribute>> {
  return { axes: ints(axes), keepdims: keepdims(named) };
}

function keepdims(named: Named): OnnxAttribute {
  return int(named.stage.shape.length === (named.shapes[0]?.length ?? 0) ? 1 : 0);
}

/** Since version 13 its axes are an input, unlike those of its kin. */
function translateSum(named: Named, lowering: Lowered): Translation {
  const { sum, axes } = sumOf(named, lowering, named.inputs[0] ?? "", named.output);
  return { nodes: [sum], constants: [axes] };
}

function sumOf(named: Named, { axes }: Lowered, from: string, to: string) {
  const name = `${named.output}/axes`;
  const sum: OnnxNode = node("ReduceSum", [from, name], to, { keepdims: keepdims(named) });
  const constant: OnnxTensor = { name, shape: [axes.length], data: [...axes] };
  return { sum, axes: constant };
}

/** Null where the count is a batch that only a run knows. */
function translateVariance(named: Named, lowering: Lowered, root: boolean): Translation | null {
  const { output, shapes, sizes } = named;
  const [x = ""] = named.inputs;
  const isOpen = sizes.some((size) => typeof size !== "number");
  if (isOpen && lowering.axes.includes(0)) return null;
  const count = lowering.axes.reduce((product, axis) => product * (shapes[0]?.[axis] ?? 1), 1);
  const { sum, axes } = sumOf(named, lowering, `${output}/squares`, `${output}/sum`);
  const divisor = scalar(named, "divisor", Math.max(count - lowering.parameter, 0));
  const variance = root ? `${output}/variance` : output;
  const nodes = [
    node("ReduceMean", [x], `${output}/mean`, { axes: ints(lowering.axes), keepdims: int(1) }),
    node("Sub", [x, `${output}/mean`], `${output}/deviation`),
    node("Mul", [`${output}/deviation`, `${output}/deviation`], `${output}/squares`),
    sum,
    node("Div", [`${output}/sum`, divisor.name], variance),
    ...(root ? [node("Sqrt", [variance], output)] : []),
  ];
  return { nodes, constants: [axes, divisor] };
}

function translateNorm(named: Named, lowering: Lowered): Translation {
  const { output } = named;
  const { parameter: order } = lowering;
  if (order === 1 || order === 2) return single(named, `ReduceL${order}`, over(named, lowering));
  const { sum, axes } = sumOf(named, lowering, `${output}/powers`, `${output}/sum`);
  const constants = [axes, scalar(named, "order", order), scalar(named, "inverse", 1 / order)];
  const nodes = [
    node("Abs", [named.inputs[0] ?? ""], `${output}/sizes`),
    node("Pow", [`${output}/sizes`, `${output}/order`], `${output}/powers`),
    sum,
    node("Pow", [`${output}/sum`, `${output}/inverse`], output),
  ];
  return { nodes, constants };
}

/** ONNX's number for float32 among types. */
const float32 = 1;

/** Places are whole numbers in ONNX, and along one axis; null for several of them that are not all. */
function translatePlace(named: Named, { axes }: Lowered, op: "ArgMax" | "ArgMin"): Translation | null {
  const { output, shapes, stage, sizes } = named;
  const cast = node("Cast", [`${output}/place`], output, { to: int(float32) });
  const [x = ""] = named.inputs;
  const [axis] = axes;
  if (axis !== undefined && axes.length === 1) {
    const place = node(op, [x], `${output}/place`, { axis: int(axis), keepdims: keepdims(named) });
    return { nodes: [place, cast], constants: [] };
  }
  if (axes.length !== shapes[0]?.length || sizes.some((size) => typeof size !== "number")) return null;
  const constants = [
    { name: `${output}/all`, shape: [1], data: [-1] },
    { name: `${output}/shape`, shape: [stage.shape.length], data: stage.shape },
  ];
  const nodes = [
    node("Reshape", [x, `${output}/all`], `${output}/row`),
    node(op, [`${output}/row`], `${output}/first`, { axis: int(0), keepdims: int(0) }),
    node("Reshape", [`${output}/first`, `${output}/shape`], `${output}/place`),
    cast,
  ];
  return { nodes, constants };
}
