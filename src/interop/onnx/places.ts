import type {
  CumulativeSumLowering,
  GatherLowering,
  PoolPlacesLowering,
  UnpoolLowering,
} from "../../ops/index.ts";
import type { OnnxNode, OnnxTensor } from "./onnx-model.ts";
import { reachedBehind } from "./pools.ts";
import {
  int,
  ints,
  type Named,
  node,
  outputShape,
  type Translation,
  windowOver,
  withBatch,
} from "./words.ts";

/** ONNX's numbers for its element types. */
const [float32, int64] = [1, 7];

/** ONNX's `MaxPool` counts places over the whole tensor, so they are taken modulo the size of a plane. */
export function translatePoolPlaces(unbatched: Named, lowering: PoolPlacesLowering): Translation {
  const window = windowOver(lowering);
  return withBatch(unbatched, lowering.axes, (named) => {
    const { inputs, output, shapes } = named;
    const places = (shapes[0] ?? []).slice(-lowering.axes).reduce((a, b) => a * b, 1);
    const plane: OnnxTensor = { name: `${output}/plane`, shape: [], data: [places] };
    const attributes = {
      kernel_shape: ints(window.kernel),
      strides: ints(window.stride),
      pads: ints([...window.before, ...reachedBehind(named, window)]),
      dilations: ints(window.dilation),
    };
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

/**
 * Scatters each plane, as a row, over a row of zeros: ONNX's `MaxUnpool` would count places over the whole
 * tensor.
 */
export function translateUnpool(named: Named, { from, to }: UnpoolLowering): Translation {
  const { output } = named;
  const [x = "", places = ""] = named.inputs;
  const name = (word: string): string => `${output}/${word}`;
  const list = (word: string, data: readonly number[]): OnnxTensor => ({
    name: name(word),
    shape: [data.length],
    data,
  });
  const shape = outputShape(named);
  const constants = [list("rows", [-1, from]), list("none", [1, 0]), list("width", [0, to]), shape];
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
    node("Reshape", [name("planes"), shape.name], output),
  ];
  return { nodes, constants };
}

/** A single number is its own sum, and has no axis for `CumSum`. */
export function translateCumulativeSum(named: Named, { axis }: CumulativeSumLowering): Translation {
  const { inputs, output, stage } = named;
  const [x = ""] = inputs;
  if (stage.shape.length === 0) return { nodes: [node("Identity", [x], output)], constants: [] };
  const along: OnnxTensor = { name: `${output}/axis`, shape: [], data: [axis] };
  return { nodes: [node("CumSum", [x, along.name], output)], constants: [along] };
}

/**
 * `GatherElements` wants as many axes of both; PyTorch also gathers a single number from a row, and a row from
 * one number.
 */
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
