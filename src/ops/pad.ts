import { type Checked, faulty, ok } from "../base/index.ts";
import {
  add,
  type Dim,
  isUnknown,
  known,
  minimum,
  type Shape,
  subtract,
  symbol,
  type UnknownDim,
  unknownDim,
} from "../ir/index.ts";
import type { PickLowering } from "./lowering.ts";
import type { Concrete, OpDefinition, OpProblem } from "./op.ts";
import { finiteOrInfinite, invalidAttribute, list, oneOf, whole } from "./shared/attributes.ts";
import { defineOp } from "./shared/define-op.ts";
import { readOnly, wrongRank } from "./shared/inputs.ts";
import { type Places, pickAlong, picked } from "./shared/picking.ts";
import { at, required } from "./shared/reference.ts";
import { printed, titleOf } from "./shared/words.ts";

export type PadAttrs = {
  /** How many places are put before and behind the last axis, then the one before it, and so on; negative ones crop. */
  readonly padding: readonly Dim[];
  readonly mode: PadMode | UnknownDim;
  /** What the new places hold in mode `constant`. */
  readonly value: Dim;
};

export type PadMode = "constant" | "reflect" | "replicate" | "circular";

/**
 * More places around the last axes, as PyTorch's `pad`: of one value, mirrored without the edge (`reflect`), the edge
 * again (`replicate`), or what stands at the other end (`circular`).
 */
