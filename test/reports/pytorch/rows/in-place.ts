import { type Row, row } from "../row.ts";
import { composed } from "./composed.ts";
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
  ...["x.erf_", "x.expm1_", "x.log1p_", "x.log2_", "x.log10_", "x.trunc_", "x.tril_", "x.triu_"],
  ...["x.lerp_", "x.addcmul_", "x.addcdiv_"],
  ...["x.logicalNot_", "x.logicalAnd_", "x.logicalOr_", "x.logicalXor_"],
  ...["x.sign_", "x.floor_", "x.ceil_", "x.round_", "x.sin_", "x.cos_"],
  ...["F.relu_", "F.leakyRelu_", "F.elu_", "F.selu_", "F.celu_", "F.hardtanh_", "F.threshold_"],
];

/** What puts its result in the place of a tensor is called as what does not. */
export const inPlace: readonly Row[] = names.flatMap((name) =>
  [...pointwise, ...composed]
    .filter(({ callee }) => `${callee}_` === name)
    .map(({ draw }) => row(name, (by) => ({ ...draw(by), options: {} }))),
);
