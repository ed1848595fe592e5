import type { Attrs } from "../../src/ir/index.ts";
import type { OnnxTensor } from "./onnx-model.ts";
import type { Call, Translation } from "./onnx-translation.ts";

/** Images of other sizes. */
export const resizeTranslations: Readonly<Record<string, Translation>> = {
  /** Inputs are found by place; a name that is left out comes as one that nothing has, and is missing here. */
  Resize: (call) => {
    const { node, inputs, x, text } = call;
    const given = inputs.at(-1);
    if (x.shape.length !== 4 || given === undefined) return "it is no image that changes its size";
    const bySize = node.inputs.length > 3;
    const [height = 1, width = 1] = inOrder(call, given);
    const target = bySize
      ? { size: sizesBy(text("keep_aspect_ratio_policy", "stretch"), x, [height, width]) }
      : { scaleFactor: [height, width] };
    const mode = modeOf(call, bySize ? target.size : undefined);
    if (typeof mode === "string") return mode;
    // Corners of a size that is not a whole number are not where PyTorch has them.
    const isWhole = [height, width].every((factor, axis) =>
      Number.isInteger(factor * Number(x.shape[axis + 2])),
    );
    if (mode.alignCorners === true && !isWhole)
      return "its corners are those of a size that is no whole number";
    return { op: "upsample", attrs: { ...plain, ...target, ...mode }, inputs: [x] };
  },
  // What there was before `Resize` had no coordinates to choose.
  Upsample: ({ node, inputs: [, scales], x }) => {
    const scaleFactor = [...(scales?.data.slice(2) ?? [])];
    if (node.attributes.mode?.text !== "nearest" || x.shape.length !== 4) return "it is no image";
    return { op: "upsample", attrs: { ...plain, scaleFactor, mode: "nearest" }, inputs: [x] };
  },
};

const plain: Attrs = {
  ...{ size: null, scaleFactor: null, mode: "nearest" },
  ...{ alignCorners: false, antialias: false, recomputeScaleFactor: false },
};

/** Height and width: the last two, or those of the axes that are named. */
function inOrder({ node: { attributes } }: Call, { data }: OnnxTensor): readonly number[] {
  const axes = attributes.axes?.ints;
  return axes === undefined ? [...data.slice(-2)] : [2, 3].map((axis) => data[axes.indexOf(axis)] ?? 1);
}

/** The sizes as they are, or as close to them as one factor for both comes. */
function sizesBy(policy: string, { shape }: OnnxTensor, wanted: readonly number[]): readonly number[] {
  if (policy === "stretch") return wanted;
  const factors = wanted.map((size, axis) => size / (shape[axis + 2] ?? 1));
  const factor = policy === "not_larger" ? Math.min(...factors) : Math.max(...factors);
  return shape.slice(2).map((size) => Math.round(size * factor));
}

function modeOf(call: Call, sizes: readonly number[] | undefined): Attrs | string {
  const { int, float, text } = call;
  const corners = text("coordinate_transformation_mode", "half_pixel");
  const mode = text("mode", "nearest");
  if (int("antialias", 0) === 1)
    return "where an image is smoothed before, it divides by other sums of weights than PyTorch";
  if (mode === "nearest") return nearest(call, corners, sizes);
  if (!["half_pixel", "align_corners"].includes(corners)) return `resizing has no coordinates "${corners}"`;
  const alignCorners = corners === "align_corners";
  if (mode === "linear") return { mode: "bilinear", alignCorners };
  const isOurs = float("cubic_coeff_a", -0.75) === -0.75 && int("exclude_outside", 0) === 0;
  return mode === "cubic" && isOurs
    ? { mode: "bicubic", alignCorners }
    : "its cubic is another than PyTorch's";
}

function nearest(
  { x, text, inputs }: Call,
  corners: string,
  sizes: readonly number[] | undefined,
): Attrs | string {
  const rounding = `${corners} ${text("nearest_mode", "round_prefer_floor")}`;
  if (rounding === "asymmetric floor") return { mode: "nearest" };
  if (rounding === "half_pixel round_prefer_ceil") return { mode: "nearest-exact" };
  // The two that round are one where no place lies in the middle between two pixels.
  const factors = sizes?.map((size, axis) => size / (x.shape[axis + 2] ?? 1)) ?? [
    ...(inputs.at(-1)?.data.slice(-2) ?? []),
  ];
  const isMiddle = factors.some((factor, axis) => liesBetween(factor, x.shape[axis + 2] ?? 1));
  return rounding === "half_pixel round_prefer_floor" && !isMiddle
    ? { mode: "nearest-exact" }
    : `no nearest pixel is found by "${rounding}"`;
}

/** Whether some pixel's place in the input, (i + 1/2) / factor − 1/2, is a whole number and a half. */
function liesBetween(factor: number, size: number): boolean {
  const places = Array.from({ length: Math.floor(size * factor) }, (_, i) => (i + 0.5) / factor);
  return places.some((place) => Math.abs(place - Math.round(place)) < 1e-4);
}
