import { clamp, madd } from "./simd";

/*
 * Activations by number; relu and relu6 are 0 with a clamp. The order is that of `activationCodes` in the
 * runtime. Constants stand in memory: a splat of a constant inside a loop is rebuilt at every use by some
 * engines.
 */
const LEAKY_RELU = 1;
const SIGMOID = 2;
const TANH = 3;
const SILU = 4;
const GELU = 5;
const GELU_TANH = 6;
const HARDSWISH = 7;
const HARDSIGMOID = 8;

// prettier-ignore
const constants = memory.data<f32>([
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

/** The sign is in memory, as it is rebuilt in every round of a loop else. */
@inline
function negative(x: v128): v128 {
  return v128.xor(x, v128.load(constants, 128));
}

@inline
function sigmoid(x: v128): v128 {
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
function erf(x: v128): v128 {
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

/** `bytes` (a multiple of 16) of floats; in place is fine. */
export function activateRange(from: usize, to: usize, bytes: usize, act: i32, alpha: f32): void {
  if (act == LEAKY_RELU) leakyReluRange(from, to, bytes, alpha);
  else if (act == SIGMOID) sigmoidRange(from, to, bytes);
  else if (act == TANH) tanhRange(from, to, bytes, 1);
  else if (act == SILU) siluRange(from, to, bytes);
  else if (act == GELU) geluRange(from, to, bytes, 0.7071067811865476, 0.5);
  else if (act == GELU_TANH) geluTanhRange(from, to, bytes, 0.7978845608028654, 0.044715, 0.5);
  else if (act == HARDSWISH) hardRange(from, to, bytes, 3, 0, 6, 6, true);
  else if (act == HARDSIGMOID) hardRange(from, to, bytes, 3, 0, 6, 6, false);
}

function leakyReluRange(from: usize, to: usize, bytes: usize, alpha: f32): void {
  const slope = f32x4.splat(alpha);
  for (let i: usize = 0; i < bytes; i += 16) {
    const x = v128.load(from + i);
    v128.store(to + i, v128.bitselect(f32x4.mul(x, slope), x, f32x4.lt(x, f32x4.splat(0))));
  }
}

function sigmoidRange(from: usize, to: usize, bytes: usize): void {
  const pairs = bytes & ~31;
  sigmoidPairs(from, to, pairs, false);
  if (bytes & 16) v128.store(to + pairs, sigmoid(v128.load(from + pairs)));
}

function siluRange(from: usize, to: usize, bytes: usize): void {
  const pairs = bytes & ~31;
  sigmoidPairs(from, to, pairs, true);
  if (!(bytes & 16)) return;
  const x = v128.load(from + pairs);
  v128.store(to + pairs, f32x4.mul(x, sigmoid(x)));
}

/**
 * 1 / (1 + e⁻ˣ), or x instead of 1: `exp` for two vectors side by side, since one alone spends half its time waiting
 * for its own sums.
 */
@inline
function sigmoidPairs(from: usize, to: usize, bytes: usize, timesX: bool): void {
  const c = constants;
  for (let i: usize = 0; i < bytes; i += 32) {
    const x = v128.load(from + i), y = v128.load(from + i, 16);
    let k = v128.load(c, 160), m = v128.load(c, 176);
    const boundedX = clamp(negative(x), k, m), boundedY = clamp(negative(y), k, m);
    k = v128.load(c); m = v128.load(c, 192);
    const shiftedX = madd(boundedX, k, m), shiftedY = madd(boundedY, k, m);
    const nx = f32x4.sub(shiftedX, m), ny = f32x4.sub(shiftedY, m);
    k = v128.load(c, 16); m = v128.load(c, 32);
    const rx = madd(nx, m, madd(nx, k, boundedX)), ry = madd(ny, m, madd(ny, k, boundedY));
    const squareX = f32x4.mul(rx, rx), squareY = f32x4.mul(ry, ry);
    k = v128.load(c, 64); m = v128.load(c, 80);
    let px = madd(k, rx, m), py = madd(k, ry, m);
    k = v128.load(c, 48);
    px = madd(k, squareX, px); py = madd(k, squareY, py);
    k = v128.load(c, 96); m = v128.load(c, 112);
    px = madd(px, squareX, madd(k, rx, m)); py = madd(py, squareY, madd(k, ry, m));
    k = v128.load(c, 144);
    px = madd(px, squareX, f32x4.add(rx, k)); py = madd(py, squareY, f32x4.add(ry, k));
    px = madd(px, i32x4.shl(shiftedX, 23), k); py = madd(py, i32x4.shl(shiftedY, 23), k);
    v128.store(to + i, f32x4.div(timesX ? x : k, px));
    v128.store(to + i, f32x4.div(timesX ? y : k, py), 16);
  }
}

function tanhRange(from: usize, to: usize, bytes: usize, scale: f32): void {
  const factor = f32x4.splat(scale);
  for (let i: usize = 0; i < bytes; i += 16) v128.store(to + i, tanh(f32x4.mul(v128.load(from + i), factor)));
}

function geluRange(from: usize, to: usize, bytes: usize, inverseRoot: f32, half: f32): void {
  const scale = f32x4.splat(inverseRoot);
  const halves = f32x4.splat(half);
  for (let i: usize = 0; i < bytes; i += 16) {
    const x = v128.load(from + i);
    const one = v128.load(constants, 144);
    v128.store(to + i, f32x4.mul(f32x4.mul(halves, x), f32x4.add(one, erf(f32x4.mul(x, scale)))));
  }
}

function geluTanhRange(
  from: usize, to: usize, bytes: usize, rootTwoOverPi: f32, cubic: f32, half: f32
): void {
  const scale = f32x4.splat(rootTwoOverPi);
  const cube = f32x4.splat(cubic);
  const halves = f32x4.splat(half);
  for (let i: usize = 0; i < bytes; i += 16) {
    const x = v128.load(from + i);
    const one = v128.load(constants, 144);
    const inner = f32x4.mul(f32x4.mul(scale, x), madd(f32x4.mul(cube, x), x, one));
    v128.store(to + i, f32x4.mul(f32x4.mul(halves, x), f32x4.add(one, tanh(inner))));
  }
}

/** clamp(x + 3, 0, 6) / 6, times x for hardswish. */
function hardRange(
  from: usize, to: usize, bytes: usize, offset: f32, least: f32, most: f32, divisor: f32, timesX: bool
): void {
  const add = f32x4.splat(offset);
  const lo = f32x4.splat(least);
  const hi = f32x4.splat(most);
  const by = f32x4.splat(divisor);
  for (let i: usize = 0; i < bytes; i += 16) {
    const x = v128.load(from + i);
    const gate = clamp(f32x4.add(x, add), lo, hi);
    v128.store(to + i, f32x4.div(timesX ? f32x4.mul(x, gate) : gate, by));
  }
}

/** Planes planeBegin … planeEnd of `bytes` bytes: an activation by number, or a clamp to lo … hi. */
export function f32_activation(
  input: usize, inputPlane: usize, output: usize, outputPlane: usize, bytes: usize, act: i32, alpha: f32,
  lo: f32, hi: f32, planeBegin: i32, planeEnd: i32
): void {
  for (let plane = planeBegin; plane < planeEnd; plane++) {
    const from = input + plane * inputPlane;
    const to = output + plane * outputPlane;
    if (act) activateRange(from, to, bytes, act, alpha);
    else clampRange(from, to, bytes, lo, hi);
  }
}

function clampRange(from: usize, to: usize, bytes: usize, least: f32, most: f32): void {
  const lo = f32x4.splat(least);
  const hi = f32x4.splat(most);
  for (let i: usize = 0; i < bytes; i += 16) v128.store(to + i, clamp(v128.load(from + i), lo, hi));
}
