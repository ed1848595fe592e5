import { constants, erf, exp, negative, sigmoid, tanh } from "./elementary";
import { mishRange } from "./mish";
import { clamp, madd } from "./simd";
import {
  absRange, ceilRange, celuRange, eluRange, erfRange, expRange, floorRange, hardshrinkRange, negRange, reciprocalRange, roundRange, rsqrtRange, seluRange, signRange, softshrinkRange, softsignRange, sqrtRange, squareRange, tanhshrinkRange,
  thresholdRange } from "./unary";
import {
  cosRange, expm1Range, logRange, log1pRange, logsigmoidRange, powRange, sinRange, softplusRange,
  softplusBelowRange } from "./unary-scalar";

/**
 * The list of activations: a row each, by the number and the name that the runtime's generated table takes from here.
 * 0 is a clamp, which relu and relu6 are. `bytes` is a multiple of 16; in place is fine.
 */
export function activateRange(from: usize, to: usize, bytes: usize, act: i32, alpha: f32): void {
  if (act == 1) leakyReluRange(from, to, bytes, alpha);
  else if (act == 2) sigmoidRange(from, to, bytes);
  else if (act == 3) tanhRange(from, to, bytes, 1);
  else if (act == 4) siluRange(from, to, bytes);
  else if (act == 5) geluRange(from, to, bytes, 0.7071067811865476, 0.5);
  else if (act == 6) geluTanhRange(from, to, bytes, 0.7978845608028654, 0.044715, 0.5);
  else if (act == 7) hardswishRange(from, to, bytes);
  else if (act == 8) hardsigmoidRange(from, to, bytes);
  else if (act == 9) mishRange(from, to, bytes);
  else if (act == 10) absRange(from, to, bytes);
  else if (act == 11) negRange(from, to, bytes);
  else if (act == 12) expRange(from, to, bytes);
  else if (act == 13) sqrtRange(from, to, bytes);
  else if (act == 14) rsqrtRange(from, to, bytes);
  else if (act == 15) squareRange(from, to, bytes);
  else if (act == 16) reciprocalRange(from, to, bytes);
  else if (act == 17) signRange(from, to, bytes);
  else if (act == 18) floorRange(from, to, bytes);
  else if (act == 19) ceilRange(from, to, bytes);
  else if (act == 20) roundRange(from, to, bytes);
  else if (act == 21) erfRange(from, to, bytes);
  else if (act == 22) eluRange(from, to, bytes, alpha);
  else if (act == 23) seluRange(from, to, bytes);
  else if (act == 24) celuRange(from, to, bytes, alpha);
  else if (act == 25) softsignRange(from, to, bytes);
  else if (act == 26) tanhshrinkRange(from, to, bytes);
  else if (act == 27) hardshrinkRange(from, to, bytes, alpha);
  else if (act == 28) softshrinkRange(from, to, bytes, alpha);
  else if (act == 29) logRange(from, to, bytes);
  else if (act == 30) log1pRange(from, to, bytes);
  else if (act == 31) expm1Range(from, to, bytes);
  else if (act == 32) sinRange(from, to, bytes);
  else if (act == 33) cosRange(from, to, bytes);
  else if (act == 34) powRange(from, to, bytes, alpha);
  else if (act == 35) softplusRange(from, to, bytes, alpha);
  else if (act == 36) logsigmoidRange(from, to, bytes);
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

/** Two vectors side by side, as of `sigmoidPairs`. */
function geluRange(from: usize, to: usize, bytes: usize, inverseRoot: f32, half: f32): void {
  const scale = f32x4.splat(inverseRoot);
  const halves = f32x4.splat(half);
  const pairs = bytes & ~31;
  for (let i: usize = 0; i < pairs; i += 32) {
    const x = v128.load(from + i), y = v128.load(from + i, 16);
    const a = gelu(x, scale, halves), b = gelu(y, scale, halves);
    v128.store(to + i, a);
    v128.store(to + i, b, 16);
  }
  if (bytes & 16) v128.store(to + pairs, gelu(v128.load(from + pairs), scale, halves));
}

@inline
function gelu(x: v128, scale: v128, halves: v128): v128 {
  const one = v128.load(constants, 144);
  return f32x4.mul(f32x4.mul(halves, x), f32x4.add(one, erf(f32x4.mul(x, scale))));
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

function hardswishRange(from: usize, to: usize, bytes: usize): void {
  hardRange(from, to, bytes, 3, 0, 6, 6, true);
}

function hardsigmoidRange(from: usize, to: usize, bytes: usize): void {
  hardRange(from, to, bytes, 3, 0, 6, 6, false);
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
    // Functions of two parameters are never merged into a producer, and need no limit: the second one takes its place.
    if (act == 37) thresholdRange(from, to, bytes, alpha, lo);
    else if (act == 38) softplusBelowRange(from, to, bytes, alpha, lo);
    else if (act) activateRange(from, to, bytes, act, alpha);
    else clampRange(from, to, bytes, lo, hi);
  }
}

function clampRange(from: usize, to: usize, bytes: usize, least: f32, most: f32): void {
  const lo = f32x4.splat(least);
  const hi = f32x4.splat(most);
  for (let i: usize = 0; i < bytes; i += 16) v128.store(to + i, clamp(v128.load(from + i), lo, hi));
}
