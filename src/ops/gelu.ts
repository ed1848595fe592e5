import type { UnknownDim } from "../ir/index.ts";
import { defineActivation, shapeExample, valuesExample } from "./shared/activation.ts";
import { oneOf } from "./shared/attributes.ts";
import { erf } from "./shared/erf.ts";

export type GeluAttrs = { readonly approximate: "none" | "tanh" | UnknownDim };

/** x · Φ(x) with the normal distribution's Φ, exactly or by its tanh approximation (Hendrycks & Gimpel 2016). */
export const gelu = defineActivation<"gelu", GeluAttrs>({
  kind: "gelu",
  displayName: "GELU",
  summary: "Multiplies every number by the chance that a normal variable lies below it.",
  rules: { approximate: oneOf("none", "tanh") },
  title: ({ approximate }) => (approximate === "tanh" ? "GELU tanh" : "GELU"),
  apply(x, { approximate }) {
    if (approximate === "none") return (x / 2) * (1 + erf(x / Math.SQRT2));
    return (x / 2) * (1 + Math.tanh(Math.sqrt(2 / Math.PI) * (x + 0.044715 * x ** 3)));
  },
  fn: ({ approximate }) => (approximate === "tanh" ? "gelu-tanh" : "gelu"),
  examples: [
    shapeExample({ approximate: "none" }),
    // Φ(1) = 0.8413447460685429 and Φ(2) = 0.9772498680518208 from tables of the normal distribution.
    valuesExample(
      "one and two standard deviations",
      { approximate: "none" },
      [0, 1, -1, 2, 100, -100],
      [0, 0.8413447460685429, -0.15865525393145707, 1.9544997361036416, 100, 0],
    ),
    valuesExample(
      "the approximation is off in the fourth digit",
      { approximate: "tanh" },
      [0, 1, -1, 2],
      [0, 0.8411919906082768, -0.15880800939172324, 1.9545976940877752],
    ),
  ],
  refusals: [
    {
      name: "an unknown approximation",
      attrs: { approximate: "erf" as "none" },
      problem: "invalid-attribute",
      blames: "approximate",
    },
  ],
});
