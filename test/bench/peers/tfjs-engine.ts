import type { Graph, NodeId } from "../../../src/ir/index.ts";
import type {
  ActivationFunction,
  AffineLowering,
  BinaryLowering,
  ConvolutionLowering,
  Lowering,
  NormalizationLowering,
  PoolLowering,
  TransposedConvolutionLowering,
} from "../../../src/ops/index.ts";
import type { FusedStage } from "../../../src/runtime/planner/fusion/fused-program.ts";
import { testValues } from "../../support/test-values.ts";
import { type Engine, type Loaded, threadsText } from "../engine.ts";
import {
  affineOf,
  channelsLast,
  foldConvolution,
  foldedProgram,
  missing,
  reached,
  transposedWeights,
  turned,
} from "./folded.ts";
import { inOrder, type Order, ordersOf, ownOrder } from "./order.ts";
import type { Pads, TfActivation, Tfjs, TfTensor } from "./tfjs.ts";

/**
 * TensorFlow.js on its WebAssembly backend: the calls that a converted graph model makes, with its fused operators.
 */
export function tfjsEngine(tf: Tfjs, setUp: SetUp): Engine {
  return {
    name: "tfjs-wasm",
    prepare: ({ graph, inputShape }) => {
      const model = compile(tf, graph as Graph);
      return async () => {
        const threads = await setUp();
        model.load();
        return loaded(tf, model, inputShape, threads);
      };
    },
  };
}

/** Brings up the WebAssembly backend; answers how many threads it took. */
type SetUp = () => Promise<number>;

/** Throws where the backend does not come up. */
export async function setBackend(tf: Tfjs): Promise<void> {
  if (!(await tf.setBackend("wasm"))) throw new Error("TensorFlow.js has no WebAssembly here.");
}

function loaded(tf: Tfjs, model: Compiled, inputShape: readonly number[], threads: number): Loaded {
  let channels: { readonly from: Float32Array; readonly to: Float32Array } | undefined;
  return {
    backend: threadsText(threads),
    async run(input) {
      // The input is turned to channels last once, outside the time that is measured.
      if (channels?.from !== input) channels = { from: input, to: channelsLast(input, inputShape) };
      const { to } = channels;
      const output = tf.tidy(() => model.run(tf.tensor(to, nhwc(inputShape))));
      const values = Float32Array.from(await output.data());
      output.dispose();
      return values;
    },
    ordered: (output) => model.ordered(output),
    async dispose() {
      model.dispose();
    },
  };
}

interface Compiled {
  /** Hands the weights over to the engine. */
  load(): void;
  run(input: TfTensor): TfTensor;
  ordered(output: Float32Array): Float32Array;
  dispose(): void;
}

/** Numbers that become a tensor when the model is loaded. */
interface Weight {
  readonly values: Float32Array;
  readonly shape: readonly number[];
  tensor: TfTensor | undefined;
}

/** One call of TensorFlow.js, weights bound. */
type Step = (inputs: readonly TfTensor[]) => TfTensor;

function compile(tf: Tfjs, graph: Graph): Compiled {
  const program = foldedProgram(graph);
  const { stages, outputs } = program;
  const orders = ordersOf(program);
  const shapes = new Map(stages.map(({ value, shape }) => [value, shape]));
  const weights: Weight[] = [];
  const keep: Keep = (values, shape) => {
    const weight: Weight = { values, shape, tensor: undefined };
    weights.push(weight);
    return () => weight.tensor ?? missing();
  };
  const steps = stages
    .filter(({ lowering }) => lowering.family !== "source")
    .map((stage) => ({ stage, step: stepOf({ tf, keep, shapes, orders }, stage) }));
  return {
    load() {
      for (const weight of weights) weight.tensor = tf.tensor(weight.values, weight.shape);
    },
    run(input) {
      const values = new Map<NodeId, TfTensor>([[graph.inputs[0] ?? 0, input]]);
      for (const { stage, step } of steps) {
        values.set(stage.value, step(stage.inputs.map((id) => values.get(id) ?? missing())));
      }
      return values.get(outputs[0] ?? -1) ?? missing();
    },
    ordered(output) {
      const id = outputs[0] ?? -1;
      return ownOrder(output, shapes.get(id) ?? missing(), orders.get(id) ?? missing());
    },
    dispose() {
      for (const { tensor } of weights) tensor?.dispose();
    },
  };
}

