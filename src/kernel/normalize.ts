import { activateRange } from "./activation";
import { clamp, madd } from "./simd";

/*
 * (x − mean) / √(variance + epsilon) · weight + bias. Deviations are taken from the mean that is known already, and their
 * squares summed in double: neither a large mean nor large numbers spoil the variance.
 */

/**
 * For channels in groups over blocked activations: what each channel adds to its group's mean.
 *
 * sums     f64[planes][8]: becomes Σ x over the channel's pixels
 */
export function f32_group_sums(
  input: usize, inputPlane: usize, pixels: i32, sums: usize, planeBegin: i32, planeEnd: i32
): void {
  for (let plane = planeBegin; plane < planeEnd; plane++) {
    let from = input + plane * inputPlane;
    const to = sums + plane * 64;
    let s0 = f64x2.splat(0), s1 = s0, s2 = s0, s3 = s0;
    for (const end = from + pixels * 32; from < end; from += 32) {
      const lo = v128.load(from), hi = v128.load(from, 16);
      s0 = f64x2.add(s0, lower(lo));
      s1 = f64x2.add(s1, upper(lo));
      s2 = f64x2.add(s2, lower(hi));
      s3 = f64x2.add(s3, upper(hi));
    }
    v128.store(to, s0);
    v128.store(to, s1, 16);
    v128.store(to, s2, 32);
    v128.store(to, s3, 48);
  }
}

/**
 * After all sums: what each channel adds to its group's variance.
 *
 * centres  f32[planes][8]: becomes the mean of the channel's group, rounded
 * squares  f64[planes][8]: becomes Σ (x − centre)² over the channel's pixels
 */
export function f32_group_squares(
  input: usize, inputPlane: usize, pixels: i32, sums: usize, centres: usize, squares: usize, channels: i32,
  groupSize: i32, planeBegin: i32, planeEnd: i32
): void {
  const count = <f64>groupSize * <f64>pixels;
  let group = -1;
  let mean: f64 = 0;
  for (let plane = planeBegin; plane < planeEnd; plane++) {
    const centre = centres + plane * 32;
    for (let lane = 0; lane < 8; lane++) {
      const c = plane * 8 + lane;
      if (c < channels && c / groupSize != group) {
        group = c / groupSize;
        mean = sumOfGroup(sums, group, groupSize) / count;
      }
      store<f32>(centre + lane * 4, c < channels ? <f32>mean : 0);
    }
    squaresOfPlane(input + plane * inputPlane, pixels, centre, squares + plane * 64);
  }
}

function sumOfGroup(numbers: usize, group: i32, groupSize: i32): f64 {
  let number = numbers + group * groupSize * 8;
  let sum: f64 = 0;
  for (const end = number + groupSize * 8; number < end; number += 8) sum += load<f64>(number);
  return sum;
}

function squaresOfPlane(from: usize, pixels: i32, centre: usize, to: usize): void {
  const m0 = v128.load(centre), m1 = v128.load(centre, 16);
  let s0 = f64x2.splat(0), s1 = s0, s2 = s0, s3 = s0;
  for (let i = 0; i < pixels; i++, from += 32) {
    const lo = f32x4.sub(v128.load(from), m0), hi = f32x4.sub(v128.load(from, 16), m1);
    const a = lower(lo), b = upper(lo), c = lower(hi), d = upper(hi);
    s0 = f64x2.add(s0, f64x2.mul(a, a));
    s1 = f64x2.add(s1, f64x2.mul(b, b));
    s2 = f64x2.add(s2, f64x2.mul(c, c));
    s3 = f64x2.add(s3, f64x2.mul(d, d));
  }
  v128.store(to, s0);
  v128.store(to, s1, 16);
  v128.store(to, s2, 32);
  v128.store(to, s3, 48);
}

@inline
export function lower(x: v128): v128 {
  return f64x2.promote_low_f32x4(x);
}

@inline
export function upper(x: v128): v128 {
  return f64x2.promote_low_f32x4(i32x4.shuffle(x, x, 2, 3, 0, 1));
}

/**
 * The last step. What rounding took from the mean is added to the shift. Lanes beyond the last channel become 0.
 *
 * weight   f32[channels], or 0 for ones; bias f32[channels], or 0 for zeros
 * scales   f32[planes][16]: room for each channel's factor and shift
 */
export function f32_group_norm(
  input: usize, inputPlane: usize, output: usize, outputPlane: usize, pixels: i32, sums: usize, centres: usize,
  squares: usize, scales: usize, weight: usize, bias: usize, channels: i32, groupSize: i32, epsilon: f64,
  planeBegin: i32, planeEnd: i32, lo: f32, hi: f32, act: i32, alpha: f32
): void {
  const count = <f64>groupSize * <f64>pixels;
  let group = -1;
  let rest: f64 = 0, deviation: f64 = 1;
  for (let plane = planeBegin; plane < planeEnd; plane++) {
    const scale = scales + plane * 64;
    for (let lane = 0; lane < 8; lane++) {
      const c = plane * 8 + lane;
      let factor: f64 = 0, shift: f64 = 0;
      if (c < channels) {
        if (c / groupSize != group) {
          group = c / groupSize;
          const mean = sumOfGroup(sums, group, groupSize) / count;
          rest = mean - <f64><f32>mean;
          deviation = sqrt(sumOfGroup(squares, group, groupSize) / count + epsilon);
        }
        factor = (weight ? <f64>load<f32>(weight + c * 4) : 1) / deviation;
        shift = (bias ? <f64>load<f32>(bias + c * 4) : 0) - rest * factor;
      }
      store<f32>(scale + lane * 4, <f32>factor);
      store<f32>(scale + lane * 4, <f32>shift, 32);
    }
    const to = output + plane * outputPlane;
    normalizePlane(input + plane * inputPlane, to, pixels, centres + plane * 32, scale, lo, hi);
    if (act) activateRange(to, to, pixels * 32, act, alpha);
  }
}

