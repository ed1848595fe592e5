import { type Drawn, type Row, row } from "../row.ts";
import { pointwise } from "./pointwise.ts";

const names = [
  ...[
    "x.add_",
    "x.sub_",
    "x.mul_",
    "x.div_",
    "x.pow_",
    "x.relu_",
    "x.sigmoid_",
    "x.tanh_",
    "x.clamp_",
    "x.clampMin_",
  ],
  ...[
    "x.clampMax_",
    "x.abs_",
    "x.neg_",
    "x.exp_",
    "x.log_",
    "x.sqrt_",
    "x.rsqrt_",
    "x.square_",
    "x.reciprocal_",
  ],
  ...["x.sign_", "x.floor_", "x.ceil_", "x.round_", "x.sin_", "x.cos_"],
  ...["F.relu_", "F.leakyRelu_", "F.elu_", "F.selu_", "F.celu_", "F.hardtanh_", "F.threshold_"],
];

/** Activations that do so when they are told to, and how many arguments stand before their options. */
const toldTo: readonly (readonly [names: readonly string[], count: number])[] = [
  [["F.relu", "F.relu6", "F.selu", "F.silu", "F.hardswish", "F.hardsigmoid", "F.mish"], 1],
  [["F.leakyRelu", "F.elu", "F.celu"], 2],
  [["F.hardtanh", "F.threshold"], 3],
];

/** What puts its result in the place of a tensor is called as what does not. */
export const inPlace: readonly Row[] = [
  ...names.flatMap((name) =>
    pointwise.filter(({ callee }) => `${callee}_` === name).map(({ draw }) => row(name, draw)),
  ),
  ...toldTo.flatMap(([callees, count]) =>
    pointwise
      .filter(({ callee }) => callees.includes(callee))
      .map(({ callee, draw }) => row(callee, (by) => withInplace(draw(by), count))),
  ),
];

function withInplace(drawn: Drawn, count: number): Drawn {
  return drawn.args?.length === count ? { ...drawn, options: { inplace: true } } : drawn;
}
