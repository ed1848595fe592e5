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

// prettier-ignore
const erfTerms = memory.data<f32>([
  // erf below 1 (Cephes)
  7.853861353153693e-5, 7.853861353153693e-5, 7.853861353153693e-5, 7.853861353153693e-5,
  -8.010193625184903e-4, -8.010193625184903e-4, -8.010193625184903e-4, -8.010193625184903e-4,
  5.188327685732524e-3, 5.188327685732524e-3, 5.188327685732524e-3, 5.188327685732524e-3,
  -2.685381193529856e-2, -2.685381193529856e-2, -2.685381193529856e-2, -2.685381193529856e-2,
  1.128358514861418e-1, 1.128358514861418e-1, 1.128358514861418e-1, 1.128358514861418e-1,
  -3.761262582423300e-1, -3.761262582423300e-1, -3.761262582423300e-1, -3.761262582423300e-1,
  1.128379165726710, 1.128379165726710, 1.128379165726710, 1.128379165726710, // 96
]);

/** erfc's factor above 1 in 1 / x² (Cephes), for x in 1 … 2 and beyond. */
// prettier-ignore
const erfcTerms = memory.data<f32>([
  2.326819970068386e-2, -1.387039388740657e-1, 3.687424674597105e-1, -5.824733027278666e-1,
  6.210004621745983e-1, -4.944515323274145e-1, 3.404879937665872e-1, -2.741127028184656e-1,
  5.638259427386472e-1, // below 2; from 36 on beyond it
  -1.047766399936249e+1, 1.297719955372516e+1, -7.495518717768503, 2.921019019210786,
  -1.015265279202700, 4.218463358204948e-1, -2.820767439740514e-1, 5.641895067754075e-1,
]);

/** The Gauss error function per lane (Cephes' single precision). */
export function erf(x: v128): v128 {
  const size = f32x4.abs(x);
  const square = f32x4.mul(x, x);
  let p = v128.load(erfTerms);
  for (let i = 16; i <= 96; i += 16) p = madd(p, square, v128.load(erfTerms + i));
  const near = f32x4.mul(p, x);
  const one = v128.load(constants, 144);
  const inverse = f32x4.div(one, size);
  const y = f32x4.mul(inverse, inverse);
  let middle = v128.load32_splat(erfcTerms);
  for (let i = 4; i <= 32; i += 4) middle = madd(middle, y, v128.load32_splat(erfcTerms + i));
  let outer = v128.load32_splat(erfcTerms, 36);
  for (let i = 40; i <= 64; i += 4) outer = madd(outer, y, v128.load32_splat(erfcTerms + i));
  const factor = v128.bitselect(middle, outer, f32x4.lt(size, v128.load(tanhTerms, 96)));
  const tail = f32x4.sub(one, f32x4.mul(f32x4.mul(exp(f32x4.neg(square)), inverse), factor));
  const far = v128.or(tail, v128.and(x, i32x4.splat(0x80000000)));
  return v128.bitselect(near, far, f32x4.lt(size, one));
}
