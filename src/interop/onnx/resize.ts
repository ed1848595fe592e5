import { type Mixture, mixturesOf, type ResizeLowering } from "../../ops/index.ts";
import { mixed } from "./mixed.ts";
import { float, int, type Named, node, spatial, type Translation, text } from "./words.ts";

/**
 * `Resize` with PyTorch's coordinates. A factor is written as one where it comes to the size that PyTorch has of it;
 * else the size is written, of which a batch that only a run knows is taken from the input. Where the nearest pixel
 * depends on how a program rounds, the pixels are named one by one.
 */
export function translateResize(named: Named, lowering: ResizeLowering): Translation {
  const { mode, alignCorners } = lowering;
  const [shape = []] = named.shapes;
  const sizes = shape.slice(2);
  const { slices, rows, columns } = mixturesOf(lowering, sizes, named.stage.shape.slice(2));
  const along = [slices, rows, columns].slice(-lowering.axes);
  const scales = scalesOf(named, lowering);
  const factors = scales ?? along.map((mixtures, axis) => mixtures.length / (sizes[axis] ?? 1));
  if (lowering.antialias) {
    return mixed(
      named,
      along.map((mixtures, axis) => mixtureTable(mixtures, sizes[axis] ?? 1)),
    );
  }
  if (mode === "nearest-exact") return gathered(named, along);
  if (mode === "nearest" && !along.every((one, axis) => isPlain(one, sizes[axis] ?? 1, factors[axis] ?? 1))) {
    return gathered(named, along);
  }
  const corners = alignCorners ? "align_corners" : "half_pixel";
  const attributes = {
    mode: text(mode === "nearest" ? "nearest" : mode === "bicubic" ? "cubic" : "linear"),
    ...(mode === "bicubic" ? { cubic_coeff_a: float(-0.75) } : {}),
    coordinate_transformation_mode: text(mode === "nearest" ? "asymmetric" : corners),
    nearest_mode: text("floor"),
  };
  const [input = ""] = named.inputs;
  const { output } = named;
  if (scales !== null) {
    const constant = {
      name: `${output}/scales`,
      shape: [scales.length + 2],
      data: Float32Array.of(1, 1, ...scales),
    };
    return { nodes: [node("Resize", [input, "", constant.name], output, attributes)], constants: [constant] };
  }
  const size = sizeOf(named);
  const resize = node("Resize", [input, "", "", `${output}/size`], output, attributes);
  return { nodes: [...size.nodes, resize], constants: size.constants };
}

/**
 * The author's factors, or next to them, so that size · factor is our size in single and in double precision; null
 * where none is, or the sizes alone decide.
 */
function scalesOf(
  { shapes, stage }: Named,
  { axes, depth, scale, mode, alignCorners }: ResizeLowering,
): readonly number[] | null {
  if (scale === null || alignCorners) return null;
  const factors = spatial(axes, depth?.scale ?? 1, scale).map((factor, axis) => {
    const [from = 1, to = 1] = [shapes[0]?.[axis + 2], stage.shape[axis + 2]];
    const single = mode === "bilinear" && from === to ? 1 : factor;
    const near = [single, single * (1 + 2 ** -23), single * (1 - 2 ** -23)].map(Math.fround);
    return near.find((one) => [from * one, Math.fround(from * one)].every((size) => Math.floor(size) === to));
  });
  const fitting = factors.filter((factor) => factor !== undefined);
  return fitting.length < factors.length ? null : fitting;
}

/**
 * Whether the pixels are those of the formula, output / scale, in whatever way a program comes to it. Where the size
 * stays, some programs copy.
 */
function isPlain(mixtures: readonly Mixture[], input: number, scale: number): boolean {
  const { fround } = Math;
  if (mixtures.length === input && mixtures.some(([[index] = [0]], i) => index !== i)) return false;
  return mixtures.every(([[index] = [0]], i) => {
    const places = [i / scale, fround(i / fround(scale)), fround(i * fround(1 / scale))];
    return places.every((place) => Math.min(Math.floor(place), input - 1) === index);
  });
}

/** Axis after axis. */
function gathered({ inputs, output }: Named, along: readonly (readonly Mixture[])[]): Translation {
  const constants = along.map((mixtures, axis) => ({
    name: `${output}/places${axis}`,
    shape: [mixtures.length],
    data: mixtures.map(([[index] = [0]]) => index),
  }));
  let from = inputs[0] ?? "";
  const nodes = constants.map(({ name }, axis) => {
    const to = axis === along.length - 1 ? output : `${output}/gathered${axis}`;
    const gather = node("Gather", [from, name], to, { axis: int(axis + 2) });
    from = to;
    return gather;
  });
  return { nodes, constants };
}

/** A row for each row or column of the output: how much it takes of each of the input's `size`. */
function mixtureTable(mixtures: readonly Mixture[], size: number): Float32Array {
  const table = new Float32Array(mixtures.length * size);
  for (const [i, mixture] of mixtures.entries())
    for (const [index, share] of mixture) table[i * size + index] = share;
  return table;
}

function sizeOf({ inputs, output, sizes, stage }: Named): Translation {
  const size = `${output}/size`;
  if (sizes.every((one) => typeof one === "number")) {
    return { nodes: [], constants: [{ name: size, shape: [stage.shape.length], data: stage.shape }] };
  }
  const rest = `${output}/rest`;
  const nodes = [
    node("Shape", [inputs[0] ?? ""], `${output}/batch`, { start: int(0), end: int(1) }),
    node("Concat", [`${output}/batch`, rest], size, { axis: int(0) }),
  ];
  return { nodes, constants: [{ name: rest, shape: [stage.shape.length - 1], data: stage.shape.slice(1) }] };
}
