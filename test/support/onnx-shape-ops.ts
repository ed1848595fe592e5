import type { OnnxTensor } from "./onnx-model.ts";
import type { Call, Operand, Translated, Translation } from "./onnx-translation.ts";

/** What gives numbers other shapes and places. */
export const shapeTranslations: Readonly<Record<string, Translation>> = {
  Flatten: ({ x, int }) => {
    const axis = int("axis", 1);
    const before = x.shape.slice(0, axis < 0 ? axis + x.shape.length : axis);
    const [rows, all] = [before, x.shape].map((sizes) => sizes.reduce((a, b) => a * b, 1)) as [
      number,
      number,
    ];
    return reshape(x, [rows, all / rows]);
  },
  Reshape: ({ inputs: [, shape], x, int, node }) => {
    const sizes = shape === undefined ? (node.attributes.shape?.ints ?? []) : [...shape.data];
    if (int("allowzero", 0) !== 0 && sizes.includes(0)) return noNumbers;
    return reshape(
      x,
      sizes.map((size, axis) => (size === 0 ? (x.shape[axis] ?? 0) : size)),
    );
  },
  Transpose: ({ node, x }) =>
    permute(x, node.attributes.perm?.ints ?? x.shape.map((_, axis) => axis).reverse()),
  Squeeze: (call) => ({ op: "squeeze", attrs: { dims: axesGiven(call) ?? null }, inputs: [call.x] }),
  Unsqueeze: (call) => {
    const { x } = call;
    const axes = axesGiven(call);
    if (axes === undefined) return "it lacks the axes";
    const rank = x.shape.length + axes.length;
    const places = axes.map((axis) => (axis < 0 ? axis + rank : axis)).sort((a, b) => a - b);
    return chain(
      x,
      places.map((dim) => ({ op: "unsqueeze", attrs: { dim } })),
    );
  },
  // Before version 10 places are attributes.
  Slice: ({ node: { attributes }, inputs: [, ...lists], x }) => {
    const of = (index: number, name: string): readonly number[] | undefined =>
      lists[index] ? [...lists[index].data] : attributes[name]?.ints;
    const [starts, ends, axes, steps] = ["starts", "ends", "axes", "steps"].map((name, index) =>
      of(index, name),
    );
    if (starts === undefined) return "it lacks the places";
    const sizes = starts.map((_, index) => x.shape.at(axes?.length ? (axes[index] ?? 0) : index) ?? 0);
    const isBeyond = starts.some((start, index) => (steps?.[index] ?? 1) > 0 && start >= (sizes[index] ?? 0));
    if (isBeyond) return noNumbers;
    return chain(
      x,
      starts.flatMap((start, index) => {
        const dim = axes?.length ? (axes[index] ?? 0) : index;
        return sliceAlong(dim, x.shape.at(dim) ?? 0, [start, ends?.[index] ?? null, steps?.[index] ?? 1]);
      }),
    );
  },
  Split: ({ node, inputs: [, given], x, int }) => {
    const dim = int("axis", 0);
    const size = x.shape.at(dim) ?? 0;
    const parts = node.outputs.length;
    const length = Math.ceil(size / parts);
    const even = node.outputs.map((_, index) => Math.min(length, size - index * length));
    const sizes = given ? [...given.data] : (node.attributes.split?.ints ?? even);
    return sizes.map((_, index) => ({ op: "split", attrs: { sizes, index, dim }, inputs: [x] }));
  },
  Gather: ({ inputs: [, places], x, int }) => {
    if (places === undefined) return "it lacks the places";
    const dim = int("axis", 0);
    const taken = chain(x, [{ op: "index-select", attrs: { dim, indices: [...places.data] } }]);
    const axis = dim < 0 ? dim + x.shape.length : dim;
    return reshape(taken, x.shape.toSpliced(axis, 1, ...places.shape));
  },
  Expand: ({ inputs: [, wanted], x }) => {
    if (wanted === undefined) return "it lacks the sizes";
    const ahead = Math.max(x.shape.length - wanted.data.length, 0);
    const asked = [...new Array<number>(ahead).fill(1), ...wanted.data];
    const padded = [...new Array<number>(asked.length - x.shape.length).fill(1), ...x.shape];
    const sizes = asked.map((size, axis) => (size === 1 ? (padded[axis] ?? 1) : size));
    return chain(x, [{ op: "expand", attrs: { sizes } }]);
  },
  Tile: ({ inputs: [, repeats], x }) => ({
    op: "repeat",
    attrs: { repeats: [...(repeats?.data ?? [])] },
    inputs: [x],
  }),
  ConstantOfShape: ({ node, x }) =>
    node.attributes.value?.tensor?.isFloat === false
      ? otherNumbers
      : chain(constantOf(node.attributes.value?.tensor), [{ op: "expand", attrs: { sizes: [...x.data] } }]),
  Shape: () => "the sizes of a tensor are no tensor",
  // Before version 11 all but the input are attributes.
  Pad: ({ node: { attributes }, inputs: [, given, value, axes], x, float, text }) => {
    const pads = given ? [...given.data] : (attributes.pads?.ints ?? []);
    const mode = padModes[text("mode", "constant")];
    if (mode === undefined) return `pads have no mode ${text("mode", "constant")}`;
    const rank = x.shape.length;
    const half = pads.length / 2;
    const padded = axes
      ? [...axes.data].map((axis) => (axis < 0 ? axis + rank : axis))
      : pads.slice(half).map((_, axis) => axis);
    const sides = x.shape.flatMap((_, back) => {
      const at = padded.indexOf(rank - 1 - back);
      return at < 0 ? [0, 0] : [pads[at] ?? 0, pads[at + half] ?? 0];
    });
    // Modes other than `constant` pad the last axes only.
    while (sides.length > 2 && sides.at(-1) === 0 && sides.at(-2) === 0) sides.splice(-2);
    return {
      op: "pad",
      attrs: { padding: sides, mode, value: value?.data[0] ?? float("value", 0) },
      inputs: [x],
    };
  },
  // By columns, then rows, then what the channels were (CRD), or with the places first (DCR).
  DepthToSpace: ({ node, x, int }) => {
    const [N = 0, C = 0, H = 0, W = 0] = x.shape;
    const block = int("blocksize", 1);
    if (node.attributes.mode?.text === "CRD")
      return { op: "pixel-shuffle", attrs: { upscaleFactor: block }, inputs: [x] };
    const apart = reshape(x, [N, block, block, C / block ** 2, H, W]);
    return reshape(permute(apart, [0, 3, 4, 1, 5, 2]), [N, C / block ** 2, H * block, W * block]);
  },
  SpaceToDepth: ({ x, int }) => {
    const [N = 0, C = 0, H = 0, W = 0] = x.shape;
    const block = int("blocksize", 1);
    const apart = reshape(x, [N, C, H / block, block, W / block, block]);
    return reshape(permute(apart, [0, 3, 5, 1, 2, 4]), [N, C * block ** 2, H / block, W / block]);
  },
};

