import { type Mixture, mixturesOf, type ResizeLowering } from "../../ops/index.ts";
import { mixed } from "./mixed.ts";
import { float, int, type Named, node, type Translation, text } from "./words.ts";

/**
 * `Resize` with PyTorch's coordinates. A factor is written as one where it comes to the size that PyTorch has of it;
 * else the size is written, of which a batch that only a run knows is taken from the input. Where the nearest pixel
 * depends on how a program rounds, the pixels are named one by one.
 */
export function translateResize(named: Named, lowering: ResizeLowering): Translation {
  const { mode, alignCorners } = lowering;
  const [shape = []] = named.shapes;
  const [, , height = 1, width = 1] = shape;
  const { rows, columns } = mixturesOf(lowering, shape, named.stage.shape);
  const scales = scalesOf(named, lowering);
  const [down, across] = scales ?? [rows.length / height, columns.length / width];
  if (lowering.antialias) return mixed(named, mixtureTable(rows, height), mixtureTable(columns, width));
  if (mode === "nearest-exact") return gathered(named, rows, columns);
  if (mode === "nearest" && !(isPlain(rows, height, down) && isPlain(columns, width, across))) {
    return gathered(named, rows, columns);
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
    const constant = { name: `${output}/scales`, shape: [4], data: Float32Array.of(1, 1, ...scales) };
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
  { scale, mode, alignCorners }: ResizeLowering,
): readonly [number, number] | null {
  if (scale === null || alignCorners) return null;
  const [height, width] = scale.map((factor, axis) => {
    const [from = 1, to = 1] = [shapes[0]?.[axis + 2], stage.shape[axis + 2]];
    const single = mode === "bilinear" && from === to ? 1 : factor;
    const near = [single, single * (1 + 2 ** -23), single * (1 - 2 ** -23)].map(Math.fround);
    return near.find((one) => [from * one, Math.fround(from * one)].every((size) => Math.floor(size) === to));
  });
  return height === undefined || width === undefined ? null : [height, width];
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

function gathered(
  { inputs, output }: Named,
  rows: readonly Mixture[],
  columns: readonly Mixture[],
): Translation {
  const indices = (name: string, mixtures: readonly Mixture[]) => ({
    name: `${output}/${name}`,
    shape: [mixtures.length],
    data: mixtures.map(([[index] = [0]]) => index),
  });
  const constants = [indices("rows", rows), indices("columns", columns)] as const;
  const nodes = [
    node("Gather", [inputs[0] ?? "", constants[0].name], `${output}/tall`, { axis: int(2) }),
    node("Gather", [`${output}/tall`, constants[1].name], output, { axis: int(3) }),
  ];
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
    return { nodes: [], constants: [{ name: size, shape: [4], data: stage.shape }] };
  }
  const rest = `${output}/rest`;
  const nodes = [
    node("Shape", [inputs[0] ?? ""], `${output}/batch`, { start: int(0), end: int(1) }),
    node("Concat", [`${output}/batch`, rest], size, { axis: int(0) }),
  ];
  return { nodes, constants: [{ name: rest, shape: [3], data: stage.shape.slice(1) }] };
}
