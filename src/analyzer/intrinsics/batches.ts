import {
  type Dim,
  elementCount,
  equal,
  isUnknown,
  known,
  type Shape,
  substitute,
  symbolsOf,
} from "../../ir/index.ts";
import { findOp } from "../../ops/index.ts";
import type { Machine } from "../run/machine.ts";
import type { Fold } from "../run/records.ts";
import type { Made } from "../values/value.ts";

/** A tensor's batch while it is the first axis, or the folds that merged it into the features: several where inputs meet. */
interface Batch {
  readonly size: Dim;
  readonly folds: readonly Fold[];
}

const batches = new WeakMap<Made, Batch>();

/** Follows the batch through one application. A fold is reported at the end unless the batch has been restored. */
export function followBatch(m: Machine, made: Made, isFine: boolean): void {
  const { inputs, shape } = made;
  const [first] = shape;
  if (first === undefined || isUnknown(first)) return;
  if (inputs.length === 0) {
    // Written numbers and parameters have no batch, and neither has a table that a constructor makes.
    const isTable = made.attrs.fill === undefined || m.constructing.length > 0;
    const mayHaveBatch = !isTable && (shape.length === 4 || shape.length === 2);
    if (mayHaveBatch) batches.set(made, { size: first, folds: [] });
    return;
  }
  const { batch, folds } = batchOf(inputs);
  if (folds.length > 0)
    batches.set(made, { size: first, folds: folds.flatMap((fold) => afterFold(fold, made) ?? []) });
  else if (batch !== undefined && equal(first, batch.size)) batches.set(made, { size: first, folds: [] });
  else if (batch !== undefined && isFine) foldAt(m, made, batch.size);
}

/** The batch of the first input that has one, and the folds that all of them come from. */
function batchOf(inputs: readonly Made[]): {
  readonly batch: Batch | undefined;
  readonly folds: readonly Fold[];
} {
  let batch: Batch | undefined;
  let folds: readonly Fold[] = [];
  for (const input of inputs) {
    const own = batches.get(input);
    batch ??= own;
    if (own !== undefined && own.folds.length > 0) folds = [...new Set([...folds, ...own.folds])];
  }
  return { batch, folds };
}

/** Numbers that fill a tensor in place have its batch, not one of their own. */
export function keepBatch(tensor: Made, filling: Made): void {
  const batch = batches.get(tensor);
  if (filling.inputs.length > 0) return;
  if (batch === undefined) batches.delete(filling);
  else batches.set(filling, batch);
}

/** The first fold that tensors come from. */
export function foldBehind(inputs: readonly Made[]): Fold | null {
  return inputs.flatMap((input) => batches.get(input)?.folds ?? [])[0] ?? null;
}

function foldAt(m: Machine, made: Made, batch: Dim): void {
  const { op, owner, source, inputs, shape: to } = made;
  const from = inputs[0]?.shape ?? [];
  const at = owner?.module?.frame?.place ?? source;
  if (at === null || findOp(op).regroups !== true || !isFold(from, to, batch)) return;
  const isRead = owner !== null || to.length > 1;
  const fold: Fold = { op, at, from, to, batch, isRead, isRestored: false };
  batches.set(made, { size: batch, folds: [fold] });
  if (m.onApply === null) m.folds.push(fold);
}

/** Null once the batch is restored. Layers with parameters treat the folded axis as features. */
function afterFold(fold: Fold, { op, attrs, shape }: Made): Fold | null {
  const isBack = shape.length > 1 && equal(shape[0] ?? 1, fold.batch);
  if (isBack) fold.isRestored = true;
  else if (Object.keys(findOp(op).params(attrs)).length > 0) fold.isRead = true;
  return isBack ? null : fold;
}

/**
 * Whether a regrouping makes rows that hold more than one image, or parts of one that are not whole axes. Rows of whole
 * axes are meant: `x.permute(0, 2, 3, 1).reshape(-1, channels)` has a row for each pixel.
 */
function isFold(from: Shape, to: Shape, batch: Dim): boolean {
  if (from.length < 2 || isSameBesidesOnes(from, to)) return false;
  if (to.length === 1) return elementCount(from.slice(1)) !== 1;
  const [rows, ...axes] = numbersOf([to[0] ?? 1, ...from], batch);
  if (rows !== undefined) return !axes.some((_, index) => product(axes.slice(0, index + 1)) === rows);
  // Other sizes may be open too: only a batch among the features is certainly folded.
  const [name] = symbolsOf(batch);
  return name !== undefined && !symbolsIn(to.slice(0, 1)).has(name) && symbolsIn(to.slice(1)).has(name);
}

/** Whether axes of one element are all that comes or goes: `x.unsqueeze(0)` merges nothing. */
function isSameBesidesOnes(from: Shape, to: Shape): boolean {
  const [before, after] = [from, to].map((shape) => shape.filter((size) => !equal(size, 1)));
  return (
    before?.length === after?.length &&
    before?.every((size, axis) => equal(size, after?.[axis] ?? 1)) === true
  );
}

/** Stands for an unknown batch; it has many divisors. */
const manyImages = 5040;

/** Empty where a size stays open. */
function numbersOf(dims: Shape, batch: Dim): readonly number[] {
  const [name] = symbolsOf(batch);
  const bindings = new Map<string, Dim>(name === undefined ? [] : [[name, manyImages]]);
  const numbers = dims.flatMap((dim) => known(substitute(dim, bindings)) ?? []);
  return numbers.length === dims.length ? numbers : [];
}

function symbolsIn(dims: Shape): ReadonlySet<string> {
  return new Set(dims.flatMap(symbolsOf));
}

function product(sizes: readonly number[]): number {
  return sizes.reduce((all, size) => all * size, 1);
}
