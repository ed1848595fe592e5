import { madd, sumLanes } from "./simd";

/**
 * Outputs rowBegin … rowEnd of y = x · Wᵀ + b for `batch` rows of x: f32[batch][inFeatures] →
 * f32[batch][outFeatures].
 *
 * weights f32[outFeatures][inFeatures], as PyTorch keeps them; bias f32[outFeatures] or 0. The result is
 * clamped.
 */
export function f32_linear(
  input: usize, inFeatures: i32, output: usize, outFeatures: i32, batch: i32, weights: usize, bias: usize,
  lo: f32, hi: f32, rowBegin: i32, rowEnd: i32
): void {
  let row = rowBegin;
  for (; row + 4 <= rowEnd; row += 4) {
    const w = weights + row * inFeatures * 4;
    for (let n = 0; n < batch; n++) {
      fourRows(
        input + n * inFeatures * 4, inFeatures, w, bias ? bias + row * 4 : 0,
        output + (n * outFeatures + row) * 4, lo, hi
      );
    }
  }
  for (; row < rowEnd; row++) {
    const w = weights + row * inFeatures * 4;
    for (let n = 0; n < batch; n++) {
      oneRow(
        input + n * inFeatures * 4, inFeatures, w, bias ? bias + row * 4 : 0,
        output + (n * outFeatures + row) * 4, lo, hi
      );
    }
  }
}

/** Four rows share the loads of x; two accumulators each hide the latency of the sums. */
function fourRows(x: usize, count: i32, w: usize, bias: usize, out: usize, lo: f32, hi: f32): void {
  const row = <usize>count * 4;
  const zero = f32x4.splat(0);
  let a0 = zero, a1 = zero, a2 = zero, a3 = zero;
  let b0 = zero, b1 = zero, b2 = zero, b3 = zero;
  let p0 = w, p1 = w + row, p2 = w + 2 * row, p3 = w + 3 * row;
  let k = 0;
  for (; k + 8 <= count; k += 8) {
    const xa = v128.load(x), xb = v128.load(x, 16);
    a0 = madd(xa, v128.load(p0), a0); b0 = madd(xb, v128.load(p0, 16), b0);
    a1 = madd(xa, v128.load(p1), a1); b1 = madd(xb, v128.load(p1, 16), b1);
    a2 = madd(xa, v128.load(p2), a2); b2 = madd(xb, v128.load(p2, 16), b2);
    a3 = madd(xa, v128.load(p3), a3); b3 = madd(xb, v128.load(p3, 16), b3);
    x += 32; p0 += 32; p1 += 32; p2 += 32; p3 += 32;
  }
  let s0 = sumLanes(f32x4.add(a0, b0)), s1 = sumLanes(f32x4.add(a1, b1));
  let s2 = sumLanes(f32x4.add(a2, b2)), s3 = sumLanes(f32x4.add(a3, b3));
  for (; k < count; k++) {
    const value = load<f32>(x);
    s0 += value * load<f32>(p0); s1 += value * load<f32>(p1);
    s2 += value * load<f32>(p2); s3 += value * load<f32>(p3);
    x += 4; p0 += 4; p1 += 4; p2 += 4; p3 += 4;
  }
  finish(out, s0, bias, lo, hi);
  finish(out + 4, s1, bias ? bias + 4 : 0, lo, hi);
  finish(out + 8, s2, bias ? bias + 8 : 0, lo, hi);
  finish(out + 12, s3, bias ? bias + 12 : 0, lo, hi);
}

function oneRow(x: usize, count: i32, w: usize, bias: usize, out: usize, lo: f32, hi: f32): void {
  let a = f32x4.splat(0);
  let b = a;
  let k = 0;
  for (; k + 8 <= count; k += 8) {
    a = madd(v128.load(x), v128.load(w), a);
    b = madd(v128.load(x, 16), v128.load(w, 16), b);
    x += 32; w += 32;
  }
  let sum = sumLanes(f32x4.add(a, b));
  for (; k < count; k++) {
    sum += load<f32>(x) * load<f32>(w);
    x += 4; w += 4;
  }
  finish(out, sum, bias, lo, hi);
}

@inline
function finish(out: usize, sum: f32, bias: usize, lo: f32, hi: f32): void {
  let y = bias ? sum + load<f32>(bias) : sum;
  if (y < lo) y = lo;
  if (y > hi) y = hi;
  store<f32>(out, y);
}
