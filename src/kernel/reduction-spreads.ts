import { lower, sumRow, upper } from "./normalize";

/*
 * Products, variances and standard deviations, in double; by number as in reduction.ts.
 */

/** Whether a reduction is among those that are here. */
@inline
export function isOfSpread(fn: i32): bool {
  return fn >= 3 && fn <= 5;
}

/** Reduces four neighbouring numbers, each with those that follow it `step` bytes apart. */
export function spreadFour(fn: i32, from: usize, size: i32, step: usize, correction: f32): v128 {
  return fn == 3 ? productFour(from, size, step) : varianceFour(fn, from, size, step, correction);
}

function productFour(from: usize, size: i32, step: usize): v128 {
  let a = f64x2.splat(1), b = a;
  for (let i = 0; i < size; i++, from += step) {
    const x = v128.load(from);
    a = f64x2.mul(a, lower(x));
    b = f64x2.mul(b, upper(x));
  }
  return narrowed(a, b);
}

function varianceFour(fn: i32, from: usize, size: i32, step: usize, correction: f32): v128 {
  let a = f64x2.splat(0), b = a, p = from;
  for (let i = 0; i < size; i++, p += step) {
    const x = v128.load(p);
    a = f64x2.add(a, lower(x));
    b = f64x2.add(b, upper(x));
  }
  const count = f64x2.splat(<f64>size);
  const meanA = f64x2.div(a, count), meanB = f64x2.div(b, count);
  a = f64x2.splat(0);
  b = a;
  for (let i = 0; i < size; i++, from += step) {
    const x = v128.load(from);
    const left = f64x2.sub(lower(x), meanA), right = f64x2.sub(upper(x), meanB);
    a = f64x2.add(a, f64x2.mul(left, left));
    b = f64x2.add(b, f64x2.mul(right, right));
  }
  const divisor = f64x2.splat(max<f64>(<f64>size - <f64>correction, 0));
  a = f64x2.div(a, divisor);
  b = f64x2.div(b, divisor);
  return fn == 4 ? narrowed(a, b) : narrowed(f64x2.sqrt(a), f64x2.sqrt(b));
}

@inline
function narrowed(a: v128, b: v128): v128 {
  return i32x4.shuffle(f32x4.demote_f64x2_zero(a), f32x4.demote_f64x2_zero(b), 0, 1, 4, 5);
}

/** The variance of `size` numbers that follow one another. */
export function varianceOfRow(from: usize, size: i32, correction: f32): f64 {
  const mean = sumRow(from, size) / <f64>size, means = f64x2.splat(mean);
  let a = f64x2.splat(0), b = a, i = 0;
  for (; i + 4 <= size; i += 4, from += 16) {
    const x = v128.load(from);
    const left = f64x2.sub(lower(x), means), right = f64x2.sub(upper(x), means);
    a = f64x2.add(a, f64x2.mul(left, left));
    b = f64x2.add(b, f64x2.mul(right, right));
  }
  a = f64x2.add(a, b);
  let squares = f64x2.extract_lane(a, 0) + f64x2.extract_lane(a, 1);
  for (; i < size; i++, from += 4) {
    const deviation = <f64>load<f32>(from) - mean;
    squares += deviation * deviation;
  }
  return squares / max<f64>(<f64>size - <f64>correction, 0);
}
