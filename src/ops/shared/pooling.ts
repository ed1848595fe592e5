import { type Checked, faulty } from "../../base/index.ts";
import { floorDivide, known, type Shape, subtract } from "../../ir/index.ts";
import type { PoolLowering } from "../lowering.ts";
import type { Concrete, OpProblem } from "../op.ts";
import type { ReferenceTensor } from "../reference-tensor.ts";
import { type DimPair, type Flag, invalidAttribute } from "./attributes.ts";
import { readImage } from "./inputs.ts";
import { element, generate, imageSizes } from "./reference.ts";
import { extent, sidesOf, slide, symmetric } from "./sliding-window.ts";
import { byCross, titleOf, unless } from "./words.ts";

/** What max and average pooling have in common. */
export interface Pooling {
  readonly kernelSize: DimPair;
  readonly stride: DimPair;
  readonly padding: DimPair;
  readonly dilation: DimPair;
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

/** Channels stay; the window slides over height and width. */
export function inferPooling(pooling: Pooling, inputs: readonly Shape[]): Checked<Shape, OpProblem> {
  const image = readImage(inputs);
  const { batch, channels, height, width } = image.value;
  const sizes = slide({ ...pooling, padding: symmetric(pooling.padding) }, [height, width]);
  return faulty<Shape, OpProblem>([...batch, channels, ...sizes.value], ...image.problems, ...sizes.problems);
}

/** PyTorch wants every window to touch the input, so it allows padding up to half the kernel. */
export function widePadding({ kernelSize, padding, dilation }: Pooling): readonly OpProblem[] {
  const allowed = extent(kernelSize, dilation).map((size) => floorDivide(size, 2));
  const tooWide = padding.findIndex((size, axis) => (known(subtract(size, allowed[axis] ?? 0)) ?? 0) > 0);
  const [size, limit] = [padding[tooWide], allowed[tooWide]];
  if (size === undefined || limit === undefined) return [];
  return [invalidAttribute("padding", size, `at most half the kernel (${known(limit)})`)];
}

export function lowerPooling(
  pooling: Concrete<Pooling>,
  mode: PoolLowering["mode"],
  countIncludePad: boolean,
): PoolLowering {
  const { kernelSize, stride, padding, dilation } = pooling;
  const sides = sidesOf(symmetric(padding));
  return { family: "pool", mode, kernel: kernelSize, stride, padding: sides, dilation, countIncludePad };
}

/** Where one window lies: its first row and column, which may lie before the input. */
export interface Place {
  readonly top: number;
  readonly left: number;
  readonly height: number;
  readonly width: number;
}

/** Every output from the values of its window that lie inside the input, and from where the window lies. */
export function poolReference(
  pooling: Concrete<Pooling>,
  x: ReferenceTensor,
  combine: (values: readonly number[], place: Place) => number,
): ReferenceTensor {
  const {
    kernelSize: [kh, kw],
    stride: [sy, sx],
    padding: [py, px],
    dilation: [dy, dx],
  } = pooling;
  const [, C, height, width] = imageSizes(x.shape);
  const shape = inferPooling(pooling, [x.shape]).value.map(Number);
  const { data } = generate(imageSizes(shape), ([n = 0, c = 0, oy = 0, ox = 0]) => {
    const [top, left] = [oy * sy - py, ox * sx - px];
    const values: number[] = [];
    for (let i = 0; i < kh; i++) {
      for (let j = 0; j < kw; j++) {
        const [row, column] = [top + i * dy, left + j * dx];
        if (row < 0 || row >= height || column < 0 || column >= width) continue;
        values.push(element(x.data, ((n * C + c) * height + row) * width + column));
      }
    }
    return combine(values, { top, left, height, width });
  });
  return { shape, data };
}
