import { activateRange } from "./activation";
import { oddLines } from "./blocks";
import { clamp, madd } from "./simd";
import { runProducts } from "./tiles.generated";

/*
 * Convolutions at stride 2 with kernels of at most 7 × 7 over a planar image of few channels, by Winograd's
 * algorithm on phases. Even and odd rows and columns of the image are four smaller images, on which the kernel
 * falls into four of at most 4 × 4 taps at stride 1: F(4×4, 4×4) for the points ±1, ±2, ±1/2, ∞ (Lavin and
 * Gray 2015; Toom-Cook). The four phases of a channel are the four lanes of a vector, and their products at a
 * point are one sum: 49 products of 4 · channels numbers give 4 × 4 outputs. An odd phase has three taps, so at
 * ∞ it has no part: rows and columns there multiply half as much, their corner a quarter.
 */

/**
 * Tiles tileBegin … tileEnd of 4 × 4 outputs, `chunk` at a time, of all `blocks` of 8 output channels.
 *
 * input     f32[channels][inputHeight][inputWidth]
 * weights   f32[blocks][169 · channels][8]: at each of 49 points [channels][phases], transformed
 * bias      f32[blocks][8]; none: f32[8] zeros
 * residual  added before the clamp to lo … hi, 0 where there is none; act: see activation.ts
 * scratch   f32[49][chunk][4 · channels + 8] and 12 KB more for work and odd numbers of lines
 */
export function f32_winograd_planar(
  input: usize, channels: i32, inputHeight: i32, inputWidth: i32, output: usize, outputPlane: usize,
  outputHeight: i32, outputWidth: i32, padTop: i32, padLeft: i32, weights: usize, bias: usize, none: usize,
  residual: usize, residualPlane: usize, lo: f32, hi: f32, act: i32, alpha: f32, scratch: usize, chunk: i32,
  blocks: i32, tileBegin: i32, tileEnd: i32
): void {
  const across = (outputWidth + 3) >> 2;
  const work = scratch + 896;
  const transformed = work + 896;
  for (let start = tileBegin; start < tileEnd; start += chunk) {
    const size = min(chunk, tileEnd - start);
    const inputStep = oddLines(size * channels * 16);
    const productStep = oddLines(size * 32);
    const made = transformed + 49 * inputStep;
    for (let i = 0; i < size; i++) {
      const y = ((start + i) / across) * 8 - padTop;
      const x = ((start + i) % across) * 8 - padLeft;
      inputTile(
        input, channels, inputHeight, inputWidth, y, x, scratch, work, transformed + i * channels * 16,
        transformed + i * channels * 8, transformed + i * channels * 4, inputStep
      );
    }
    for (let block = 0; block < blocks; block++) {
      multiply(
        size, transformed, inputStep, channels, weights + block * 169 * channels * 32, bias + block * 32,
        none, made, productStep
      );
      outputTiles(
        made, productStep, work, start, size, output + block * outputPlane, outputHeight, outputWidth,
        residual ? residual + block * residualPlane : 0, lo, hi, 2, 4, 8
      );
      if (act) activateTiles(start, size, output + block * outputPlane, outputHeight, outputWidth, act, alpha);
    }
  }
}

/**
 * The products of all tiles at all points for one block of output channels. What is added to the product at
 * the point (1, 1) is added to every output: there the sums begin with the bias.
 */
function multiply(
  tiles: i32, from: usize, fromStep: usize, channels: i32, weights: usize, bias: usize, none: usize,
  to: usize, toStep: usize
): void {
  const count = (tiles + TILE - 1) / TILE;
  const size = tiles / count;
  const larger = tiles % count;
  const done = larger * (size + 1);
  let b = bias;
  for (let i = 0; i < 7; i++) {
    for (let j = 0; j < 7; j++) {
      const depth = (channels * 4) >> ((i == 6 ? 1 : 0) + (j == 6 ? 1 : 0));
      const step = <usize>depth * 4;
      const quads = depth >> 2, tail = depth & 3;
      if (larger) runProducts(size + 1, larger, from, step, quads, tail, weights, b, to);
      runProducts(size, count - larger, from + done * step, step, quads, tail, weights, b, to + done * 32);
      weights += depth * 32;
      from += fromStep;
      to += toStep;
      b = none;
    }
  }
}

