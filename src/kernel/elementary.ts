import { clamp, madd } from "./simd";

/*
 * Elementary functions, four lanes at a time. Constants stand in memory: some engines rebuild a splat of a constant at
 * every use inside a loop.
 */

// prettier-ignore
export const constants = memory.data<f32>([
  1.44269504, 1.44269504, 1.44269504, 1.44269504, // 0: log2(e)
  -0.693359375, -0.693359375, -0.693359375, -0.693359375, // 16: −ln 2, leading bits
  2.12194440e-4, 2.12194440e-4, 2.12194440e-4, 2.12194440e-4, // 32: −ln 2, the rest
  0.00138131448, 0.00138131448, 0.00138131448, 0.00138131448, // 48: eʳ's polynomial, within 4e-9 (fitted)
  0.00836941879, 0.00836941879, 0.00836941879, 0.00836941879, // 64
  0.041668456, 0.041668456, 0.041668456, 0.041668456, // 80
  0.16666515172, 0.16666515172, 0.16666515172, 0.16666515172, // 96
  0.49999994, 0.49999994, 0.49999994, 0.49999994, // 112
  -0.0, -0.0, -0.0, -0.0, // 128: the sign
  1, 1, 1, 1, // 144
  -88, -88, -88, -88, // 160: 2ⁿ is 0 there
  89, 89, 89, 89, // 176: 2ⁿ is infinity there
  12583039, 12583039, 12583039, 12583039, // 192: 1.5 · 2²³ + 127; a sum with it keeps no fraction
]);

/**
 * eˣ per lane, within 2 units in the last place; 0 below −87.7, infinity above 88.3, NaN for NaN. It is 2ⁿ eʳ with
 * whole n: the sum of x · log₂ e and a large number holds n + 127, 2ⁿ's exponent, in its last bits.
 */
@inline
export function exp(x: v128): v128 {
  const c = constants;
  const bounded = clamp(x, v128.load(c, 160), v128.load(c, 176));
  const shifted = madd(bounded, v128.load(c), v128.load(c, 192));
  const n = f32x4.sub(shifted, v128.load(c, 192));
  const r = madd(n, v128.load(c, 32), madd(n, v128.load(c, 16), bounded));
  // By pairs of terms (Estrin), which wait less for each other.
  const square = f32x4.mul(r, r);
  let p = madd(v128.load(c, 48), square, madd(v128.load(c, 64), r, v128.load(c, 80)));
  p = madd(p, square, madd(v128.load(c, 96), r, v128.load(c, 112)));
  p = madd(p, square, f32x4.add(r, v128.load(c, 144)));
  return f32x4.mul(p, i32x4.shl(shifted, 23));
}

/** The sign is in memory: in a loop it would be rebuilt in every round. */
@inline
export function negative(x: v128): v128 {
  return v128.xor(x, v128.load(constants, 128));
}

@inline
export function sigmoid(x: v128): v128 {
  const one = v128.load(constants, 144);
  return f32x4.div(one, f32x4.add(one, exp(negative(x))));
}

// prettier-ignore
const tanhTerms = memory.data<f32>([
  -5.70498872745e-3, -5.70498872745e-3, -5.70498872745e-3, -5.70498872745e-3, // 0: tanh near 0 (Cephes)
  2.06390887954e-2, 2.06390887954e-2, 2.06390887954e-2, 2.06390887954e-2,
  -5.37397155531e-2, -5.37397155531e-2, -5.37397155531e-2, -5.37397155531e-2,
  1.33314422036e-1, 1.33314422036e-1, 1.33314422036e-1, 1.33314422036e-1,
  -3.33332819422e-1, -3.33332819422e-1, -3.33332819422e-1, -3.33332819422e-1, // 64
  0.625, 0.625, 0.625, 0.625, // 80
  2, 2, 2, 2, // 96
]);

/** tanh per lane: a polynomial below 0.625, else 1 − 2 / (e²ˣ + 1), where nothing cancels. */
export function tanh(x: v128): v128 {
  const t = tanhTerms;
  const square = f32x4.mul(x, x);
  let p = madd(v128.load(t), square, v128.load(t, 16));
  p = madd(p, square, v128.load(t, 32));
  p = madd(p, square, v128.load(t, 48));
  p = madd(p, square, v128.load(t, 64));
  const near = madd(f32x4.mul(p, square), x, x);
  const one = v128.load(constants, 144);
  const e = exp(f32x4.mul(f32x4.abs(x), v128.load(t, 96)));
  const far = f32x4.sub(one, f32x4.div(v128.load(t, 96), f32x4.add(e, one)));
  const signed = v128.or(far, v128.and(x, i32x4.splat(0x80000000)));
  return v128.bitselect(near, signed, f32x4.lt(f32x4.abs(x), v128.load(t, 80)));
}

/** erf(x) / x as a quotient of polynomials in x², within 2e-8 (fitted): the numerator's terms, the denominator's but for 1. */
// prettier-ignore
const erfTerms = memory.data<f32>([
  2.0460248039e-06, 2.0460248039e-06, 2.0460248039e-06, 2.0460248039e-06, // 0
  0.0002848446344801618, 0.0002848446344801618, 0.0002848446344801618, 0.0002848446344801618, // 16
  0.003772586371035711, 0.003772586371035711, 0.003772586371035711, 0.003772586371035711, // 32
  0.05276940976274189, 0.05276940976274189, 0.05276940976274189, 0.05276940976274189, // 48
  0.1905945636419291, 0.1905945636419291, 0.1905945636419291, 0.1905945636419291, // 64
  1.1283791457461125, 1.1283791457461125, 1.1283791457461125, 1.1283791457461125, // 80
  3.8047805701e-05, 3.8047805701e-05, 3.8047805701e-05, 3.8047805701e-05, // 96
  0.0011638671228667266, 0.0011638671228667266, 0.0011638671228667266, 0.0011638671228667266, // 112
  0.014983269806394868, 0.014983269806394868, 0.014983269806394868, 0.014983269806394868, // 128
  0.11418306006413528, 0.11418306006413528, 0.11418306006413528, 0.11418306006413528, // 144
  0.5022427643781042, 0.5022427643781042, 0.5022427643781042, 0.5022427643781042, // 160
  3.925, 3.925, 3.925, 3.925, // 176: 1 − erf is less than half a unit in the last place there
]);

/** The Gauss error function per lane; NaN for NaN. */
@inline
export function erf(x: v128): v128 {
  const t = erfTerms;
  const square = f32x4.mul(x, x);
  let p = madd(v128.load(t), square, v128.load(t, 16));
  let q = madd(v128.load(t, 96), square, v128.load(t, 112));
  p = madd(p, square, v128.load(t, 32));
  q = madd(q, square, v128.load(t, 128));
  p = madd(p, square, v128.load(t, 48));
  q = madd(q, square, v128.load(t, 144));
  p = madd(p, square, v128.load(t, 64));
  q = madd(q, square, v128.load(t, 160));
  const one = v128.load(constants, 144);
  p = madd(p, square, v128.load(t, 80));
  q = madd(q, square, one);
  const near = f32x4.div(f32x4.mul(x, p), q);
  const sign = v128.and(x, v128.load(constants, 128));
  // Rounding must not lead beyond 1.
  const bounded = v128.or(f32x4.pmin(f32x4.abs(near), one), sign);
  const isFar = f32x4.ge(f32x4.abs(x), v128.load(t, 176));
  return v128.bitselect(v128.or(one, sign), bounded, isFar);
}
