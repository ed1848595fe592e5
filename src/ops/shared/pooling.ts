import { type Checked, faulty } from "../../base/index.ts";
import { floorDivide, known, type Shape, subtract } from "../../ir/index.ts";
import type { PoolLowering } from "../lowering.ts";
import type { Concrete, OpProblem } from "../op.ts";
import type { ReferenceTensor } from "../reference-tensor.ts";
import { type Flag, invalidAttribute } from "./attributes.ts";
import { element, generate } from "./reference.ts";
import { depthOf, extent, sidesOf, slide, symmetric } from "./sliding-window.ts";
import { type AxisCount, pairOf, readSpatial, type Sizes, sizeOf, tripleOf, volumeSizes } from "./spatial.ts";
import { byCross, titleOf, unless } from "./words.ts";

/** What max and average pooling have in common. */
export interface Pooling {
  readonly kernelSize: Sizes;
  readonly stride: Sizes;
  readonly padding: Sizes;
  readonly dilation: Sizes;
  /** Whether a last window may hang over the end. */
  readonly ceilMode: Flag;
}

export function titlePooling(
  name: string,
  { kernelSize, stride, padding, dilation, ceilMode }: Pooling,
): string {
  return titleOf(
    name,
    byCross(kernelSize),
    unless(1, "stride", stride),
    unless(0, "padding", padding),
    unless(1, "dilation", dilation),
    ceilMode === true ? "ceil" : "",
  );
}

/** Channels stay; the window slides over the axes behind them. */
export function inferPooling(pooling: Pooling, inputs: readonly Shape[]): Checked<Shape, OpProblem> {
  const { value: x, problems } = readSpatial(inputs, axesOf(pooling));
  const places = slide({ ...pooling, padding: symmetric(pooling.padding) }, x.sizes);
  return faulty<Shape, OpProblem>([...x.batch, x.channels, ...places.value], ...problems, ...places.problems);
}

function axesOf({ kernelSize }: Pooling): AxisCount {
  return kernelSize.length as AxisCount;
}

/** PyTorch wants every window to touch the input, so it allows padding up to half the kernel. */
export function widePadding({ kernelSize, padding, dilation }: Pooling): readonly OpProblem[] {
  const allowed = extent(kernelSize, dilation).map((size) => floorDivide(size, 2));
  const tooWide = padding.findIndex((size, axis) => (known(subtract(size, sizeOf(allowed, axis))) ?? 0) > 0);
  const [size, limit] = [padding[tooWide], allowed[tooWide]];
  if (size === undefined || limit === undefined) return [];
  return [invalidAttribute("padding", size, `at most half the kernel (${known(limit)})`)];
}

export function lowerPooling(
  pooling: Concrete<Pooling>,
  [shape = []]: readonly (readonly number[])[],
  mode: PoolLowering["mode"],
  countIncludePad: boolean,
): PoolLowering {
  const { kernelSize, stride, dilation } = pooling;
  const window = { ...pooling, padding: symmetric(pooling.padding) };
  const output = inferPooling(pooling, [shape]).value.map(Number);
  return {
    family: "pool",
    axes: axesOf(pooling),
    mode,
    kernel: pairOf(kernelSize, 1),
    stride: pairOf(stride, 1),
    padding: sidesOf(window.padding),
    dilation: pairOf(dilation, 1),
    depth: depthOf(window, [shape.at(-3) ?? 1, output.at(-3) ?? 1]),
    countIncludePad,
  };
}

/** Where one window begins along each of depth, height and width, which may be before the input, and the input's sizes. */
export interface WindowPosition {
  readonly start: readonly [number, number, number];
  readonly sizes: readonly [number, number, number];
}

/** Every output from the values in its window that lie inside the input, the window's place, and their places. */
export function poolReference(
  pooling: Concrete<Pooling>,
  x: ReferenceTensor,
  combine: (values: readonly number[], window: WindowPosition, places: readonly number[]) => number,
): ReferenceTensor {
  const axes = axesOf(pooling);
  const [kd, kh, kw] = tripleOf(pooling.kernelSize, 1);
  const [sz, sy, sx] = tripleOf(pooling.stride, 1);
  const [pz, py, px] = tripleOf(pooling.padding, 0);
  const [dz, dy, dx] = tripleOf(pooling.dilation, 1);
  const [, C, D, H, W] = volumeSizes(x.shape, axes);
  const shape = inferPooling(pooling, [x.shape]).value.map(Number);
  const { data } = generate(volumeSizes(shape, axes), ([n = 0, c = 0, oz = 0, oy = 0, ox = 0]) => {
    const start = [oz * sz - pz, oy * sy - py, ox * sx - px] as const;
    const values: number[] = [];
    const places: number[] = [];
    for (let tap = 0; tap < kd * kh * kw; tap++) {
      const slice = start[0] + Math.floor(tap / (kh * kw)) * dz;
      const [row, column] = [start[1] + (Math.floor(tap / kw) % kh) * dy, start[2] + (tap % kw) * dx];
      if (slice < 0 || slice >= D || row < 0 || row >= H || column < 0 || column >= W) continue;
      const place = (slice * H + row) * W + column;
      places.push(place);
      values.push(element(x.data, (n * C + c) * D * H * W + place));
    }
    return combine(values, { start, sizes: [D, H, W] }, places);
  });
  return { shape, data };
}