function normalizePlane(
  from: usize, to: usize, pixels: i32, centre: usize, scale: usize, least: f32, most: f32
): void {
  const m0 = v128.load(centre), m1 = v128.load(centre, 16);
  const s0 = v128.load(scale), s1 = v128.load(scale, 16);
  const t0 = v128.load(scale, 32), t1 = v128.load(scale, 48);
  const lo = f32x4.splat(least), hi = f32x4.splat(most);
  for (let i = 0; i < pixels; i++, from += 32, to += 32) {
    v128.store(to, clamp(madd(f32x4.sub(v128.load(from), m0), s0, t0), lo, hi));
    v128.store(to, clamp(madd(f32x4.sub(v128.load(from, 16), m1), s1, t1), lo, hi), 16);
  }
}

/**
 * Rows rowBegin … rowEnd of a row-major f32[…][size], each by itself. `run` numbers in a row share a weight and a bias;
 * the rows' weights follow one another and begin again after `period` rows. A weight of 0 is ones, a bias of 0 zeros.
 */
export function f32_normalize_rows(
  input: usize, output: usize, size: i32, weight: usize, bias: usize, run: i32, period: i32, epsilon: f64,
  rowBegin: i32, rowEnd: i32
): void {
  const runs = size / run;
  for (let row = rowBegin; row < rowEnd; row++) {
    const from = input + <usize>row * size * 4, to = output + <usize>row * size * 4;
    const exactly = sumRow(from, size) / <f64>size;
    const mean = <f32>exactly;
    // What rounding took from the mean.
    const rest = exactly - <f64>mean;
    const factor = 1 / sqrt(squaresOfRow(from, size, mean) / <f64>size + epsilon);
    const learned: usize = (row % period) * runs * 4;
    if (run == 1) {
      const shift = <f32>(-rest * factor);
      normalizeNumbers(from, to, size, mean, <f32>factor, shift, weight ? weight + learned : 0, bias ? bias + learned : 0);
    } else {
      for (let i = 0; i < runs; i++) {
        const place: usize = learned + i * 4;
        const scale = factor * (weight ? <f64>load<f32>(weight + place) : 1);
        const shift = (bias ? <f64>load<f32>(bias + place) : 0) - rest * scale;
        normalizeRun(from + i * run * 4, to + i * run * 4, run, mean, <f32>scale, <f32>shift);
      }
    }
  }
}

/** The sum of consecutive numbers. */
export function sumRow(from: usize, size: i32): f64 {
  let a = f64x2.splat(0), b = a;
  let i = 0;
  for (; i + 4 <= size; i += 4, from += 16) {
    const x = v128.load(from);
    a = f64x2.add(a, lower(x));
    b = f64x2.add(b, upper(x));
  }
  let sum = sumTwo(f64x2.add(a, b));
  for (; i < size; i++, from += 4) sum += <f64>load<f32>(from);
  return sum;
}

function squaresOfRow(from: usize, size: i32, mean: f32): f64 {
  const m = f32x4.splat(mean);
  let a = f64x2.splat(0), b = a;
  let i = 0;
  for (; i + 4 <= size; i += 4, from += 16) {
    const x = f32x4.sub(v128.load(from), m);
    const p = lower(x), q = upper(x);
    a = f64x2.add(a, f64x2.mul(p, p));
    b = f64x2.add(b, f64x2.mul(q, q));
  }
  let sum = sumTwo(f64x2.add(a, b));
  for (; i < size; i++, from += 4) {
    const x = <f64>(load<f32>(from) - mean);
    sum += x * x;
  }
  return sum;
}

@inline
export function sumTwo(x: v128): f64 {
  return f64x2.extract_lane(x, 0) + f64x2.extract_lane(x, 1);
}

/** Each number has a weight and a bias of its own. */
function normalizeNumbers(
  from: usize, to: usize, size: i32, mean: f32, factor: f32, shift: f32, weight: usize, bias: usize
): void {
  const m = f32x4.splat(mean), s = f32x4.splat(factor), t = f32x4.splat(shift);
  let i = 0;
  for (; i + 4 <= size; i += 4) {
    let x = f32x4.add(f32x4.mul(f32x4.sub(v128.load(from + i * 4), m), s), t);
    if (weight) x = f32x4.mul(x, v128.load(weight + i * 4));
    if (bias) x = f32x4.add(x, v128.load(bias + i * 4));
    v128.store(to + i * 4, x);
  }
  for (; i < size; i++) {
    let x = (load<f32>(from + i * 4) - mean) * factor + shift;
    if (weight) x *= load<f32>(weight + i * 4);
    if (bias) x += load<f32>(bias + i * 4);
    store<f32>(to + i * 4, x);
  }
}

function normalizeRun(from: usize, to: usize, size: i32, mean: f32, scale: f32, shift: f32): void {
  const m = f32x4.splat(mean), s = f32x4.splat(scale), t = f32x4.splat(shift);
  let i = 0;
  for (; i + 4 <= size; i += 4, from += 16, to += 16) {
    v128.store(to, f32x4.add(f32x4.mul(f32x4.sub(v128.load(from), m), s), t));
  }
  for (; i < size; i++, from += 4, to += 4) store<f32>(to, (load<f32>(from) - mean) * scale + shift);
}
