import { activateRange } from "./activation";
import { lower, sumTwo, upper } from "./normalize";
import { clamp } from "./simd";

/**
 * Normalises the channels of each pixel by themselves, over blocked activations, as the other kernels of normalize.ts do.
 * Lanes beyond the last channel become 0.
 *
 * weight   f32[channels], or 0 for ones; bias f32[channels], or 0 for zeros
 */
export function f32_normalize_pixels(
  input: usize, inputPlane: usize, output: usize, outputPlane: usize, channels: i32, weight: usize, bias: usize,
  epsilon: f64, lo: f32, hi: f32, act: i32, alpha: f32, pixelBegin: i32, pixelEnd: i32
): void {
  for (let pixel = pixelBegin; pixel < pixelEnd; pixel++) {
    const from = input + <usize>pixel * 32, to = output + <usize>pixel * 32;
    const exactly = sumOfPixel(from, inputPlane, channels) / <f64>channels;
    const mean = <f32>exactly;
    const variance = squaresOfPixel(from, inputPlane, channels, mean) / <f64>channels;
    const factor = 1 / sqrt(variance + epsilon);
    // What rounding took from the mean.
    const shift = (<f64>mean - exactly) * factor;
    normalizePixel(from, inputPlane, to, outputPlane, channels, mean, <f32>factor, <f32>shift, weight, bias, lo, hi);
  }
  if (!act) return;
  const bytes = <usize>(pixelEnd - pixelBegin) * 32;
  let part = output + <usize>pixelBegin * 32;
  for (let c = 0; c < channels; c += 8, part += outputPlane) activateRange(part, part, bytes, act, alpha);
}

function sumOfPixel(from: usize, plane: usize, channels: i32): f64 {
  let a = f64x2.splat(0), b = a, c = a, d = a;
  for (let block = channels >> 3; block > 0; block--, from += plane) {
    const lo = v128.load(from), hi = v128.load(from, 16);
    a = f64x2.add(a, lower(lo));
    b = f64x2.add(b, upper(lo));
    c = f64x2.add(c, lower(hi));
    d = f64x2.add(d, upper(hi));
  }
  let sum = sumTwo(f64x2.add(f64x2.add(a, b), f64x2.add(c, d)));
  for (let lane = channels & 7; lane > 0; lane--, from += 4) sum += <f64>load<f32>(from);
  return sum;
}

function squaresOfPixel(from: usize, plane: usize, channels: i32, mean: f32): f64 {
  const m = f32x4.splat(mean);
  let a = f64x2.splat(0), b = a, c = a, d = a;
  for (let block = channels >> 3; block > 0; block--, from += plane) {
    const lo = f32x4.sub(v128.load(from), m), hi = f32x4.sub(v128.load(from, 16), m);
    const p = lower(lo), q = upper(lo), r = lower(hi), s = upper(hi);
    a = f64x2.add(a, f64x2.mul(p, p));
    b = f64x2.add(b, f64x2.mul(q, q));
    c = f64x2.add(c, f64x2.mul(r, r));
    d = f64x2.add(d, f64x2.mul(s, s));
  }
  let sum = sumTwo(f64x2.add(f64x2.add(a, b), f64x2.add(c, d)));
  for (let lane = channels & 7; lane > 0; lane--, from += 4) {
    const x = <f64>(load<f32>(from) - mean);
    sum += x * x;
  }
  return sum;
}

function normalizePixel(
  from: usize, plane: usize, to: usize, outputPlane: usize, channels: i32, mean: f32, factor: f32, shift: f32,
  weight: usize, bias: usize, least: f32, most: f32
): void {
  const m = f32x4.splat(mean), s = f32x4.splat(factor), t = f32x4.splat(shift);
  const lo = f32x4.splat(least), hi = f32x4.splat(most);
  for (let block = channels >> 3; block > 0; block--, from += plane, to += outputPlane) {
    let x = f32x4.add(f32x4.mul(f32x4.sub(v128.load(from), m), s), t);
    let y = f32x4.add(f32x4.mul(f32x4.sub(v128.load(from, 16), m), s), t);
    if (weight) {
      x = f32x4.mul(x, v128.load(weight));
      y = f32x4.mul(y, v128.load(weight, 16));
      weight += 32;
    }
    if (bias) {
      x = f32x4.add(x, v128.load(bias));
      y = f32x4.add(y, v128.load(bias, 16));
      bias += 32;
    }
    v128.store(to, clamp(x, lo, hi));
    v128.store(to, clamp(y, lo, hi), 16);
  }
  const tail = channels & 7;
  if (!tail) return;
  for (let lane = 0; lane < 8; lane++) {
    const place: usize = lane * 4;
    let x: f32 = 0;
    if (lane < tail) {
      x = (load<f32>(from + place) - mean) * factor + shift;
      if (weight) x *= load<f32>(weight + place);
      if (bias) x += load<f32>(bias + place);
      // As `clamp`, which lets NaN pass.
      if (x < least) x = least;
      if (most < x) x = most;
    }
    store<f32>(to + place, x);
  }
}
