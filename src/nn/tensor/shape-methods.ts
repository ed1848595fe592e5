import type { Attrs, Shape } from "../../ir/index.ts";
import { markPicked } from "../running/picked-places.ts";
import { isTensor } from "../running/states-in.ts";

/** A size or an axis, or several in one array. */
type Listed = number | readonly number[];

/** A slice as a text, one place, a list or a tensor of places, or a new axis. */
export type IndexPart = string | number | readonly number[] | ShapeMethods | null;

/** What gives a tensor another shape, and no other numbers. */
export abstract class ShapeMethods {
  /**
   * Applies an op to this tensor, and to others behind it; numbers among them are constants.
   * @internal
   */
  protected abstract applied(op: string, attrs: Attrs, others?: readonly (ShapeMethods | number)[]): this;

  abstract readonly dims: Shape;

  abstract get shape(): readonly number[];

  /** One size, counted from the end where `dim` is negative, or all of them. */
  size(): readonly number[];
  size(dim: number): number;
  size(dim?: number): number | readonly number[] {
    return dim === undefined ? this.shape : (this.shape.at(dim) as number);
  }

  /** How many numbers it has. */
  numel(): number {
    return this.shape.reduce((count, size) => count * size, 1);
  }

  /** Leaves out the axes `dims` where their size is 1, or every axis of size 1. */
  squeeze(dims?: Listed): this {
    return this.applied("squeeze", { dims: dims === undefined ? null : [dims].flat() });
  }

  /** Puts in an axis of size 1 at the place `dim`, which counts from the end where negative. */
  unsqueeze(dim: number): this {
    return this.applied("unsqueeze", { dim });
  }

  /** The same numbers under another shape; one size may be −1 and follows from the others. */
  reshape(...sizes: readonly Listed[]): this {
    return this.applied("reshape", { shape: sizes.flat() });
  }

  /** `reshape` under PyTorch's older name. */
  view(...sizes: readonly Listed[]): this {
    return this.reshape(...sizes);
  }

  /** Makes several axes of one, `dim`; one of their sizes may be −1 and follows from the others. */
  unflatten(dim: number, sizes: readonly number[]): this {
    return this.applied("unflatten", { dim, sizes });
  }

  /** Makes the axes from `startDim` to `endDim`, both included, one. */
  flatten(startDim = 0, endDim = -1): this {
    return this.applied("flatten", { startDim, endDim });
  }

  /** The axes in another order: axis i of the result is axis `dims[i]`. */
  permute(...dims: readonly Listed[]): this {
    return this.applied("permute", { dims: dims.flat() });
  }

  /** Two axes change places. */
  transpose(dim0: number, dim1: number): this {
    return this.applied("transpose", { dim0, dim1 });
  }

  /** `transpose` under NumPy's name. */
  swapaxes(axis0: number, axis1: number): this {
    return this.transpose(axis0, axis1);
  }

  /** The transpose of a matrix; a tensor of fewer axes stays as it is. */
  t(): this {
    const rank = this.shape.length;
    if (rank > 2) throw new RangeError(`t takes a matrix, and this tensor has ${rank} axes.`);
    return rank < 2 ? this : this.transpose(0, 1);
  }

  /** Moves the axes `source` to the places `destination`; the others keep their order. */
  movedim(source: Listed, destination: Listed): this {
    return this.applied("movedim", { source: [source].flat(), destination: [destination].flat() });
  }

  /** The same numbers in consecutive memory: the tensor itself if they are laid out so already, otherwise a copy, as in PyTorch. */
  abstract contiguous(): this;

  /** The same numbers as a tensor of its own, which does not change when this one is changed in place. */
  abstract clone(): this;

  /** `length` places of the axis `dim` from `start` on, which counts from the end where negative. */
  narrow(dim: number, start: number, length: number): this {
    return this.applied("narrow", { dim, start, length });
  }

  /**
   * Every place of the axis `dim` from `start` up to, but not with, `end`, or every `step`-th of them. Both bounds count
   * from the end where negative, and null leaves them open: `x.slice(-1, null, null, 2)` is PyTorch's `x[..., ::2]`.
   */
  slice(dim: number, start: number | null = null, end: number | null = null, step = 1): this {
    return this.applied("slice", { dim, start, end, step });
  }

  /**
   * The places `indices` of the axis `dim`, in that order and as often as they are named; a tensor of places has one axis.
   */
  indexSelect(dim: number, indices: readonly number[] | ShapeMethods): this {
    if (!isTensor<ShapeMethods>(indices)) return this.applied("index-select", { dim, indices });
    const { shape } = this;
    const axis = dim < 0 ? dim + shape.length : dim;
    const along = shape.map((_, at) => (at === axis ? -1 : 1));
    return this.gather(
      dim,
      indices.reshape(along).expand(shape.map((size, at) => (at === axis ? -1 : size))),
    );
  }

  /**
   * Takes, along the axis `dim`, the numbers at the indices in `index`, whose shape the result has: for a `dim`
   * of 1, element (i, j) of the result is element (i, index[i, j]). An index out of range gives NaN, where
   * PyTorch raises an error.
   */
  gather(dim: number, index: ShapeMethods): this {
    return this.applied("gather", { dim }, [index]);
  }

