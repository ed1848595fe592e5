import type { Dim } from "../ir/index.ts";
import { defineActivation, shapeExample, valuesExample } from "./shared/activation.ts";
import { finite } from "./shared/attributes.ts";
import { printed, titleOf } from "./shared/words.ts";

export type SoftplusAttrs = {
  /** How sharp the bend at 0 is. */
  readonly beta: Dim;
  /** Above this, β · x stays as it is. */
  readonly threshold: Dim;
};

/** From here on ln(1 + e^x) and x are the same in single precision. */
const straight = 17;

/** ln(1 + e^(β · x)) / β (Glorot et al. 2011), and x itself where β · x is above the threshold. */
export const softplus = defineActivation<"softplus", SoftplusAttrs>({
  kind: "softplus",
  displayName: "Softplus",
  summary: "A smooth ReLU that is never 0.",
  rules: { beta: finite, threshold: finite },
  title: ({ beta }) => titleOf("Softplus", beta === 1 ? "" : `beta ${printed(beta)}`),
  apply(x, { beta, threshold }) {
    const scaled = x * beta;
    const soft = (Math.max(scaled, 0) + Math.log1p(Math.exp(-Math.abs(scaled)))) / beta;
    return scaled > threshold ? x : soft;
  },
  fn: ({ threshold }) => (threshold < straight ? "softplus-below" : "softplus"),
  alpha: ({ beta }) => beta,
  second: ({ threshold }) => (threshold < straight ? threshold : null),
  examples: [
    shapeExample({ beta: 1, threshold: 20 }),
    valuesExample(
      "twice as sharp, from PyTorch",
      { beta: 2, threshold: 20 },
      [-2, -0.5, 0, 3],
      [0.009074963020886, 0.156630843759111, 0.34657359027997, 3.001237858206884],
    ),
    valuesExample(
      "straight above 1, from PyTorch",
      { beta: 1, threshold: 1 },
      [-2, 0, 1, 1.5],
      [0.1269280110429726, Math.LN2, 1.3132616875182228, 1.5],
    ),
  ],
});