export const pad: OpDefinition<"pad", PadAttrs> = defineOp<"pad", PadAttrs>({
  kind: "pad",
  category: "shape",
  displayName: "pad",
  summary:
    "Puts places around the last axes: a value, or what mirrors, repeats or goes on with what is there.",
  title: ({ padding, mode, value }) =>
    titleOf(
      "pad",
      padding.map(printed).join(", "),
      typeof mode !== "string" || mode === "constant" ? "" : mode,
      value === 0 ? "" : `value ${printed(value)}`,
    ),
  rules: {
    padding: list(whole),
    mode: oneOf("constant", "reflect", "replicate", "circular"),
    value: finiteOrInfinite,
  },
  check({ padding, mode, value }) {
    if (padding.length % 2 === 1 && !isOpen(padding))
      return [
        invalidAttribute("padding", padding, "a list with two numbers for each axis, the last axis first"),
      ];
    if (mode === "constant" || typeof mode !== "string" || isUnknown(value) || value === 0) return [];
    return [invalidAttribute("value", value, `left out in mode "${mode}"`)];
  },
  infer(attrs, inputs) {
    const { value: shape, problems } = readOnly(inputs);
    if (problems.length > 0) return { value: shape, problems };
    if (isOpen(attrs.padding)) return ok(shape.map(() => unknownDim("the padding is unknown")));
    const misfit = wrongCount(attrs, shape);
    if (misfit.length > 0) return { value: shape, problems: misfit };
    const sizes = shape.map((size, axis) =>
      paddedSize(attrs, size, sidesOf(attrs.padding, axis, shape.length)),
    );
    return {
      value: sizes.map(({ value }) => value),
      problems: sizes.flatMap((one) => one.problems).slice(0, 1),
    };
  },
  params: () => ({}),
  macs: () => 0,
  elementwise: () => 0,
  window: () => ({ kind: "pointwise" }),
  reference(attrs, inputs) {
    const x = required(inputs[0]);
    return picked(x, lowerPad(attrs, x.shape), pad.infer(attrs, [x.shape]).value.map(Number));
  },
  lower: (attrs, [shape = []]) => lowerPad(attrs, shape),
  examples: [
    {
      name: "zeros around an image",
      attrs: { padding: [1, 1, 1, 1], mode: "constant", value: 0 },
      inputs: [[symbol("N"), 3, 224, symbol("W")]],
      output: [symbol("N"), 3, 226, add(symbol("W"), 2)],
      parameters: 0,
      macs: 0,
    },
    {
      name: "the last axis first",
      attrs: { padding: [1, 0, 0, 1], mode: "constant", value: 9 },
      inputs: [[1, 2, 2]],
      output: [1, 3, 3],
      parameters: 0,
      macs: 0,
      values: { inputs: [[1, 2, 3, 4]], output: [9, 1, 2, 9, 3, 4, 9, 9, 9] },
    },
    {
      name: "−∞ around what a max pool takes",
      attrs: { padding: [1, 0], mode: "constant", value: Number.NEGATIVE_INFINITY },
      inputs: [[1, 2]],
      output: [1, 3],
      parameters: 0,
      macs: 0,
      values: { inputs: [[1, 2]], output: [Number.NEGATIVE_INFINITY, 1, 2] },
    },
    {
      name: "negative padding crops",
      attrs: { padding: [-1, 1], mode: "constant", value: 0 },
      inputs: [[2, 3]],
      output: [2, 3],
      parameters: 0,
      macs: 0,
      values: { inputs: [[1, 2, 3, 4, 5, 6]], output: [2, 3, 0, 5, 6, 0] },
    },
    {
      name: "mirrored without the edge",
      attrs: { padding: [2, 1, 0, 0], mode: "reflect", value: 0 },
      inputs: [[1, 1, 1, 3]],
      output: [1, 1, 1, 6],
      parameters: 0,
      macs: 0,
      values: { inputs: [[1, 2, 3]], output: [3, 2, 1, 2, 3, 2] },
    },
    {
      name: "the edge again",
      attrs: { padding: [1, 2, 1, 0], mode: "replicate", value: 0 },
      inputs: [[1, 1, 2, 2]],
      output: [1, 1, 3, 5],
      parameters: 0,
      macs: 0,
      values: { inputs: [[1, 2, 3, 4]], output: [1, 1, 2, 2, 2, 1, 1, 2, 2, 2, 3, 3, 4, 4, 4] },
    },
    {
      name: "what stands at the other end",
      attrs: { padding: [2, 1], mode: "circular", value: 0 },
      inputs: [[1, 1, 3]],
      output: [1, 1, 6],
      parameters: 0,
      macs: 0,
      values: { inputs: [[1, 2, 3]], output: [2, 3, 1, 2, 3, 1] },
    },
    {
      name: "what is left of a cropped axis goes round",
      attrs: { padding: [-1, 2], mode: "circular", value: 0 },
      inputs: [[1, 1, 5]],
      output: [1, 1, 6],
      parameters: 0,
      macs: 0,
      values: { inputs: [[1, 2, 3, 4, 5]], output: [2, 3, 4, 5, 2, 3] },
    },
    {
      name: "more channels, of a value",
      attrs: { padding: [0, 0, 0, 0, 2, 3], mode: "constant", value: 0.5 },
      inputs: [[2, 11, 3, 4]],
      output: [2, 16, 3, 4],
      parameters: 0,
      macs: 0,
    },
    {
      name: "rows and columns of a value, in blocks that are not full",
      attrs: { padding: [2, 0, 1, 3], mode: "constant", value: 0.5 },
      inputs: [[2, 11, 3, 4]],
      output: [2, 11, 7, 6],
      parameters: 0,
      macs: 0,
    },
    {
      name: "every side mirrored",
      attrs: { padding: [3, 3, 2, 2], mode: "reflect", value: 0 },
      inputs: [[2, 11, 5, 4]],
      output: [2, 11, 9, 10],
      parameters: 0,
      macs: 0,
    },
    {
      name: "a mirror has no more than the image",
      attrs: { padding: [3, 0], mode: "reflect", value: 0 },
      inputs: [[1, 2, 3]],
      output: [1, 2, 6],
      parameters: 0,
      macs: 0,
      problems: ["invalid-attribute"],
    },
    {
      name: "nothing goes round twice",
      attrs: { padding: [0, 4], mode: "circular", value: 0 },
      inputs: [[1, 2, 3]],
      output: [1, 2, 7],
      parameters: 0,
      macs: 0,
      problems: ["invalid-attribute"],
    },
    {
      name: "nothing left",
      attrs: { padding: [-2, -1], mode: "constant", value: 0 },
      inputs: [[2, 3]],
      output: [2, unknownDim("the padding leaves nothing")],
      parameters: 0,
      macs: 0,
      problems: ["invalid-attribute"],
    },
    {
      name: "more axes than there are",
      attrs: { padding: [0, 0, 1, 1, 1, 1], mode: "constant", value: 0 },
      inputs: [[2, 3]],
      output: [2, 3],
      parameters: 0,
      macs: 0,
      problems: ["wrong-rank"],
    },
    {
      name: "the columns of images alone cannot be mirrored",
      attrs: { padding: [1, 1], mode: "reflect", value: 0 },
      inputs: [[1, 3, 4, 4]],
      output: [1, 3, 4, 4],
      parameters: 0,
      macs: 0,
      problems: ["wrong-rank"],
    },
  ],
  refusals: [
    {
      name: "a side without its other",
      attrs: { padding: [1, 1, 1], mode: "constant", value: 0 },
      problem: "invalid-attribute",
      blames: "padding",
    },
    {
      name: "a value for mirrored places",
      attrs: { padding: [1, 1], mode: "reflect", value: 2 },
      problem: "invalid-attribute",
      blames: "value",
    },
  ],
});