/**
 * The 14 × 14 inputs that begin at row y, column x, of every channel: at each point, `step` bytes apart, four
 * phases to `to`, or two to `toTwo` and one to `toOne` where only so many have a part.
 */
function inputTile(
  input: usize, channels: i32, height: i32, width: i32, y: i32, x: i32, patch: usize, work: usize, to: usize,
  toTwo: usize, toOne: usize, step: usize
): void {
  const plane = height * width * 4;
  const inside = y >= 0 && x >= 0 && y + 14 <= height && x + 14 <= width;
  const row: usize = inside ? width * 4 : 64;
  for (let c = 0; c < channels; c++, input += plane, to += 16, toTwo += 8, toOne += 4) {
    if (!inside) copyInside(input, height, width, y, x, patch);
    columnsIn(inside ? input + (y * width + x) * 4 : patch, row, work, -4.25, 4, -5, 2, 0.5, 5.25);
    rowsIn(work, to, toTwo, toOne, step, -4.25, 4, -5, 2, 0.5, 5.25);
  }
}

/** A tile at the edge: f32[14][16], zeros outside the image. */
function copyInside(plane: usize, height: i32, width: i32, y: i32, x: i32, patch: usize): void {
  const zero = i32x4.splat(0);
  for (let i = y; i < y + 14; i++, patch += 64) {
    const row = plane + (i * width + x) * 4;
    if (<u32>i >= <u32>height) {
      v128.store(patch, zero); v128.store(patch, zero, 16);
      v128.store(patch, zero, 32); v128.store(patch, zero, 48);
    } else if (x >= 0 && x + 16 <= width) {
      v128.store(patch, v128.load(row)); v128.store(patch, v128.load(row, 16), 16);
      v128.store(patch, v128.load(row, 32), 32); v128.store(patch, v128.load(row, 48), 48);
    } else {
      for (let j = 0; j < 14; j++) {
        store<f32>(patch + j * 4, <u32>(x + j) < <u32>width ? load<f32>(row + j * 4) : 0);
      }
    }
  }
}

/** Two neighbours and the two below them: one pixel of each phase. */
@inline
function quad(at: usize, row: usize): v128 {
  return v128.load64_lane(at + row, v128.load64_zero(at), 1);
}

/** Bᵀ of each of the seven columns: work[7][7], rows and columns in the order of the points. */
function columnsIn(
  from: usize, row: usize, work: usize, a: f32, four: f32, five: f32, two: f32, half: f32, e: f32
): void {
  const mA = f32x4.splat(a), p4 = f32x4.splat(four), m5 = f32x4.splat(five);
  const p2 = f32x4.splat(two), ph = f32x4.splat(half), pE = f32x4.splat(e);
  const next = row * 2;
  for (let j = 0; j < 7; j++, work += 16, from += 8) {
    let p = from;
    const d0 = quad(p, row); p += next;
    const d1 = quad(p, row); p += next;
    const d2 = quad(p, row); p += next;
    const d3 = quad(p, row); p += next;
    const d4 = quad(p, row); p += next;
    const d5 = quad(p, row); p += next;
    const d6 = quad(p, row);
    v128.store(work, madd(pE, f32x4.sub(d2, d4), f32x4.sub(d6, d0)), 672);
    const o1 = madd(mA, d3, f32x4.add(d5, d1)), e1 = madd(mA, d2, f32x4.add(d4, d0));
    v128.store(work, f32x4.add(o1, e1)); v128.store(work, f32x4.sub(o1, e1), 112);
    const o2 = madd(p4, d5, madd(m5, d3, d1)), e2 = f32x4.mul(p2, madd(p4, d4, madd(m5, d2, d0)));
    v128.store(work, f32x4.add(o2, e2), 224); v128.store(work, f32x4.sub(o2, e2), 336);
    const o3 = madd(p4, d1, madd(m5, d3, d5)), e3 = f32x4.mul(ph, madd(p4, d0, madd(m5, d2, d4)));
    v128.store(work, f32x4.add(o3, e3), 448); v128.store(work, f32x4.sub(o3, e3), 560);
  }
}

