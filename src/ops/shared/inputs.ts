import type { Checked } from "../../base/index.ts";
import type { Dim, Shape } from "../../ir/index.ts";
import type { OpProblem } from "../op.ts";

/** The only input of an op that takes one. */
export function readOnly(inputs: readonly Shape[]): Checked<Shape, OpProblem> {
  const problems = countInputs(inputs, 1);
  return { value: inputs[0] ?? [], problems };
}

export function countInputs(inputs: readonly Shape[], expected: number): readonly OpProblem[] {
  const got = inputs.length;
  if (got === expected) return [];
  return [
    {
      code: "wrong-input-count",
      blame: { kind: "input", index: Math.min(got, expected) },
      data: { expected, got },
    },
  ];
}

export function wrongRank(index: number, expected: string, got: Shape): OpProblem {
  return { code: "wrong-rank", blame: { kind: "input", index }, data: { expected, got } };
}

/** The same for an op that exists for one, two and three axes: one of its siblings may take the input. */
export function wrongPlaces(
  axes: 1 | 2 | 3,
  expected: string,
  got: Shape,
  places = got.length - 2,
): OpProblem {
  const suits = ([1, 2, 3] as const).find((count) => count === places && count !== axes);
  const data = { expected, got, ...(suits !== undefined && { suits }) };
  return { code: "wrong-rank", blame: { kind: "input", index: 0 }, data };
}

/** The same for an op whose inputs have a batch axis, where a single image is given without one. */
export function withoutBatch(expected: string, got: Shape): OpProblem {
  return {
    code: "wrong-rank",
    blame: { kind: "input", index: 0 },
    data: { expected, got, lacksBatch: true },
  };
}

/**
 * A number of channels that the input does not have; the layer's attribute is to blame. An input without a batch may be
 * meant as a batch without channels.
 */
export function channelMismatch(name: string, expected: Dim, got: Dim, hasBatch = true): OpProblem {
  const data = { expected, got, ...(!hasBatch && { hasBatch }) };
  return { code: "channel-mismatch", blame: { kind: "attr", name }, data };
}

/**
 * A number of features that the last axis does not have. For an image that was not flattened, `flattened` is how many it has in
 * all; `isPooled` says that its channels are as many as expected.
 */
export function featureMismatch(
  name: string,
  expected: Dim,
  got: Dim,
  flattened: Dim | null = null,
  isPooled = false,
): OpProblem {
  const data = { expected, got, flattened, ...(isPooled && { isPooled }) };
  return { code: "feature-mismatch", blame: { kind: "attr", name }, data };
}
