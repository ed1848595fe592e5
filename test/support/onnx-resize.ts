import type { Attrs } from "../../src/ir/index.ts";
import type { Call, Translation } from "./onnx-translation.ts";

/** Images of other sizes. */
export const resizeTranslations: Readonly<Record<string, Translation>> = {
  /** Inputs are found by place; a name that is left out comes as one that nothing has, and is missing here. */
  Resize: ({ node, inputs: [x, ...rest], ...call }) => {
    const mode = modeOf({ node, inputs: [], ...call });
    const [height, width] = rest.at(-1)?.data.slice(-2) ?? [];
    if (x?.shape.length !== 4 || mode === undefined || height === undefined || width === undefined)
      return undefined;
    const { axes, keep_aspect_ratio_policy: policy } = node.attributes;
    if ((axes !== undefined && axes.ints.join() !== "2,3") || (policy?.text ?? "stretch") !== "stretch")
      return undefined;
    // Corners of a size that is not a whole number are not where PyTorch has them.
    const whole = [height, width].every((factor, axis) =>
      Number.isInteger(factor * Number(x.shape[axis + 2])),
    );
    if (mode.alignCorners === true && !whole) return undefined;
    const target = node.inputs.length > 3 ? { size: [height, width] } : { scaleFactor: [height, width] };
    return { op: "upsample", attrs: { ...plain, ...target, ...mode }, inputs: [x] };
  },
  // What there was before `Resize` had no coordinates to choose.
  Upsample: ({ node, inputs: [x, scales] }) => {
    const scaleFactor = [...(scales?.data.slice(2) ?? [])];
    if (node.attributes.mode?.text !== "nearest" || x?.shape.length !== 4) return undefined;
    return { op: "upsample", attrs: { ...plain, scaleFactor, mode: "nearest" }, inputs: [x] };
  },
};

const plain: Attrs = {
  ...{ size: null, scaleFactor: null, mode: "nearest" },
  ...{ alignCorners: false, antialias: false, recomputeScaleFactor: false },
};

function modeOf({ node: { attributes }, int, float }: Call): Attrs | undefined {
  const word = (name: string, otherwise: string): string => attributes[name]?.text ?? otherwise;
  const corners = word("coordinate_transformation_mode", "half_pixel");
  const mode = word("mode", "nearest");
  // ONNX and PyTorch divide by other sums of weights where an image is smoothed before.
  if (int("antialias", 0) === 1) return undefined;
  if (mode === "nearest") {
    const rounding = `${corners} ${word("nearest_mode", "round_prefer_floor")}`;
    if (rounding === "asymmetric floor") return { mode: "nearest" };
    return rounding === "half_pixel round_prefer_ceil" ? { mode: "nearest-exact" } : undefined;
  }
  if (!["half_pixel", "align_corners"].includes(corners)) return undefined;
  const alignCorners = corners === "align_corners";
  if (mode === "linear") return { mode: "bilinear", alignCorners };
  const isOurs = float("cubic_coeff_a", -0.75) === -0.75 && int("exclude_outside", 0) === 0;
  return mode === "cubic" && isOurs ? { mode: "bicubic", alignCorners } : undefined;
}
