import type { FoldLowering, UnfoldLowering } from "../../ops/index.ts";
import type { OnnxTensor } from "./onnx-model.ts";
import { int, ints, type Named, node, type Translation } from "./words.ts";

/** A convolution of each channel whose filters are single taps, its places in a row. */
export function translateUnfold(named: Named, lowering: UnfoldLowering): Translation {
  const { inputs, output, stage, shapes } = named;
  const [shape = []] = shapes;
  const channels = shape.at(-3) ?? 1;
  const weight = singleTaps(`${output}/taps`, channels, lowering.kernel);
  const batched = sizesOf(`${output}/batch`, [shape.length === 3 ? 1 : 0, ...shape.slice(-3)]);
  const columns = sizesOf(`${output}/shape`, shape.length === 3 ? stage.shape : [0, ...stage.shape.slice(1)]);
  const { padding } = lowering;
  const attributes = { ...windowOf(lowering, channels), pads: ints([...padding, ...padding]) };
  const nodes = [
    node("Reshape", [inputs[0] ?? "", batched.name], `${output}/image`),
    node("Conv", [`${output}/image`, weight.name], `${output}/places`, attributes),
    node("Reshape", [`${output}/places`, columns.name], output),
  ];
  return { nodes, constants: [weight, batched, columns] };
}

/** The transposed convolution of the same filters. */
export function translateFold(named: Named, lowering: FoldLowering): Translation {
  const { inputs, output, stage, shapes } = named;
  const [shape = []] = shapes;
  const channels = stage.shape.at(-3) ?? 1;
  const { kernel, stride, padding, dilation, size } = lowering;
  const slack = ([0, 1] as const).map(
    (axis) => size[axis] + 2 * padding[axis] - dilation[axis] * (kernel[axis] - 1) - 1,
  );
  const places = slack.map((rest, axis) => Math.floor(rest / (stride[axis] ?? 1)) + 1);
  const weight = singleTaps(`${output}/taps`, channels, kernel);
  const batch = shape.length === 2 ? 1 : 0;
  const columns = sizesOf(`${output}/columns`, [batch, shape.at(-2) ?? 1, ...places]);
  const image = sizesOf(`${output}/shape`, batch === 1 ? stage.shape : [0, ...stage.shape.slice(1)]);
  const attributes = {
    ...windowOf(lowering, channels),
    pads: ints([...padding, ...padding]),
    output_padding: ints(slack.map((rest, axis) => rest % (stride[axis] ?? 1))),
  };
  const nodes = [
    node("Reshape", [inputs[0] ?? "", columns.name], `${output}/places`),
    node("ConvTranspose", [`${output}/places`, weight.name], `${output}/image`, attributes),
    node("Reshape", [`${output}/image`, image.name], output),
  ];
  return { nodes, constants: [weight, columns, image] };
}

/** A size of 0 is the input's own. */
function sizesOf(name: string, data: readonly number[]): OnnxTensor {
  return { name, shape: [data.length], data };
}

function windowOf({ kernel, stride, dilation }: UnfoldLowering | FoldLowering, channels: number) {
  return {
    kernel_shape: ints(kernel),
    strides: ints(stride),
    dilations: ints(dilation),
    group: int(channels),
  };
}

/** For each channel as many filters as there are taps, each 1 at its own tap. */
function singleTaps(name: string, channels: number, [kh, kw]: readonly [number, number]): OnnxTensor {
  const taps = kh * kw;
  const data = new Float32Array(channels * taps * taps);
  for (let filter = 0; filter < channels * taps; filter++) data[filter * taps + (filter % taps)] = 1;
  return { name, shape: [channels * taps, 1, kh, kw], data };
}
