import { constants, erf, exp, tanh } from "./elementary";
import { clamp } from "./simd";

/*
 * Functions of single numbers, four lanes at a time: `bytes` (a multiple of 16) from `from` to `to`, in place is fine.
 * Those that take one number after the other are in unary-scalar.ts.
 */

export function absRange(from: usize, to: usize, bytes: usize): void {
  for (let i: usize = 0; i < bytes; i += 16) v128.store(to + i, f32x4.abs(v128.load(from + i)));
}

export function negRange(from: usize, to: usize, bytes: usize): void {
  for (let i: usize = 0; i < bytes; i += 16) v128.store(to + i, f32x4.neg(v128.load(from + i)));
}

export function expRange(from: usize, to: usize, bytes: usize): void {
  for (let i: usize = 0; i < bytes; i += 16) v128.store(to + i, exp(v128.load(from + i)));
}

export function sqrtRange(from: usize, to: usize, bytes: usize): void {
  for (let i: usize = 0; i < bytes; i += 16) v128.store(to + i, f32x4.sqrt(v128.load(from + i)));
}

export function rsqrtRange(from: usize, to: usize, bytes: usize): void {
  for (let i: usize = 0; i < bytes; i += 16) {
    v128.store(to + i, f32x4.div(v128.load(constants, 144), f32x4.sqrt(v128.load(from + i))));
  }
}

export function squareRange(from: usize, to: usize, bytes: usize): void {
  for (let i: usize = 0; i < bytes; i += 16) {
    const x = v128.load(from + i);
    v128.store(to + i, f32x4.mul(x, x));
  }
}

export function reciprocalRange(from: usize, to: usize, bytes: usize): void {
  for (let i: usize = 0; i < bytes; i += 16) {
    v128.store(to + i, f32x4.div(v128.load(constants, 144), v128.load(from + i)));
  }
}

/** −1, 0 or 1; 0 for NaN, as in PyTorch. */
export function signRange(from: usize, to: usize, bytes: usize): void {
  const zero = f32x4.splat(0);
  for (let i: usize = 0; i < bytes; i += 16) {
    const x = v128.load(from + i);
    const signed = v128.or(v128.load(constants, 144), v128.and(x, v128.load(constants, 128)));
    v128.store(to + i, v128.and(signed, v128.or(f32x4.lt(x, zero), f32x4.gt(x, zero))));
  }
}

export function floorRange(from: usize, to: usize, bytes: usize): void {
  for (let i: usize = 0; i < bytes; i += 16) v128.store(to + i, f32x4.floor(v128.load(from + i)));
}

export function ceilRange(from: usize, to: usize, bytes: usize): void {
  for (let i: usize = 0; i < bytes; i += 16) v128.store(to + i, f32x4.ceil(v128.load(from + i)));
}

/** Halves go to the even neighbour. */
export function roundRange(from: usize, to: usize, bytes: usize): void {
  for (let i: usize = 0; i < bytes; i += 16) v128.store(to + i, f32x4.nearest(v128.load(from + i)));
}

export function erfRange(from: usize, to: usize, bytes: usize): void {
  for (let i: usize = 0; i < bytes; i += 16) v128.store(to + i, erf(v128.load(from + i)));
}

/** eˣ − 1 for x below 0, where the difference would cancel: 2t / (1 − t) with t = tanh(x / 2). */
@inline
function expm1BelowZero(x: v128): v128 {
  const t = tanh(f32x4.mul(x, f32x4.splat(0.5)));
  return f32x4.div(f32x4.add(t, t), f32x4.sub(v128.load(constants, 144), t));
}

/** scale · x above 0, scale · alpha · (e^(x · inner) − 1) elsewhere. */
@inline
function exponentialUnits(from: usize, to: usize, bytes: usize, above: f32, below: f32, inner: f32): void {
  const most = f32x4.splat(above), factor = f32x4.splat(below), steepness = f32x4.splat(inner);
  for (let i: usize = 0; i < bytes; i += 16) {
    const x = v128.load(from + i);
    const left = f32x4.mul(factor, expm1BelowZero(f32x4.mul(x, steepness)));
    v128.store(to + i, v128.bitselect(left, f32x4.mul(x, most), f32x4.le(x, f32x4.splat(0))));
  }
}

export function eluRange(from: usize, to: usize, bytes: usize, alpha: f32): void {
  exponentialUnits(from, to, bytes, 1, alpha, 1);
}

export function seluRange(from: usize, to: usize, bytes: usize): void {
  exponentialUnits(from, to, bytes, 1.0507009873554805, 1.7580993408473766, 1);
}

export function celuRange(from: usize, to: usize, bytes: usize, alpha: f32): void {
  exponentialUnits(from, to, bytes, 1, alpha, 1 / alpha);
}

/** x / (1 + |x|) */
export function softsignRange(from: usize, to: usize, bytes: usize): void {
  for (let i: usize = 0; i < bytes; i += 16) {
    const x = v128.load(from + i);
    v128.store(to + i, f32x4.div(x, f32x4.add(v128.load(constants, 144), f32x4.abs(x))));
  }
}

export function tanhshrinkRange(from: usize, to: usize, bytes: usize): void {
  for (let i: usize = 0; i < bytes; i += 16) {
    const x = v128.load(from + i);
    v128.store(to + i, f32x4.sub(x, tanh(x)));
  }
}

/** 0 from −alpha to alpha, x elsewhere. */
export function hardshrinkRange(from: usize, to: usize, bytes: usize, alpha: f32): void {
  const limit = f32x4.splat(alpha), least = f32x4.splat(-alpha);
  for (let i: usize = 0; i < bytes; i += 16) {
    const x = v128.load(from + i);
    v128.store(to + i, v128.andnot(x, v128.and(f32x4.ge(x, least), f32x4.le(x, limit))));
  }
}

/** What is nearer to 0 by alpha, and 0 from −alpha to alpha; 0 for NaN, too, as in PyTorch. */
export function softshrinkRange(from: usize, to: usize, bytes: usize, alpha: f32): void {
  const limit = f32x4.splat(alpha), least = f32x4.splat(-alpha);
  for (let i: usize = 0; i < bytes; i += 16) {
    const x = v128.load(from + i);
    const isOutside = v128.or(f32x4.lt(x, least), f32x4.gt(x, limit));
    v128.store(to + i, v128.and(f32x4.sub(x, clamp(x, least, limit)), isOutside));
  }
}

/** x above the threshold, a value of its own elsewhere; NaN passes. */
export function thresholdRange(from: usize, to: usize, bytes: usize, threshold: f32, value: f32): void {
  const limit = f32x4.splat(threshold), instead = f32x4.splat(value);
  for (let i: usize = 0; i < bytes; i += 16) {
    const x = v128.load(from + i);
    v128.store(to + i, v128.bitselect(instead, x, f32x4.le(x, limit)));
  }
}
