import type {
  CumulativeSumLowering,
  GatherLowering,
  PoolPlacesLowering,
  UnpoolLowering,
} from "../../ops/index.ts";
import type { OnnxNode, OnnxTensor } from "./onnx-model.ts";
import { int, ints, type Named, node, type Translation, windowOver, withBatch } from "./words.ts";

/** ONNX's numbers of types. */
const [float32, int64] = [1, 7];

/** Its `MaxPool` counts places over the whole tensor. */
export function translatePoolPlaces(unbatched: Named, lowering: PoolPlacesLowering): Translation | null {
  const { kernel, stride, before, after, dilation } = windowOver(lowering);
  const from = (unbatched.shapes[0] ?? []).slice(-lowering.axes);
  const to = unbatched.stage.shape.slice(-lowering.axes);
  // So far as the last window reaches.
  const end = to.map((size, axis) => {
    const covered = (dilation[axis] ?? 1) * ((kernel[axis] ?? 1) - 1) + 1;
    const last = (size - 1) * (stride[axis] ?? 1) + covered;
    return Math.max(after[axis] ?? 0, last - (from[axis] ?? 1) - (before[axis] ?? 0));
  });
  const attributes = {
    kernel_shape: ints(kernel),
    strides: ints(stride),
    pads: ints([...before, ...end]),
    dilations: ints(dilation),
  };
  return withBatch(unbatched, lowering.axes, (named) => {
    const { inputs, output } = named;
    const plane: OnnxTensor = { name: `${output}/plane`, shape: [], data: [from.reduce((a, b) => a * b, 1)] };
    const pool: OnnxNode = {
      ...node("MaxPool", inputs, `${output}/largest`, attributes),
      outputs: [`${output}/largest`, `${output}/all`],
    };
    const nodes = [
      pool,
      node("Mod", [`${output}/all`, plane.name], `${output}/whole`),
      node("Cast", [`${output}/whole`], output, { to: int(float32) }),
    ];
    return { nodes, constants: [plane] };
  });
}

/** Rows of planes, scattered over rows of zeros: `MaxUnpool` would count places over the whole tensor. */
export function translateUnpool(named: Named, { from, to }: UnpoolLowering): Translation {
  const { output, sizes } = named;
  const [x = "", places = ""] = named.inputs;
  const name = (word: string): string => `${output}/${word}`;
  const list = (word: string, data: readonly number[]): OnnxTensor => ({
    name: name(word),
    shape: [data.length],
    data,
  });
  const constants = [
    list("rows", [-1, from]),
    list("none", [1, 0]),
    list("width", [0, to]),
    list(
      "shape",
      sizes.map((size) => (typeof size === "number" ? size : -1)),
    ),
  ];
  const nodes = [
    node("Reshape", [x, name("rows")], name("numbers")),
    node("Reshape", [places, name("rows")], name("places")),
    node("Cast", [name("places")], name("whole"), { to: int(int64) }),
    node("Shape", [name("numbers")], name("from")),
    node("Mul", [name("from"), name("none")], name("count")),
    node("Add", [name("count"), name("width")], name("to")),
    node("ConstantOfShape", [name("to")], name("zeros")),
    node("ScatterElements", [name("zeros"), name("whole"), name("numbers")], name("planes"), {
      axis: int(1),
    }),
    node("Reshape", [name("planes"), name("shape")], output),
  ];
  return { nodes, constants };
}

/** A single number has no axis, and is its own sum. */
export function translateCumulativeSum(named: Named, { axis }: CumulativeSumLowering): Translation {
  const { inputs, output, stage } = named;
  const [x = ""] = inputs;
  if (stage.shape.length === 0) return { nodes: [node("Identity", [x], output)], constants: [] };
  const along: OnnxTensor = { name: `${output}/axis`, shape: [], data: [axis] };
  return { nodes: [node("CumSum", [x, along.name], output)], constants: [along] };
}

/** Null where a single place is named on a row, or a row of places on a single number. */
export function translateGather(named: Named, { axis }: GatherLowering): Translation | null {
  const { inputs, output, shapes } = named;
  const [x = "", index = ""] = inputs;
  if (shapes[0]?.length !== shapes[1]?.length) return null;
  const nodes = [
    node("Cast", [index], `${output}/whole`, { to: int(int64) }),
    node("GatherElements", [x, `${output}/whole`], output, { axis: int(axis) }),
  ];
  return { nodes, constants: [] };
}