/** The same along the rows. */
function rowsIn(
  work: usize, to: usize, toTwo: usize, toOne: usize, step: usize, a: f32, four: f32, five: f32, two: f32,
  half: f32, e: f32
): void {
  const mA = f32x4.splat(a), p4 = f32x4.splat(four), m5 = f32x4.splat(five);
  const p2 = f32x4.splat(two), ph = f32x4.splat(half), pE = f32x4.splat(e);
  for (let i = 0; i < 7; i++, work += 112) {
    const d0 = v128.load(work), d1 = v128.load(work, 16), d2 = v128.load(work, 32);
    const d3 = v128.load(work, 48), d4 = v128.load(work, 64), d5 = v128.load(work, 80);
    const d6 = v128.load(work, 96);
    const far = madd(pE, f32x4.sub(d2, d4), f32x4.sub(d6, d0));
    const o1 = madd(mA, d3, f32x4.add(d5, d1)), e1 = madd(mA, d2, f32x4.add(d4, d0));
    const o2 = madd(p4, d5, madd(m5, d3, d1)), e2 = f32x4.mul(p2, madd(p4, d4, madd(m5, d2, d0)));
    const o3 = madd(p4, d1, madd(m5, d3, d5)), e3 = f32x4.mul(ph, madd(p4, d0, madd(m5, d2, d4)));
    if (i < 6) {
      v128.store(to, f32x4.add(o1, e1)); to += step;
      v128.store(to, f32x4.sub(o1, e1)); to += step;
      v128.store(to, f32x4.add(o2, e2)); to += step;
      v128.store(to, f32x4.sub(o2, e2)); to += step;
      v128.store(to, f32x4.add(o3, e3)); to += step;
      v128.store(to, f32x4.sub(o3, e3)); to += step;
      v128.store64_lane(toTwo + (i * 7 + 6) * step, i32x4.shuffle(far, far, 0, 2, 0, 2), 0);
      to += step;
    } else {
      toTwo += 42 * step;
      v128.store64_lane(toTwo, f32x4.add(o1, e1), 0); toTwo += step;
      v128.store64_lane(toTwo, f32x4.sub(o1, e1), 0); toTwo += step;
      v128.store64_lane(toTwo, f32x4.add(o2, e2), 0); toTwo += step;
      v128.store64_lane(toTwo, f32x4.sub(o2, e2), 0); toTwo += step;
      v128.store64_lane(toTwo, f32x4.add(o3, e3), 0); toTwo += step;
      v128.store64_lane(toTwo, f32x4.sub(o3, e3), 0);
      v128.store32_lane(toOne + 48 * step, far, 0);
    }
  }
}

/** Aᵀ m A of `count` tiles from number `first` on, then residual and clamp; what lies outside the map is left. */
function outputTiles(
  from: usize, step: usize, work: usize, first: i32, count: i32, output: usize, height: i32, width: i32,
  residual: usize, least: f32, most: f32, two: f32, four: f32, eight: f32
): void {
  const across = (width + 3) >> 2;
  const row: usize = width * 32;
  let y = (first / across) * 4, x = (first % across) * 4;
  for (let i = 0; i < count; i++, from += 32) {
    const at: usize = y * row + x * 32;
    for (let half: usize = 0; half < 32; half += 16) {
      columnsOut(from + half, step, work, two, four, eight);
      rowsOut(
        work, output + at + half, row, min(4, height - y), min(4, width - x),
        residual ? residual + at + half : 0, least, most, two, four, eight
      );
    }
    x += 4;
    if (x >= width) {
      x = 0;
      y += 4;
    }
  }
}

