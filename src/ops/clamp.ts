import type { Dim } from "../ir/index.ts";
import { defineActivation, shapeExample, valuesExample } from "./shared/activation.ts";
import { finite, invalidAttribute, orNull, type Rule } from "./shared/attributes.ts";
import { printed, titleOf } from "./shared/words.ts";

export type ClampAttrs = {
  /** The smallest number that passes; null is none. */
  readonly min: Dim | null;
  /** The largest; null is none. */
  readonly max: Dim | null;
};

/** A limit that lets everything pass counts as none. */
function limit(none: number): Rule<Dim | null> {
  const isNone = (value: unknown): boolean => value === none || value === String(none);
  return {
    expected: finite.expected,
    refused: (value) => (isNone(value) ? [] : finite.refused(value)),
    read: (value) => (isNone(value) ? null : finite.read(value)),
  };
}

/** min(max(x, min), max) */
export const clamp = defineActivation<"clamp", ClampAttrs>({
  kind: "clamp",
  displayName: "clamp",
  summary: "Limits every number to a range.",
  rules: { min: orNull(limit(Number.NEGATIVE_INFINITY)), max: orNull(limit(Number.POSITIVE_INFINITY)) },
  check({ min, max }) {
    return min === null && max === null
      ? [invalidAttribute("min", "null", "a number, or else one for max")]
      : [];
  },
  title: ({ min, max }) =>
    titleOf("clamp", min === null ? "" : `from ${printed(min)}`, max === null ? "" : `to ${printed(max)}`),
  apply: (x, { min, max }) =>
    Math.min(Math.max(x, min ?? Number.NEGATIVE_INFINITY), max ?? Number.POSITIVE_INFINITY),
  fn: () => "clamp",
  limits: ({ min, max }) => ({ least: min, most: max }),
  examples: [
    shapeExample({ min: 0, max: 1 }),
    valuesExample("both limits", { min: -0.5, max: 1 }, [-2, -0.25, 0, 3], [-0.5, -0.25, 0, 1]),
    valuesExample("from 1 on", { min: 1, max: null }, [-2, 1, 3], [1, 1, 3]),
    valuesExample("up to 1", { min: null, max: 1 }, [-2, 1, 3], [-2, 1, 1]),
    valuesExample("−∞ is no limit", { min: Number.NEGATIVE_INFINITY, max: 1 }, [-2, 1, 3], [-2, 1, 1]),
    valuesExample("of limits that cross the larger counts", { min: 2, max: 1 }, [-2, 1.5, 3], [1, 1, 1]),
  ],
  refusals: [
    { name: "no limit", attrs: { min: null, max: null }, problem: "invalid-attribute", blames: "min" },
  ],
});
