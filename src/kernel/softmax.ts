import { exp } from "./elementary";

/**
 * Softmax, or where `logarithm` is 1 its logarithm, over the middle of a row-major f32[outer][size][inner]. The
 * output stands elsewhere than the input.
 */
export function f32_softmax(
  input: usize, output: usize, outer: i32, size: i32, inner: i32, logarithm: i32
): void {
  const step = <usize>(inner * 4);
  for (let i = 0; i < outer; i++) {
    const offset = <usize>(i * size * inner * 4);
    let from = input + offset;
    let to = output + offset;
    if (inner == 1) {
      softmaxRow(from, to, size, logarithm);
    } else {
      let j = 0;
      for (; j + 4 <= inner; j += 4, from += 16, to += 16) fourColumns(from, to, size, step, logarithm);
      for (; j < inner; j++, from += 4, to += 4) oneColumn(from, to, size, step, logarithm);
    }
  }
}

/** The maximum is taken out first, so that no exponential overflows; a NaN spreads over its row. */
function softmaxRow(from: usize, to: usize, size: i32, logarithm: i32): void {
  let largest: f32 = -Infinity;
  for (let i = 0; i < size; i++) largest = max(largest, load<f32>(from + i * 4));
  const shift = f32x4.splat(largest);
  let sums = f32x4.splat(0);
  let sum: f32 = 0;
  let i = 0;
  for (; i + 4 <= size; i += 4) {
    const e = exp(f32x4.sub(v128.load(from + i * 4), shift));
    v128.store(to + i * 4, e);
    sums = f32x4.add(sums, e);
  }
  for (; i < size; i++) {
    const e = f32x4.extract_lane(exp(f32x4.sub(v128.load32_splat(from + i * 4), shift)), 0);
    store<f32>(to + i * 4, e);
    sum += e;
  }
  sum += f32x4.extract_lane(
    sums, 0
  ) + f32x4.extract_lane(sums, 1) + f32x4.extract_lane(sums, 2) + f32x4.extract_lane(sums, 3);
  if (logarithm) return shiftColumn(from, to, size, 4, largest, sum);
  const by = f32x4.splat(sum);
  for (i = 0; i + 4 <= size; i += 4) v128.store(to + i * 4, f32x4.div(v128.load(to + i * 4), by));
  for (; i < size; i++) store<f32>(to + i * 4, load<f32>(to + i * 4) / sum);
}

function fourColumns(from: usize, to: usize, size: i32, step: usize, logarithm: i32): void {
  const end = from + size * step;
  let largest = f32x4.splat(-Infinity);
  for (let p = from; p < end; p += step) largest = f32x4.max(largest, v128.load(p));
  let sum = f32x4.splat(0);
  for (let p = from, q = to; p < end; p += step, q += step) {
    const e = exp(f32x4.sub(v128.load(p), largest));
    v128.store(q, e);
    sum = f32x4.add(sum, e);
  }
  if (logarithm) {
    shiftColumn(from, to, size, step, f32x4.extract_lane(largest, 0), f32x4.extract_lane(sum, 0));
    shiftColumn(from + 4, to + 4, size, step, f32x4.extract_lane(largest, 1), f32x4.extract_lane(sum, 1));
    shiftColumn(from + 8, to + 8, size, step, f32x4.extract_lane(largest, 2), f32x4.extract_lane(sum, 2));
    shiftColumn(from + 12, to + 12, size, step, f32x4.extract_lane(largest, 3), f32x4.extract_lane(sum, 3));
    return;
  }
  for (let q = to; q < to + size * step; q += step) v128.store(q, f32x4.div(v128.load(q), sum));
}

function oneColumn(from: usize, to: usize, size: i32, step: usize, logarithm: i32): void {
  const end = from + size * step;
  let largest: f32 = -Infinity;
  for (let p = from; p < end; p += step) largest = max(largest, load<f32>(p));
  let sum: f32 = 0;
  for (let p = from, q = to; p < end; p += step, q += step) {
    const e = f32x4.extract_lane(exp(f32x4.splat(load<f32>(p) - largest)), 0);
    store<f32>(q, e);
    sum += e;
  }
  if (logarithm) return shiftColumn(from, to, size, step, largest, sum);
  for (let q = to; q < to + size * step; q += step) store<f32>(q, load<f32>(q) / sum);
}

/** x − largest − ln sum, in this order: largest and logarithm may be as far apart as 1e7 and 1. */
function shiftColumn(from: usize, to: usize, size: i32, step: usize, largest: f32, sum: f32): void {
  const end = from + size * step;
  const log = Mathf.log(sum);
  for (let p = from, q = to; p < end; p += step, q += step) store<f32>(q, load<f32>(p) - largest - log);
}