export const otherNumbers = "tensors are float32, and its numbers are of another type";
export const noNumbers = "a tensor has at least one number";

const padModes: Readonly<Record<string, string>> = {
  constant: "constant",
  reflect: "reflect",
  edge: "replicate",
  wrap: "circular",
};

/** An attribute or, since version 13, an input. */
function axesGiven({ node, inputs: [, given] }: Call): readonly number[] | undefined {
  return given === undefined ? node.attributes.axes?.ints : [...given.data];
}

/** Backwards is forwards on what was turned. */
function sliceAlong(
  dim: number,
  size: number,
  [start, end, step]: readonly [number, number | null, number],
): readonly Step[] {
  if (step > 0) return [{ op: "slice", attrs: { dim, start, end, step } }];
  const turned = (place: number): number =>
    size - 1 - (place < 0 ? Math.max(place + size, -1) : Math.min(place, size - 1));
  const attrs = { dim, start: turned(start), end: end === null ? null : turned(end), step: -step };
  return [
    { op: "flip", attrs: { dims: [dim] } },
    { op: "slice", attrs },
  ];
}

function constantOf(tensor: OnnxTensor | undefined): Operand {
  return { shape: [], data: Float32Array.of(tensor?.data[0] ?? 0) };
}

type Step = Pick<Translated, "op" | "attrs">;

/** One op after the other; the input itself where there is none. */
export function chain(x: Operand, steps: readonly Step[]): Translated {
  const start: Translated = { op: "identity", attrs: {}, inputs: [x] };
  return steps.reduce<Translated>(
    (inner, step, index) => ({ ...step, inputs: [index === 0 ? x : inner] }),
    start,
  );
}

export function reshape(x: Operand, shape: readonly number[]): Translated {
  return { op: "reshape", attrs: { shape }, inputs: [x] };
}

export function permute(x: Operand, dims: readonly number[]): Translated {
  return { op: "permute", attrs: { dims }, inputs: [x] };
}
