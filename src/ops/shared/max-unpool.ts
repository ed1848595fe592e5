import { type Checked, faulty, ok } from "../../base/index.ts";
import {
  add,
  type Dim,
  known,
  multiply,
  printDim,
  product,
  type Shape,
  shapesDiffer,
  subtract,
} from "../../ir/index.ts";
import type { OpProblem } from "../op.ts";
import type { ReferenceTensor } from "../reference-tensor.ts";
import { invalidAttribute, list, notNegative, orNull, positive, sizes } from "./attributes.ts";
import type { OpSource } from "./define-op.ts";
import { countInputs, wrongRank } from "./inputs.ts";
import { countOf, required } from "./reference.ts";
import { type AxisCount, axisWords, readSpatial, type Sizes, sizeOf } from "./spatial.ts";
import { byCross, printed, titleOf, unless } from "./words.ts";

export type MaxUnpoolAttrs = {
  readonly kernelSize: Sizes;
  readonly stride: Sizes;
  readonly padding: Sizes;
  /** The output's sizes, or its whole shape; null for the sizes that the window gives. */
  readonly outputSize: readonly Dim[] | null;
};

/** Undoes a max pool: the numbers that it kept go back where they were, with zeros everywhere else. */
export function maxUnpool<K extends string>(
  kind: K,
  displayName: string,
  axes: AxisCount,
): Omit<OpSource<K, MaxUnpoolAttrs>, "examples"> {
  const shapeOf = (attrs: MaxUnpoolAttrs, inputs: readonly Shape[]): Checked<Shape, OpProblem> => {
    const [x = [], indices = x] = inputs;
    const wrong = countInputs(inputs, 2);
    if (wrong.length > 0) return { value: x, problems: wrong };
    const { value: image, problems } = readSpatial([x], axes);
    const places = unpooled(attrs, image.sizes);
    const value = [...image.batch, image.channels, ...places.value];
    if (problems.length > 0) return { value, problems };
    if (!shapesDiffer(x, indices)) return { value, problems: places.problems };
    return faulty(value, wrongRank(1, `as many places as numbers, [${x.map(printDim).join(", ")}]`, indices));
  };
  return {
    kind,
    category: "pooling",
    displayName,
    summary: `Puts the numbers that a max pool kept back where they were in ${axisWords[axes]}, with zeros elsewhere.`,
    title: ({ kernelSize, stride }) => titleOf(displayName, byCross(kernelSize), unless(1, "stride", stride)),
    rules: {
      kernelSize: sizes(axes, positive),
      stride: sizes(axes, positive),
      padding: sizes(axes, notNegative),
      outputSize: orNull(list(positive)),
    },
    check: ({ outputSize }) => wrongCount(outputSize, axes),
    infer: shapeOf,
    params: () => ({}),
    macs: () => 0,
    elementwise: () => 0,
    window: ({ stride }) => ({
      kind: "resampling",
      size: stride.map(() => 1),
      from: stride.map(() => 1),
      to: stride,
    }),
    reference(attrs, inputs) {
      const [x, indices] = [required(inputs[0]), required(inputs[1])];
      const shape = shapeOf(attrs, [x.shape, indices.shape]).value.map(Number);
      return scattered(x, indices, shape, axes);
    },
    lower(attrs, inputs) {
      const [shape = []] = inputs;
      const to = Number(product(shapeOf(attrs, inputs).value.slice(-axes)));
      return { family: "unpool", from: countOf(shape.slice(-axes)), to };
    },
  };
}

/** PyTorch takes the sizes, or a whole shape, whose batch and channels it ignores. */
function wrongCount(outputSize: readonly Dim[] | null, axes: AxisCount): readonly OpProblem[] {
  const count = outputSize?.length ?? axes;
  if (count === axes || count === axes + 2 || outputSize?.some((size) => typeof size === "object")) return [];
  const written = `[${(outputSize ?? []).map(printed).join(", ")}]`;
  return [invalidAttribute("outputSize", written, `a list of ${axes} or ${axes + 2} sizes`)];
}

/**
 * (size − 1) · stride − 2 · padding + kernel, or the size asked for, which must be less than a stride away from
 * it.
 */
function unpooled(
  { kernelSize, stride, padding, outputSize }: MaxUnpoolAttrs,
  from: Sizes,
): Checked<Sizes, OpProblem> {
  const wanted = outputSize?.slice(-from.length) ?? null;
  const places = from.map((size, axis) => {
    const spread = multiply(subtract(size, 1), sizeOf(stride, axis));
    const least = add(subtract(spread, multiply(sizeOf(padding, axis), 2)), sizeOf(kernelSize, axis));
    return { least, size: wanted === null ? least : sizeOf(wanted, axis) };
  });
  const sizesFound = places.map(({ size }) => size);
  const off = places.findIndex(({ least, size }, axis) => {
    const distance = known(subtract(size, least));
    return distance !== undefined && Math.abs(distance) >= (known(sizeOf(stride, axis)) ?? Infinity);
  });
  if (off >= 0) {
    const { least, size } = places[off] ?? { least: 0, size: 0 };
    const expected = `less than the stride away from ${printed(least)}`;
    return faulty(sizesFound, invalidAttribute("outputSize", size, expected));
  }
  const tooSmall = places.find(({ size }) => (known(size) ?? 1) < 1);
  if (tooSmall === undefined) return ok(sizesFound);
  return faulty(
    sizesFound,
    invalidAttribute("padding", byCross(padding), "a padding that leaves a size above 0"),
  );
}

function scattered(
  x: ReferenceTensor,
  indices: ReferenceTensor,
  shape: readonly number[],
  axes: AxisCount,
): ReferenceTensor {
  const [from, to] = [countOf(x.shape.slice(-axes)), countOf(shape.slice(-axes))];
  const data = new Float32Array(countOf(shape));
  x.data.forEach((value, offset) => {
    const place = Math.trunc(indices.data[offset] ?? -1);
    if (place >= 0 && place < to) data[Math.floor(offset / from) * to + place] = value;
  });
  return { shape, data };
}
