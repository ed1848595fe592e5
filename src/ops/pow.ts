import type { Dim } from "../ir/index.ts";
import { defineActivation, shapeExample, valuesExample } from "./shared/activation.ts";
import type { ActivationFunction } from "./shared/activation-function.generated.ts";
import { finite } from "./shared/attributes.ts";
import { printed, titleOf } from "./shared/words.ts";

export type PowAttrs = { readonly exponent: Dim };

/** x to the power of a number. */
export const pow = defineActivation<"pow", PowAttrs>({
  kind: "pow",
  displayName: "pow",
  summary: "Takes every number to the power given.",
  rules: { exponent: finite },
  title: ({ exponent }) => titleOf("pow", printed(exponent)),
  // Half powers are roots, as in PyTorch: they differ at −0 and −∞.
  apply(x, { exponent }) {
    if (exponent === 0.5) return Math.sqrt(x);
    return exponent === -0.5 ? 1 / Math.sqrt(x) : x ** exponent;
  },
  fn: ({ exponent }) => kernels.get(exponent) ?? "pow",
  alpha: ({ exponent }) => exponent,
  examples: [
    shapeExample({ exponent: 2 }),
    valuesExample("cubes", { exponent: 3 }, [-2, -0.5, 0, 3], [-8, -0.125, 0, 27]),
    valuesExample("squares", { exponent: 2 }, [-2, -0.5, 0, 3], [4, 0.25, 0, 9]),
    valuesExample("roots", { exponent: 0.5 }, [0, 0.25, 4, 9], [0, 0.5, 2, 3]),
    valuesExample("reciprocal roots", { exponent: -0.5 }, [0.25, 1, 4, 16], [2, 1, 0.5, 0.25]),
    valuesExample("reciprocals", { exponent: -1 }, [-2, 0.5, 1, 4], [-0.5, 2, 1, 0.25]),
    valuesExample("a broken exponent", { exponent: 1.5 }, [0, 0.25, 4, 9], [0, 0.125, 8, 27]),
  ],
});

/** Powers that are cheaper by another name. */
const kernels: ReadonlyMap<number, ActivationFunction> = new Map([
  [2, "square"],
  [0.5, "sqrt"],
  [-0.5, "rsqrt"],
  [-1, "reciprocal"],
]);