type Keep = (values: Float32Array, shape: readonly number[]) => () => TfTensor;

interface Maker {
  readonly tf: Tfjs;
  readonly keep: Keep;
  readonly shapes: ReadonlyMap<NodeId, readonly number[]>;
  readonly orders: ReadonlyMap<NodeId, Order>;
}

/** A stage's result as it is stored. */
function storedShape({ orders }: Maker, { value, shape }: FusedStage): readonly number[] {
  return inOrder(shape, orders.get(value) ?? missing());
}

/** A stage's call, and that of its activation where TensorFlow.js merges none such. */
function stepOf(maker: Maker, stage: FusedStage): Step {
  const step = bareStepOf(maker, stage);
  const fn = stage.epilogue.activation?.fn;
  const merges = stage.lowering.family === "convolution" || stage.lowering.family === "linear";
  if (fn === undefined || (merges && activationOf(stage) !== "linear")) return step;
  const then = activation(maker, fn);
  return (inputs) => then([step(inputs)]);
}

function bareStepOf(maker: Maker, stage: FusedStage): Step {
  const { lowering } = stage;
  const { tf } = maker;
  if (lowering.family === "convolution") return convolution(maker, stage, lowering);
  if (lowering.family === "linear") return linear(maker, stage, lowering);
  if (lowering.family === "pool") return pool(maker, stage, lowering);
  if (lowering.family === "adaptive-pool") return adaptivePool(maker, stage);
  if (lowering.family === "affine") return affine(maker, stage, lowering);
  if (lowering.family === "transposed-convolution") return transposed(maker, stage, lowering);
  if (lowering.family === "normalization") return layerNorm(maker, stage, lowering);
  if (lowering.family === "parameter") return parameter(maker, stage, lowering.weight);
  if (lowering.family === "concat") return (inputs) => tf.concat(inputs, 3);
  if (lowering.family === "activation") return activation(maker, lowering.fn);
  if (lowering.family === "reshape") return reshape(maker, stage);
  if (lowering.family === "permute") return ([x = missing()]) => x;
  if (lowering.family === "resize" && lowering.mode === "nearest") return enlarge(maker, stage);
  if (lowering.family === "binary") return binary(tf, lowering);
  throw new Error(`The bench has no ${lowering.family} for TensorFlow.js.`);
}

function convolution({ tf, keep, shapes }: Maker, stage: FusedStage, lowering: ConvolutionLowering): Step {
  const { shape, weights, bias } = foldConvolution(stage, lowering, testValues);
  const [O, I, kh, kw] = shape;
  const input = shapes.get(stage.inputs[0] ?? -1) ?? missing();
  const common = {
    strides: lowering.stride,
    pad: padsOf(input, stage, lowering),
    dilations: lowering.dilation,
    activation: activationOf(stage),
  };
  const shift = keep(bias, [O]);
  if (lowering.groups === 1) {
    const filter = keep(turned(weights, shape, [2, 3, 1, 0]), [kh, kw, I, O]);
    return ([x = missing()]) => tf.fused.conv2d({ x, filter: filter(), bias: shift(), ...common });
  }
  if (lowering.groups !== O || I !== 1)
    return grouped(tf, lowering.groups, (group) => {
      const [own, each] = [O / lowering.groups, (O / lowering.groups) * I * kh * kw];
      const part = weights.slice(group * each, (group + 1) * each);
      const filter = keep(turned(part, [own, I, kh, kw], [2, 3, 1, 0]), [kh, kw, I, own]);
      const shift = keep(bias.slice(group * own, (group + 1) * own), [own]);
      return (x) => tf.fused.conv2d({ x, filter: filter(), bias: shift(), ...common });
    });
  const filter = keep(turned(weights, shape, [2, 3, 0, 1]), [kh, kw, O, 1]);
  return ([x = missing()]) => tf.fused.depthwiseConv2d({ x, filter: filter(), bias: shift(), ...common });
}

