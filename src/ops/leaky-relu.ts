import type { Dim } from "../ir/index.ts";
import { defineActivation, shapeExample, valuesExample } from "./shared/activation.ts";
import { finite } from "./shared/attributes.ts";
import { printed, titleOf } from "./shared/words.ts";

export type LeakyReluAttrs = { readonly negativeSlope: Dim };

/** x where positive, negativeSlope · x elsewhere (Maas et al. 2013). */
export const leakyRelu = defineActivation<"leaky-relu", LeakyReluAttrs>({
  kind: "leaky-relu",
  displayName: "LeakyReLU",
  summary: "Keeps what is positive and shrinks the rest.",
  rules: { negativeSlope: finite },
  title: ({ negativeSlope }) => titleOf("LeakyReLU", printed(negativeSlope)),
  apply: (x, { negativeSlope }) => (x < 0 ? negativeSlope * x : x),
  fn: () => "leaky-relu",
  alpha: ({ negativeSlope }) => negativeSlope,
  examples: [
    shapeExample({ negativeSlope: 0.01 }),
    valuesExample("a quarter below 0", { negativeSlope: 0.25 }, [-2, -1, 0, 3], [-0.5, -0.25, 0, 3]),
  ],
});
