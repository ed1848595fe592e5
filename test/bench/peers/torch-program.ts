import type { Graph } from "../../../src/ir/index.ts";
import type { ConvolutionLowering, Padding, PoolLowering } from "../../../src/ops/index.ts";
import type { FusedStage } from "../../../src/runtime/planner/fusion/fused-program.ts";
import {
  affineOf,
  foldConvolution,
  foldedProgram,
  missing,
  type Read,
  reached,
  transposedWeights,
} from "./folded.ts";

/** A net as a function in Python: its statements, and the tensors `w` that they name. */
export interface TorchProgram {
  readonly statements: readonly string[];
  readonly weights: readonly { readonly shape: readonly number[]; readonly values: Float32Array }[];
  /** Names of the results. */
  readonly outputs: readonly string[];
}

/** With batch norms folded into convolutions, as PyTorch's own optimiser does; `x` is the input. */
export function torchProgram(graph: Graph, read: Read): TorchProgram {
  const { stages, outputs } = foldedProgram(graph);
  const weights: { shape: readonly number[]; values: Float32Array }[] = [];
  const keep: Keep = (values, shape) => `w[${weights.push({ shape, values }) - 1}]`;
  const shapes = new Map(stages.map(({ value, shape }) => [value, shape]));
  const statements = stages.map((stage) => {
    const inputs = stage.inputs.map((id) => `v${id}`);
    const shape = shapes.get(stage.inputs[0] ?? -1) ?? [];
    const result = activated(stage, expression(stage, { inputs, shape, keep, read }));
    return `v${stage.value} = ${result}`;
  });
  return { statements, weights, outputs: outputs.map((id) => `v${id}`) };
}

type Keep = (values: Float32Array, shape: readonly number[]) => string;

interface Maker {
  readonly inputs: readonly string[];
  /** The first input's. */
  readonly shape: readonly number[];
  readonly keep: Keep;
  readonly read: Read;
}

function expression(stage: FusedStage, maker: Maker): string {
  const { lowering } = stage;
  const { inputs, keep, read } = maker;
  const [x = "x"] = inputs;
  const named = (name: string | null): string => {
    const found = name === null ? undefined : (stage.parameters[name] ?? missing());
    return found === undefined ? "None" : keep(read(found), found.shape);
  };
  switch (lowering.family) {
    case "source":
      return "x";
    case "parameter":
      return named(lowering.weight);
    case "convolution":
      return convolution(stage, lowering, maker);
    case "transposed-convolution": {
      const { shape, weights, bias } = transposedWeights(stage, lowering, read);
      const parameters = `${keep(weights, shape)}, ${keep(bias, [bias.length])}`;
      return `F.conv_transpose2d(${x}, ${parameters}, ${tuple(lowering.stride)})`;
    }
    case "linear":
      return `F.linear(${x}, ${named(lowering.weight)}, ${named(lowering.bias)})`;
    case "affine": {
      const { scale, shift } = affineOf(stage, lowering, read);
      const [by, plus] = [scale, shift].map((values) => keep(values, [values.length, 1, 1]));
      return `${x} * ${by} + ${plus}`;
    }
    case "normalization": {
      const learned = `${named(lowering.weight)}, ${named(lowering.bias)}, ${lowering.epsilon}`;
      const last = `${x}.permute(0, 2, 3, 1)`;
      return `F.layer_norm(${last}, (${stage.shape[1]},), ${learned}).permute(0, 3, 1, 2)`;
    }
    case "pool":
      return pool(stage, lowering, maker);
    case "adaptive-pool":
      return `F.adaptive_avg_pool2d(${x}, ${tuple(stage.shape.slice(2))})`;
    case "binary":
      return `${x} ${lowering.fn === "add" ? "+" : "*"} ${inputs[1]}`;
    case "concat":
      return `torch.cat((${inputs.join(", ")}), ${lowering.axis})`;
    case "activation":
      return `F.${lowering.fn}(${x})`;
    case "reshape":
      return `${x}.reshape(${tuple(stage.shape)})`;
    case "permute":
      return `${x}.permute(${tuple(lowering.order)})`;
    case "resize":
      return `F.interpolate(${x}, ${tuple(stage.shape.slice(2))})`;
    default:
      throw new Error(`The bench has no ${lowering.family} for PyTorch.`);
  }
}

function convolution(stage: FusedStage, lowering: ConvolutionLowering, maker: Maker): string {
  const { keep, read, inputs } = maker;
  const { shape, weights, bias } = foldConvolution(stage, lowering, read);
  const { top, bottom, left, right } = lowering.padding;
  const isEven = top === bottom && left === right;
  const x = isEven ? inputs[0] : padded(inputs[0], lowering.padding, 0);
  const sizes = [lowering.stride, isEven ? [top, left] : [0, 0], lowering.dilation].map(tuple);
  const parameters = `${keep(weights, shape)}, ${keep(bias, [bias.length])}`;
  return `F.conv2d(${x}, ${parameters}, ${sizes.join(", ")}, ${lowering.groups})`;
}

function pool(stage: FusedStage, lowering: PoolLowering, { inputs, shape }: Maker): string {
  const name = lowering.mode === "max" ? "max_pool2d" : "avg_pool2d";
  const pads = reached(shape, stage.shape, lowering);
  const isPadded = [pads.top, pads.bottom, pads.left, pads.right].some((size) => size > 0);
  if (isPadded && lowering.mode === "average") throw new Error("The bench pads no averages for PyTorch.");
  const x = isPadded ? padded(inputs[0], pads, Number.NEGATIVE_INFINITY) : inputs[0];
  return `F.${name}(${x}, ${tuple(lowering.kernel)}, ${tuple(lowering.stride)})`;
}

function padded(x: string | undefined, { top, bottom, left, right }: Padding, value: number): string {
  const filler = value === 0 ? "0.0" : 'float("-inf")';
  return `F.pad(${x}, ${tuple([left, right, top, bottom])}, value=${filler})`;
}

function activated({ epilogue: { activation } }: FusedStage, result: string): string {
  return activation === null ? result : `F.${activation.fn}(${result})`;
}

function tuple(sizes: readonly number[]): string {
  return `(${sizes.join(", ")},)`;
}
