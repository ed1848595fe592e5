import { axesOf, type Call, type Translated, type Translation } from "./onnx-translation.ts";
import { combine, constant } from "./onnx-value-ops.ts";

/** What normalises numbers by their mean and their spread. */
export const normTranslations: Readonly<Record<string, Translation>> = {
  BatchNormalization: (call) => {
    const { node, inputs, int, float } = call;
    const [x, weight, bias, mean, variance] = inputs;
    if (!x || !weight || !bias || !mean || !variance) return "it lacks a statistic";
    if (int("training_mode", 0) === 1 || node.outputs.length > 1) return "it trains";
    const attrs = {
      numFeatures: x.shape[1] ?? 0,
      epsilon: float("epsilon", 1e-5),
      momentum: 0.1,
      affine: true,
    };
    const params = { weight, bias, running_mean: mean, running_var: variance };
    return { op: `batch-norm${axesOf(call)}d`, attrs, inputs: [x], params };
  },
  InstanceNormalization: (call) => {
    const [x, weight, bias] = call.inputs;
    if (!x || !weight || !bias) return "it lacks a weight";
    const attrs = { numFeatures: x.shape[1] ?? 0, epsilon: call.float("epsilon", 1e-5), affine: true };
    return { op: `instance-norm${axesOf(call)}d`, attrs, inputs: [x], params: { weight, bias } };
  },
  GroupNormalization: ({ inputs: [, weight, bias], x, int, float, opset }) => {
    if (!weight || !bias) return "it lacks a weight";
    if (opset < 21) return "before version 21 its weights are each group's";
    const epsilon = float("epsilon", 1e-5);
    const attrs = { numGroups: int("num_groups", 1), numChannels: x.shape[1] ?? 0, epsilon, affine: true };
    return { op: "group-norm", attrs, inputs: [x], params: { weight, bias } };
  },
  // Its further outputs are the mean and one over the deviation.
  LayerNormalization: ({ node, inputs: [, weight, bias], x, int, float }) => {
    if (!weight || !bias) return "it lacks a weight";
    const [axis, epsilon] = [int("axis", -1), float("epsilon", 1e-5)];
    const attrs = { normalizedShape: x.shape.slice(axis), epsilon, affine: true };
    const normed: Translated = { op: "layer-norm", attrs, inputs: [x], params: { weight, bias } };
    const first = axis < 0 ? axis + x.shape.length : axis;
    const reduced = { dims: x.shape.map((_, at) => at).slice(first), keepdim: true };
    const mean: Translated = { op: "mean", attrs: reduced, inputs: [x] };
    const variance: Translated = { op: "var", attrs: { ...reduced, correction: 0 }, inputs: [x] };
    const scale = one("rsqrt", combine("add", variance, constant(epsilon)));
    return [normed, mean, scale].slice(0, node.outputs.length);
  },
  LRN: ({ x, int, float }) => {
    const [size, alpha, beta] = [int("size", 1), float("alpha", 1e-4), float("beta", 0.75)];
    if (size % 2 === 0)
      return "of an even size it looks one channel further ahead, PyTorch's one further back";
    return {
      op: "local-response-norm",
      attrs: { size, alpha, beta, k: float("bias", 1) },
      inputs: [x],
    };
  },
  LpNormalization: ({ x, int }) => {
    const attrs = { dims: [int("axis", -1)], keepdim: true, p: int("p", 2) };
    // 0 / 0 is 0 to ONNX.
    const length: Translated = { op: "norm", attrs, inputs: [x] };
    return combine("div", x, { op: "clamp", attrs: { min: 1e-12, max: null }, inputs: [length] });
  },
  MeanVarianceNormalization: ({ node, x }) => {
    const reduced = { dims: node.attributes.axes?.ints ?? [0, 2, 3], keepdim: true };
    const mean: Translated = { op: "mean", attrs: reduced, inputs: [x] };
    const deviation: Translated = { op: "std", attrs: { ...reduced, correction: 0 }, inputs: [x] };
    return combine("div", combine("sub", x, mean), combine("add", deviation, constant(1e-9)));
  },
  ReduceSum: (call) => reduced("sum", call),
  ReduceMax: (call) => reduced("amax", call),
  ReduceMin: (call) => reduced("amin", call),
  ReduceProd: (call) => reduced("prod", call),
  ReduceMean: (call) => reduced("mean", call),
  ReduceLogSumExp: (call) => reduced("logsumexp", call),
  ReduceL1: (call) => reduced("norm", call, { p: 1 }),
  ReduceL2: (call) => reduced("norm", call, { p: 2 }),
};

/** Axes are an attribute or an input; an empty list of them may stand for none instead of all. */
function reduced(
  op: string,
  { node, inputs: [, axes], x, int }: Call,
  more: Translated["attrs"] = {},
): Translated {
  const dims = axes === undefined ? (node.attributes.axes?.ints ?? []) : [...axes.data];
  if (dims.length === 0 && int("noop_with_empty_axes", 0) !== 0) return one("identity", x);
  return { op, attrs: { dims, keepdim: int("keepdims", 1) === 1, ...more }, inputs: [x] };
}

function one(op: string, input: Translated["inputs"][number]): Translated {
  return { op, attrs: {}, inputs: [input] };
}
