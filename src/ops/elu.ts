import type { Dim } from "../ir/index.ts";
import { defineActivation, shapeExample, valuesExample } from "./shared/activation.ts";
import { finite } from "./shared/attributes.ts";
import { printed, titleOf } from "./shared/words.ts";

export type EluAttrs = {
  /** Large negative numbers tend to −alpha. */
  readonly alpha: Dim;
};

/** x above 0, α · (e^x − 1) elsewhere (Clevert et al. 2015). */
export const elu = defineActivation<"elu", EluAttrs>({
  kind: "elu",
  displayName: "ELU",
  summary: "Keeps what is positive and lets the rest fall to −α smoothly.",
  rules: { alpha: finite },
  title: ({ alpha }) => titleOf("ELU", printed(alpha)),
  apply: (x, { alpha }) => (x > 0 ? x : alpha * Math.expm1(x)),
  fn: () => "elu",
  alpha: ({ alpha }) => alpha,
  examples: [
    shapeExample({ alpha: 1 }),
    valuesExample(
      "twice as deep, from PyTorch",
      { alpha: 2 },
      [-2, -0.5, 0, 3],
      [-1.7293294335267746, -0.7869386805747332, 0, 3],
    ),
  ],
});
