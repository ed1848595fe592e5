import type { FoldLowering, UnfoldLowering } from "../../ops/index.ts";
import type { OnnxTensor } from "./onnx-model.ts";
import { int, ints, type Named, node, type Translation } from "./words.ts";

/** A convolution of each channel whose filters are single taps, its places in a row. */
export function translateUnfold(named: Named, lowering: UnfoldLowering): Translation | null {
  const { inputs, output, stage, shapes } = named;
  const [shape = []] = shapes;
  if (shape.length !== 4) return null;
  const weight = singleTaps(`${output}/taps`, shape[1] ?? 1, lowering.kernel);
  const sizes = { name: `${output}/shape`, shape: [3], data: [0, ...stage.shape.slice(1)] };
  const { padding } = lowering;
  const attributes = { ...windowOf(lowering, shape[1] ?? 1), pads: ints([...padding, ...padding]) };
  const nodes = [
    node("Conv", [inputs[0] ?? "", weight.name], `${output}/places`, attributes),
    node("Reshape", [`${output}/places`, sizes.name], output),
  ];
  return { nodes, constants: [weight, sizes] };
}

/** The transposed convolution of the same filters. */
export function translateFold(named: Named, lowering: FoldLowering): Translation | null {
  const { inputs, output, stage, shapes } = named;
  const [shape = []] = shapes;
  if (shape.length !== 3) return null;
  const { kernel, stride, padding, dilation, size } = lowering;
  const slack = ([0, 1] as const).map(
    (axis) => size[axis] + 2 * padding[axis] - dilation[axis] * (kernel[axis] - 1) - 1,
  );
  const places = slack.map((rest, axis) => Math.floor(rest / (stride[axis] ?? 1)) + 1);
  const weight = singleTaps(`${output}/taps`, stage.shape[1] ?? 1, kernel);
  const sizes = { name: `${output}/shape`, shape: [4], data: [0, shape[1] ?? 1, ...places] };
  const attributes = {
    ...windowOf(lowering, stage.shape[1] ?? 1),
    pads: ints([...padding, ...padding]),
    output_padding: ints(slack.map((rest, axis) => rest % (stride[axis] ?? 1))),
  };
  const nodes = [
    node("Reshape", [inputs[0] ?? "", sizes.name], `${output}/places`),
    node("ConvTranspose", [`${output}/places`, weight.name], output, attributes),
  ];
  return { nodes, constants: [weight, sizes] };
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
