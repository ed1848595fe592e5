import { type Checked, faulty, ok } from "../../base/index.ts";
import { type Dim, type Shape, unknownDim } from "../../ir/index.ts";
import type { OpProblem } from "../op.ts";

/** [N, C, H, W], or [C, H, W] with an empty batch. */
export interface Image {
  readonly batch: Shape;
  readonly channels: Dim;
  readonly height: Dim;
  readonly width: Dim;
}

/** The only input as an image; anything else gives an image of unknown sizes and says why. */
export function readImage(inputs: readonly Shape[]): Checked<Image, OpProblem> {
  const { value: shape, problems } = readOnly(inputs);
  if (problems.length > 0) return { value: unknownImage(), problems };
  const [width, height, channels, ...batch] = [...shape].reverse();
  if (width === undefined || height === undefined || channels === undefined || batch.length > 1) {
    return faulty(unknownImage(), wrongRank(0, "[N, C, H, W] or [C, H, W]", shape));
  }
  return ok({ batch, channels, height, width });
}

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

/** A number of channels that the input does not have; the layer's attribute is to blame. */
export function channelMismatch(name: string, expected: Dim, got: Dim): OpProblem {
  return { code: "channel-mismatch", blame: { kind: "attr", name }, data: { expected, got } };
}

/** A number of features that the last axis does not have. For an image that was not flattened, `flattened` is how many it has in all. */
export function featureMismatch(
  name: string,
  expected: Dim,
  got: Dim,
  flattened: Dim | null = null,
): OpProblem {
  return { code: "feature-mismatch", blame: { kind: "attr", name }, data: { expected, got, flattened } };
}

function unknownImage(): Image {
  const size = unknownDim("the input is not an image");
  return { batch: [size], channels: size, height: size, width: size };
}
