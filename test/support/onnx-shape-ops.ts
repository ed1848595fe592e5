import type { OnnxTensor } from "./onnx-model.ts";
import type { Call, Operand, Translated, Translation } from "./onnx-translation.ts";

/** What gives numbers other shapes and places. */
export const shapeTranslations: Readonly<Record<string, Translation>> = {
  Flatten: ({ inputs: [x], int }) => {
    if (x === undefined) return undefined;
    const axis = int("axis", 1);
    const before = x.shape.slice(0, axis < 0 ? axis + x.shape.length : axis);
    const [rows, all] = [before, x.shape].map((sizes) => sizes.reduce((a, b) => a * b, 1)) as [
      number,
      number,
    ];
    return reshape(x, [rows, all / rows]);
  },
  Reshape: ({ inputs: [x, shape], int, node }) => {
    const sizes = shape === undefined ? (node.attributes.shape?.ints ?? []) : [...shape.data];
    if (x === undefined || (int("allowzero", 0) !== 0 && sizes.includes(0))) return undefined;
    return reshape(
      x,
      sizes.map((size, axis) => (size === 0 ? (x.shape[axis] ?? 0) : size)),
    );
  },
  Squeeze: (call) => {
    const {
      inputs: [x],
    } = call;
    return x && { op: "squeeze", attrs: { dims: axesOf(call, 1) ?? null }, inputs: [x] };
  },
  Unsqueeze: (call) => {
    const {
      inputs: [x],
    } = call;
    const axes = axesOf(call, 1);
    if (x === undefined || axes === undefined) return undefined;
    const rank = x.shape.length + axes.length;
    const places = axes.map((axis) => (axis < 0 ? axis + rank : axis)).sort((a, b) => a - b);
    return chain(
      x,
      places.map((dim) => ({ op: "unsqueeze", attrs: { dim } })),
    );
  },
  // Before version 10 places are attributes.
  Slice: ({ node: { attributes }, inputs: [x, ...lists] }) => {
    const of = (index: number, name: string): readonly number[] | undefined =>
      lists[index] ? [...lists[index].data] : attributes[name]?.ints;
    const [starts, ends, axes, steps] = ["starts", "ends", "axes", "steps"].map((name, index) =>
      of(index, name),
    );
    if (x === undefined || starts === undefined || steps?.some((step) => step < 0)) return undefined;
    return chain(
      x,
      starts.map((start, index) => {
        const dim = axes?.length ? (axes[index] ?? 0) : index;
        return { op: "slice", attrs: { dim, start, end: ends?.[index] ?? null, step: steps?.[index] ?? 1 } };
      }),
    );
  },
  Split: ({ node, inputs: [x, given], int }) => {
    const dim = int("axis", 0);
    const size = x?.shape.at(dim) ?? 0;
    const parts = node.outputs.length;
    const length = Math.ceil(size / parts);
    const even = node.outputs.map((_, index) => Math.min(length, size - index * length));
    const sizes = given ? [...given.data] : (node.attributes.split?.ints ?? even);
    if (x === undefined || sizes.length === 0) return undefined;
    return sizes.map((_, index) => ({ op: "split", attrs: { sizes, index, dim }, inputs: [x] }));
  },
  Gather: ({ inputs: [x, places], int }) => {
    if (x === undefined || places === undefined) return undefined;
    const dim = int("axis", 0);
    const taken = chain(x, [{ op: "index-select", attrs: { dim, indices: [...places.data] } }]);
    const axis = dim < 0 ? dim + x.shape.length : dim;
    return reshape(taken, x.shape.toSpliced(axis, 1, ...places.shape));
  },
  Expand: ({ inputs: [x, wanted] }) => {
    if (x === undefined || wanted === undefined) return undefined;
    const ahead = Math.max(x.shape.length - wanted.data.length, 0);
    const asked = [...new Array<number>(ahead).fill(1), ...wanted.data];
    const padded = [...new Array<number>(asked.length - x.shape.length).fill(1), ...x.shape];
    const sizes = asked.map((size, axis) => (size === 1 ? (padded[axis] ?? 1) : size));
    return chain(x, [{ op: "expand", attrs: { sizes } }]);
  },
  Tile: ({ inputs: [x, repeats] }) =>
    x && repeats && { op: "repeat", attrs: { repeats: [...repeats.data] }, inputs: [x] },
  // Before version 11 all but the input are attributes.
  Pad: ({ node: { attributes }, inputs: [x, given, value, axes], float }) => {
    const pads = given ? [...given.data] : (attributes.pads?.ints ?? []);
    const mode = padModes[attributes.mode?.text ?? "constant"];
    if (x === undefined || mode === undefined) return undefined;
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
  DepthToSpace: ({ node, inputs: [x], int }) => {
    const [N = 0, C = 0, H = 0, W = 0] = x?.shape ?? [];
    const block = int("blocksize", 1);
    if (x === undefined) return undefined;
    if (node.attributes.mode?.text === "CRD")
      return { op: "pixel-shuffle", attrs: { upscaleFactor: block }, inputs: [x] };
    const apart = reshape(x, [N, block, block, C / block ** 2, H, W]);
    return reshape(permute(apart, [0, 3, 4, 1, 5, 2]), [N, C / block ** 2, H * block, W * block]);
  },
  SpaceToDepth: ({ inputs: [x], int }) => {
    const [N = 0, C = 0, H = 0, W = 0] = x?.shape ?? [];
    const block = int("blocksize", 1);
    if (x === undefined) return undefined;
    const apart = reshape(x, [N, C, H / block, block, W / block, block]);
    return reshape(permute(apart, [0, 3, 5, 1, 2, 4]), [N, C * block ** 2, H / block, W / block]);
  },
};

const padModes: Readonly<Record<string, string>> = {
  constant: "constant",
  reflect: "reflect",
  edge: "replicate",
  wrap: "circular",
};

/** An attribute or, since version 13, an input. */
function axesOf({ node, inputs }: Call, place: number): readonly number[] | undefined {
  const given: OnnxTensor | undefined = inputs[place];
  return given === undefined ? node.attributes.axes?.ints : [...given.data];
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