/** It has no convolution in groups: converters split the channels and join the results. */
function grouped(tf: Tfjs, groups: number, make: (group: number) => (x: TfTensor) => TfTensor): Step {
  const parts = Array.from({ length: groups }, (_, group) => make(group));
  return ([x = missing()]) => {
    const inputs = tf.split(x, groups, 3);
    return tf.concat(
      parts.map((part, group) => part(inputs[group] ?? missing())),
      3,
    );
  };
}

function transposed(maker: Maker, stage: FusedStage, lowering: TransposedConvolutionLowering): Step {
  const { tf, keep } = maker;
  const { shape, weights, bias } = transposedWeights(stage, lowering, testValues);
  const [I, O, kh, kw] = shape;
  const filter = keep(turned(weights, shape, [2, 3, 1, 0]), [kh, kw, O, I]);
  const shift = keep(bias, [O]);
  const output = storedShape(maker, stage);
  return ([x = missing()]) =>
    tf.add(tf.conv2dTranspose(x, filter(), output, lowering.stride, "valid"), shift());
}

/** Over the channels, as converters write it. */
function layerNorm({ tf, keep }: Maker, stage: FusedStage, lowering: NormalizationLowering): Step {
  const { over, weight, bias, epsilon } = lowering;
  if (over.kind !== "pixels" || weight === null || bias === null)
    throw new Error("The bench has only layer norms of pixels for TensorFlow.js.");
  const [scale, shift] = [weight, bias].map((name) => {
    const found = stage.parameters[name] ?? missing();
    return keep(testValues(found), found.shape);
  });
  const small = keep(Float32Array.of(epsilon), []);
  const axis = [stage.shape.length - 1];
  return ([x = missing()]) => {
    const centred = tf.sub(x, tf.mean(x, axis, true));
    const variance = tf.mean(tf.square(centred), axis, true);
    const unit = tf.mul(centred, tf.rsqrt(tf.add(variance, small())));
    return tf.add(tf.mul(unit, (scale ?? missing())()), (shift ?? missing())());
  };
}

function parameter(maker: Maker, stage: FusedStage, name: string): Step {
  // Of [C, 1, 1] as of [1, 1, C] the numbers come in the same order.
  const value = maker.keep(testValues(stage.parameters[name] ?? missing()), storedShape(maker, stage));
  return () => value();
}

function enlarge({ tf }: Maker, { shape }: FusedStage): Step {
  const [, , height = 1, width = 1] = shape;
  return ([x = missing()]) => tf.image.resizeNearestNeighbor(x, [height, width]);
}

function linear(
  { tf, keep, shapes }: Maker,
  stage: FusedStage,
  lowering: Extract<Lowering, { family: "linear" }>,
): Step {
  const weight = stage.parameters[lowering.weight] ?? missing();
  const [O = 1, I = 1] = weight.shape;
  const b = keep(turned(testValues(weight), [O, I, 1, 1], [1, 0, 2, 3]), [I, O]);
  const values =
    lowering.bias === null ? new Float32Array(O) : testValues(stage.parameters[lowering.bias] ?? missing());
  const bias = keep(values, [O]);
  const activation = activationOf(stage);
  const input = shapes.get(stage.inputs[0] ?? -1) ?? missing();
  const rows = [input.slice(0, -1).reduce((product, size) => product * size, 1), I];
  if (input.length === 2)
    return ([a = missing()]) => tf.fused.matMul({ a, b: b(), bias: bias(), activation });
  return ([x = missing()]) =>
    tf.reshape(tf.fused.matMul({ a: tf.reshape(x, rows), b: b(), bias: bias(), activation }), stage.shape);
}