/** Aᵀ of each of the seven columns: work[4][7]. */
@inline
function columnsOut(from: usize, step: usize, work: usize, two: f32, four: f32, eight: f32): void {
  const row = step * 7;
  const p2 = f32x4.splat(two), p4 = f32x4.splat(four), p8 = f32x4.splat(eight);
  for (let j = 0; j < 7; j++, work += 16, from += step) {
    let p = from;
    const m0 = v128.load(p); p += row;
    const m1 = v128.load(p); p += row;
    const m2 = v128.load(p); p += row;
    const m3 = v128.load(p); p += row;
    const m4 = v128.load(p); p += row;
    const m5 = v128.load(p); p += row;
    const s1 = f32x4.add(m0, m1), d1 = f32x4.sub(m0, m1);
    const s2 = f32x4.add(m2, m3), d2 = f32x4.sub(m2, m3);
    const s3 = f32x4.add(m4, m5), d3 = f32x4.sub(m4, m5);
    v128.store(work, madd(p8, s3, f32x4.add(s1, s2)));
    v128.store(work, madd(p4, d3, madd(p2, d2, d1)), 112);
    v128.store(work, madd(p2, s3, madd(p4, s2, s1)), 224);
    v128.store(work, madd(p8, d2, f32x4.add(d3, f32x4.add(d1, v128.load(p)))), 336);
  }
}

/** The same along the four rows, with the epilogue. */
@inline
function rowsOut(
  work: usize, to: usize, row: usize, rows: i32, columns: i32, residual: usize, least: f32, most: f32,
  two: f32, four: f32, eight: f32
): void {
  const lo = f32x4.splat(least), hi = f32x4.splat(most);
  const p2 = f32x4.splat(two), p4 = f32x4.splat(four), p8 = f32x4.splat(eight);
  for (let i = 0; i < rows; i++, work += 112, to += row) {
    const m0 = v128.load(work), m1 = v128.load(work, 16), m2 = v128.load(work, 32);
    const m3 = v128.load(work, 48), m4 = v128.load(work, 64), m5 = v128.load(work, 80);
    const s1 = f32x4.add(m0, m1), d1 = f32x4.sub(m0, m1);
    const s2 = f32x4.add(m2, m3), d2 = f32x4.sub(m2, m3);
    const s3 = f32x4.add(m4, m5), d3 = f32x4.sub(m4, m5);
    let y0 = madd(p8, s3, f32x4.add(s1, s2));
    let y1 = madd(p4, d3, madd(p2, d2, d1));
    let y2 = madd(p2, s3, madd(p4, s2, s1));
    let y3 = madd(p8, d2, f32x4.add(d3, f32x4.add(d1, v128.load(work, 96))));
    if (residual) {
      y0 = f32x4.add(y0, v128.load(residual));
      if (columns > 1) y1 = f32x4.add(y1, v128.load(residual, 32));
      if (columns > 2) y2 = f32x4.add(y2, v128.load(residual, 64));
      if (columns > 3) y3 = f32x4.add(y3, v128.load(residual, 96));
      residual += row;
    }
    v128.store(to, clamp(y0, lo, hi));
    if (columns > 1) v128.store(to, clamp(y1, lo, hi), 32);
    if (columns > 2) v128.store(to, clamp(y2, lo, hi), 64);
    if (columns > 3) v128.store(to, clamp(y3, lo, hi), 96);
  }
}

/** An activation by number over the same outputs. */
function activateTiles(
  first: i32, count: i32, output: usize, height: i32, width: i32, act: i32, alpha: f32
): void {
  const across = (width + 3) >> 2;
  for (let i = first; i < first + count; i++) {
    const y = (i / across) * 4, x = (i % across) * 4;
    const end = min(y + 4, height);
    const bytes = min(4, width - x) * 32;
    for (let row = y; row < end; row++) {
      const to = output + (row * width + x) * 32;
      activateRange(to, to, bytes, act, alpha);
    }
  }
}