  /**
   * What PyTorch writes between brackets, a part for each axis from the first on: `x.index(":", "::2")` is `x[:, ::2]`. A
   * text is a slice, `"start:end:step"`; a number takes one place and leaves the axis out; a list or a tensor takes its places;
   * `null` puts in an axis of size 1; `"..."` stands for all axes in between. What a list or a tensor takes is a copy, all else a
   * view: `x.index(":", 0).copy_(y)` changes x.
   */
  index(...parts: readonly IndexPart[]): this {
    const counted = parts.filter((part) => part !== null && part !== "...").length;
    const lists = parts.filter((part) => typeof part === "object" && part !== null).length;
    if (lists > 1 || (lists === 1 && parts.some((part) => typeof part === "number")))
      throw new TypeError(
        "index takes one list of places, and no number beside it. Take them one after the other.",
      );
    if (counted > this.shape.length)
      throw new TypeError(`index has ${counted} parts, but the tensor has ${this.shape.length} axes.`);
    let result: this = this;
    let dim = 0;
    for (const part of parts) {
      if (part === "...") dim += Math.max(this.shape.length - counted, 0);
      else result = partAt(result, dim, part);
      if (isTensor<ShapeMethods>(part)) dim += part.shape.length;
      else if (part !== "..." && typeof part !== "number") dim += 1;
    }
    return lists > 0 ? markPicked(result) : result;
  }

  /** Repeats what axes of size 1 hold, up to the sizes given; −1 leaves a size as it is, and new axes come first. */
  expand(...sizes: readonly Listed[]): this {
    return this.applied("expand", { sizes: sizes.flat() });
  }

  /** The whole tensor so many times along each axis; new axes come first. */
  repeat(...repeats: readonly Listed[]): this {
    return this.applied("repeat", { repeats: repeats.flat() });
  }

  /** The axes `dims` backwards. */
  flip(...dims: readonly Listed[]): this {
    return this.applied("flip", { dims: dims.flat() });
  }

  /** Everything moves on by `shifts` places along the axes `dims`, or all numbers in a row; what leaves comes in again. */
  roll(shifts: Listed, dims?: Listed): this {
    return this.applied("roll", {
      shifts: [shifts].flat(),
      dims: dims === undefined ? null : [dims].flat(),
    });
  }

  /** One place of the axis `dim`, which is left out; `index` counts from the end where negative. */
  select(dim: number, index: number): this {
    return this.narrow(dim, index, 1).squeeze(dim);
  }

  /** Equal parts of the axis `dim`, the last one shorter where they do not come out even; at most `chunks` of them. */
  chunk(chunks: number, dim = 0): this[] {
    const parts: this[] = [];
    // The first is made in any case: the op refuses a number of parts that cannot be.
    for (let index = 0; index === 0 || index < chunks; index++) {
      const part = this.applied("chunk", { chunks, index, dim });
      if (!part.shape.at(dim)) break;
      parts.push(part);
    }
    return parts;
  }

  /** Parts of the axis `dim` of the sizes given, or of one size each, of which the last one has the rest. */
  split(sizes: number | readonly number[], dim = 0): this[] {
    const lengths = typeof sizes === "number" ? evenSizes(this.shape.at(dim), sizes) : [sizes].flat();
    return lengths.map((_, index) => this.applied("split", { sizes: lengths, index, dim }));
  }

  /** Every place of the axis `dim` as a tensor of its own, without that axis. */
  unbind(dim = 0): this[] {
    const parts: this[] = [];
    // The first is made in any case: the op refuses an axis that cannot be.
    for (let index = 0; index === 0 || index < (this.shape.at(dim) ?? 1); index++)
      parts.push(this.select(dim, index));
    return parts;
  }
}

/** As many times `length` as fit, and the rest. What cannot be stays one part, which the op refuses. */
function evenSizes(size: number | undefined, length: number): number[] {
  if (size === undefined || length <= 0) return [length];
  const sizes: number[] = [];
  for (let rest = size; rest > 0; rest -= length) sizes.push(Math.min(length, rest));
  return sizes;
}

/** What one part of `index` makes of an axis. */
function partAt<T extends ShapeMethods>(x: T, dim: number, part: IndexPart): T {
  if (part === null) return x.unsqueeze(dim);
  if (part === ":") return x;
  if (isTensor<ShapeMethods>(part)) return x.indexSelect(dim, part.reshape(-1)).unflatten(dim, part.shape);
  if (typeof part !== "string")
    return typeof part === "number" ? x.select(dim, part) : x.indexSelect(dim, part);
  const bounds = part.split(":").map((bound) => (bound.trim() === "" ? null : Number(bound)));
  // A text without a colon is no slice, which `select` says.
  if (bounds.length === 1 || bounds.length > 3) return x.select(dim, part as never);
  const [start = null, end = null, step = 1] = bounds;
  return x.slice(dim, start, end, step ?? 1);
}