/** A batch norm that stands alone. */
function affine({ tf, keep }: Maker, stage: FusedStage, lowering: AffineLowering): Step {
  const { scale, shift } = affineOf(stage, lowering, testValues);
  const [scales, shifts] = [keep(scale, [scale.length]), keep(shift, [shift.length])];
  return ([x = missing()]) => tf.add(tf.mul(x, scales()), shifts());
}

function binary(tf: Tfjs, { fn }: BinaryLowering): Step {
  if (fn === "add") return ([x = missing(), y = missing()]) => tf.add(x, y);
  if (fn === "multiply") return ([x = missing(), y = missing()]) => tf.mul(x, y);
  throw new Error(`The bench has no ${fn} for TensorFlow.js.`);
}

function activation({ tf, keep }: Maker, fn: ActivationFunction): Step {
  if (fn === "relu" || fn === "relu6" || fn === "sigmoid") return ([x = missing()]) => tf[fn](x);
  if (fn === "silu") return ([x = missing()]) => tf.mul(x, tf.sigmoid(x));
  const number = (value: number) => keep(Float32Array.of(value), []);
  if (fn === "hardswish" || fn === "hardsigmoid") {
    const [three, sixth] = [number(3), number(1 / 6)];
    const gate: Step = ([x = missing()]) => tf.mul(tf.relu6(tf.add(x, three())), sixth());
    return fn === "hardsigmoid" ? gate : ([x = missing()]) => tf.mul(x, gate([x]));
  }
  if (fn === "gelu") {
    const [half, one, root] = [number(0.5), number(1), number(Math.SQRT1_2)];
    return ([x = missing()]) => tf.mul(tf.mul(x, half()), tf.add(tf.erf(tf.mul(x, root())), one()));
  }
  throw new Error(`The bench has no ${fn} for TensorFlow.js.`);
}

function pool({ tf, shapes }: Maker, stage: FusedStage, lowering: PoolLowering): Step {
  const pads = padsOf(shapes.get(stage.inputs[0] ?? -1) ?? missing(), stage, lowering);
  if (lowering.mode === "average") {
    if (pads.flat().some((pad) => pad > 0)) throw new Error("The bench pads no averages for TensorFlow.js.");
    return ([x = missing()]) => tf.avgPool(x, lowering.kernel, lowering.stride, pads);
  }
  return ([x = missing()]) => tf.maxPool(x, lowering.kernel, lowering.stride, pads);
}

function adaptivePool({ tf, shapes }: Maker, stage: FusedStage): Step {
  const [, , height, width] = shapes.get(stage.inputs[0] ?? -1) ?? missing();
  const [, , outHeight, outWidth] = stage.shape;
  if (outHeight === height && outWidth === width) return ([x = missing()]) => x;
  if (outHeight === 1 && outWidth === 1) return ([x = missing()]) => tf.mean(x, [1, 2], true);
  throw new Error("The bench has only global pooling for TensorFlow.js.");
}

/** The rows of a classifier count channels first; channels taken apart stay last. */
function reshape(maker: Maker, stage: FusedStage): Step {
  const { tf, shapes } = maker;
  const [, , height, width] = shapes.get(stage.inputs[0] ?? -1) ?? missing();
  const shape = storedShape(maker, stage);
  if ((height === 1 && width === 1) || shape.length === 5) return ([x = missing()]) => tf.reshape(x, shape);
  return ([x = missing()]) => tf.reshape(tf.transpose(x, [0, 3, 1, 2]), shape);
}

function padsOf(
  input: readonly number[],
  { shape }: FusedStage,
  lowering: Parameters<typeof reached>[2],
): Pads {
  const { top, bottom, left, right } = reached(input, shape, lowering);
  return [
    [0, 0],
    [top, bottom],
    [left, right],
    [0, 0],
  ];
}

/** The stage's activation as TensorFlow.js merges it into convolutions. */
function activationOf({ epilogue: { activation } }: FusedStage): TfActivation {
  return activation?.fn === "relu" || activation?.fn === "relu6" ? activation.fn : "linear";
}

function nhwc([N = 1, C = 1, H = 1, W = 1]: readonly number[]): readonly number[] {
  return [N, H, W, C];
}
