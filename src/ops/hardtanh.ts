import { type Dim, known } from "../ir/index.ts";
import { defineActivation, shapeExample, valuesExample } from "./shared/activation.ts";
import { finite, invalidAttribute } from "./shared/attributes.ts";
import { printed, titleOf } from "./shared/words.ts";

export type HardtanhAttrs = {
  /** The smallest number that passes. */
  readonly minVal: Dim;
  /** The largest. */
  readonly maxVal: Dim;
};

/** x between the limits, the nearer limit elsewhere. */
export const hardtanh = defineActivation<"hardtanh", HardtanhAttrs>({
  kind: "hardtanh",
  displayName: "Hardtanh",
  summary: "Limits every number to a range, −1 to 1 unless said otherwise.",
  rules: { minVal: finite, maxVal: finite },
  check({ minVal, maxVal }) {
    const [least, most] = [known(minVal), known(maxVal)];
    if (least === undefined || most === undefined || least < most) return [];
    return [invalidAttribute("minVal", least, `a number below ${most}, which is maxVal`)];
  },
  title: ({ minVal, maxVal }) => titleOf("Hardtanh", `from ${printed(minVal)} to ${printed(maxVal)}`),
  apply: (x, { minVal, maxVal }) => Math.min(Math.max(x, minVal), maxVal),
  fn: () => "clamp",
  limits: ({ minVal, maxVal }) => ({ least: minVal, most: maxVal }),
  examples: [
    shapeExample({ minVal: 0, maxVal: 1 }),
    valuesExample("both limits", { minVal: -0.5, maxVal: 1 }, [-2, -0.25, 0, 3], [-0.5, -0.25, 0, 1]),
  ],
  refusals: [
    {
      name: "limits that cross",
      attrs: { minVal: 1, maxVal: 0 },
      problem: "invalid-attribute",
      blames: "minVal",
    },
  ],
});