/** A list of which nothing is known, not even its length, comes as one unknown. */
function isOpen(padding: readonly Dim[]): boolean {
  return padding.length === 1 && padding.every(isUnknown);
}

/** Values go around any axes; the other modes only around the last ones of an image or a signal, as in PyTorch. */
function wrongCount({ padding, mode }: PadAttrs, shape: Shape): readonly OpProblem[] {
  const axes = padding.length / 2;
  if (mode === "constant" || typeof mode !== "string")
    return axes <= shape.length
      ? []
      : [wrongRank(0, `at least ${axes} axes, as there is padding for`, shape)];
  const fits = axes >= 1 && axes <= 3 && (shape.length === axes + 1 || shape.length === axes + 2);
  return fits
    ? []
    : [wrongRank(0, `${axes + 1} or ${axes + 2} axes, of which padding is for the last ${axes},`, shape)];
}

/** The numbers of places before and behind an axis. */
function sidesOf<D extends Dim>(padding: readonly D[], axis: number, rank: number): readonly [D | 0, D | 0] {
  const place = 2 * (rank - 1 - axis);
  return [padding[place] ?? 0, padding[place + 1] ?? 0];
}

function paddedSize({ mode }: PadAttrs, size: Dim, sides: readonly [Dim, Dim]): Checked<Dim, OpProblem> {
  const padded = add(add(size, sides[0]), sides[1]);
  if ((known(padded) ?? 1) < 1 || (known(cropped(size, sides)) ?? 0) < 0)
    return faulty(
      unknownDim("the padding leaves nothing"),
      invalidAttribute(
        "padding",
        sides.map(printed).join(", "),
        `small enough to leave something of an axis of ${printed(size)}`,
      ),
    );
  const most = mode === "reflect" ? subtract(size, 1) : mode === "circular" ? cropped(size, sides) : null;
  const beyond = most === null ? undefined : sides.find((side) => (known(subtract(most, side)) ?? 0) < 0);
  if (beyond === undefined || most === null) return ok(padded);
  return faulty(
    padded,
    invalidAttribute(
      "padding",
      beyond,
      `at most ${printed(most)} along an axis of ${printed(size)} in mode "${mode}"`,
    ),
  );
}

/** What negative padding leaves: this is what goes round in mode `circular`. */
function cropped(size: Dim, [before, behind]: readonly [Dim, Dim]): Dim {
  return add(add(size, minimum(before, 0)), minimum(behind, 0));
}

function lowerPad({ padding, mode, value }: Concrete<PadAttrs>, shape: readonly number[]): PickLowering {
  const along = new Map<number, Places>();
  for (const axis of shape.keys()) {
    const [before, behind] = sidesOf(padding, axis, shape.length);
    const size = at(shape, axis);
    if (before === 0 && behind === 0) continue;
    const places = Array.from({ length: before + size + behind }, (_, i) =>
      mode === "circular" ? wrapped(i - before, size, before, behind) : sourceOf(mode, i - before, size),
    );
    along.set(axis, places);
  }
  return pickAlong(shape, along, value);
}

/** Which place of the axis stands at `i`, counted from its start. */
function sourceOf(mode: Exclude<PadMode, "circular">, i: number, size: number): number {
  if (i >= 0 && i < size) return i;
  switch (mode) {
    case "constant":
      return -1;
    case "reflect":
      return i < 0 ? -i : 2 * (size - 1) - i;
    case "replicate":
      return i < 0 ? 0 : size - 1;
  }
}

function wrapped(i: number, size: number, before: number, behind: number): number {
  const start = Math.max(-before, 0);
  const count = size - start - Math.max(-behind, 0);
  return start + ((i - start + count) % count);
}
