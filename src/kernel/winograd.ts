import { activateRange } from "./activation";
import { oddLines, rowOrZeros } from "./blocks";
import { partSize, tiles } from "./conv";
import { clamp, madd } from "./simd";

/*
 * 3 × 3 convolutions at stride 1 by Winograd's F(4×4, 3×3) (Lavin and Gray 2015, points 0, ±1, ±2): 6 × 6
 * inputs give 4 × 4 outputs with 36 multiplications instead of 144. Between two transforms stand 36 products
 * of matrices, which the tile kernel computes with Winograd's tiles in the place of pixels.
 */

/**
 * Tiles tileBegin … tileEnd of output blocks blockBegin … blockEnd, `chunk` tiles at a time. With an
 * activation by number all tiles must be asked for at once.
 *
 * zeros     inputWidth · 32 bytes of zeros, for rows outside
 * weights   f32[36][output blocks][channels][8], transformed; bias f32[blocks][8]; none: f32[8] zeros
 * table     from row_table with steps of 32
 * scratch   f32[36][chunk][input planes + output blocks][8] and 8 KB more for work and odd numbers of lines
 */
export function f32_winograd(
  input: usize, inputPlane: usize, inputHeight: i32, inputWidth: i32, channels: i32, output: usize,
  outputPlane: usize, outputHeight: i32, outputWidth: i32, padTop: i32, padLeft: i32, weights: usize,
  bias: usize, none: usize, residual: usize, residualPlane: usize, lo: f32, hi: f32, act: i32, alpha: f32,
  table: usize, zeros: usize, scratch: usize, chunk: i32, blocks: i32, blockBegin: i32, blockEnd: i32,
  tileBegin: i32, tileEnd: i32
): void {
  const across = (outputWidth + 3) >> 2;
  const planes = (channels + 7) >> 3;
  const work = scratch;
  const transformed = scratch + 1152;
  for (let start = tileBegin, size = 0; start < tileEnd; start += size) {
    size = partSize(tileEnd - tileBegin, chunk, start - tileBegin);
    const inputStep = oddLines(planes * size * 32);
    const outputStep = oddLines(blocks * size * 32);
    const products = transformed + 36 * inputStep;
    for (let plane = 0; plane < planes; plane++) {
      for (let i = 0; i < size; i++) {
        const y = ((start + i) / across) * 4 - padTop;
        const x = ((start + i) % across) * 4 - padLeft;
        inputTile(
          input + plane * inputPlane, inputHeight, inputWidth, y, x, zeros, work,
          transformed + (plane * size + i) * 32, inputStep
        );
      }
    }
    for (let f = 0; f < 36; f++) {
      const from = transformed + f * inputStep;
      for (let block = blockBegin; block < blockEnd; block++) {
        const w = weights + (f * blocks + block) * channels * 32;
        tiles(
          size, table, 1, channels, size * 32, from, w, none, products + f * outputStep + block * size * 32,
          0, -Infinity, Infinity
        );
      }
    }
    for (let block = blockBegin; block < blockEnd; block++) {
      for (let i = 0; i < size; i++) {
        const y = ((start + i) / across) * 4;
        const x = ((start + i) % across) * 4;
        const offset = (y * outputWidth + x) * 32;
        const add = residual ? residual + block * residualPlane + offset : 0;
        outputTile(
          products + (block * size + i) * 32, outputStep, work,
          output + block * outputPlane + offset, outputWidth * 32, min(4, outputHeight - y),
          min(4, outputWidth - x), bias + block * 32, add, lo, hi
        );
      }
    }
  }
  if (!act) return;
  for (let block = blockBegin; block < blockEnd; block++) {
    const plane = output + block * outputPlane;
    activateRange(plane, plane, outputHeight * outputWidth * 32, act, alpha);
  }
}

/** Bᵀ d B of the 6 × 6 inputs that begin at row y, column x; the 36 results are `step` bytes apart. */
function inputTile(
  plane: usize, height: i32, width: i32, y: i32, x: i32, zeros: usize, work: usize, to: usize, step: usize
): void {
  const r0 = rowOrZeros(plane, y, height, width, zeros);
  const r1 = rowOrZeros(plane, y + 1, height, width, zeros);
  const r2 = rowOrZeros(plane, y + 2, height, width, zeros);
  const r3 = rowOrZeros(plane, y + 3, height, width, zeros);
  const r4 = rowOrZeros(plane, y + 4, height, width, zeros);
  const r5 = rowOrZeros(plane, y + 5, height, width, zeros);
  const begin = max(0, -x);
  const end = min(6, width - x);
  const left = x * 32;
  for (let half: usize = 0; half < 32; half += 16) {
    const shift = left + half;
    columnsIn(
      r0 + shift, r1 + shift, r2 + shift, r3 + shift, r4 + shift, r5 + shift, begin, end, work, 4, -5
    );
    rowsIn(work, to + half, step, 4, -5);
  }
}

/** Bᵀ of each column: work[column][6]. Columns outside begin … end are zeros. */
function columnsIn(
  r0: usize, r1: usize, r2: usize, r3: usize, r4: usize, r5: usize, begin: i32, end: i32, work: usize,
  four: f32, minusFive: f32
): void {
  const p4 = f32x4.splat(four);
  const m5 = f32x4.splat(minusFive);
  const zero = f32x4.splat(0);
  for (let j = 0; j < 6; j++, work += 96) {
    if (j < begin || j >= end) {
      v128.store(work, zero); v128.store(work, zero, 16); v128.store(work, zero, 32);
      v128.store(work, zero, 48); v128.store(work, zero, 64); v128.store(work, zero, 80);
      continue;
    }
    const at: usize = j * 32;
    const d0 = v128.load(r0 + at), d1 = v128.load(r1 + at), d2 = v128.load(r2 + at);
    const d3 = v128.load(r3 + at), d4 = v128.load(r4 + at), d5 = v128.load(r5 + at);
    // 4d₀ − 5d₂ + d₄ and 4d₁ − 5d₃ + d₅
    v128.store(work, madd(p4, d0, madd(m5, d2, d4)));
    v128.store(work, madd(p4, d1, madd(m5, d3, d5)), 80);
    // (d₄ − 4d₂) ± (d₃ − 4d₁)
    const a = f32x4.sub(d4, f32x4.mul(p4, d2));
    const b = f32x4.sub(d3, f32x4.mul(p4, d1));
    v128.store(work, f32x4.add(a, b), 16);
    v128.store(work, f32x4.sub(a, b), 32);
    // (d₄ − d₂) ± 2(d₃ − d₁)
    const c = f32x4.sub(d4, d2);
    const e = f32x4.sub(d3, d1);
    const e2 = f32x4.add(e, e);
    v128.store(work, f32x4.add(c, e2), 48);
    v128.store(work, f32x4.sub(c, e2), 64);
  }
}

/** The same along the rows; results i, j go to to[i · 6 + j]. */
function rowsIn(work: usize, to: usize, step: usize, four: f32, minusFive: f32): void {
  const p4 = f32x4.splat(four);
  const m5 = f32x4.splat(minusFive);
  for (let i = 0; i < 6; i++, work += 16) {
    const d0 = v128.load(work), d1 = v128.load(work, 96), d2 = v128.load(work, 192);
    const d3 = v128.load(work, 288), d4 = v128.load(work, 384), d5 = v128.load(work, 480);
    v128.store(to, madd(p4, d0, madd(m5, d2, d4)));
    const a = f32x4.sub(d4, f32x4.mul(p4, d2));
    const b = f32x4.sub(d3, f32x4.mul(p4, d1));
    to += step; v128.store(to, f32x4.add(a, b));
    to += step; v128.store(to, f32x4.sub(a, b));
    const c = f32x4.sub(d4, d2);
    const e = f32x4.sub(d3, d1);
    const e2 = f32x4.add(e, e);
    to += step; v128.store(to, f32x4.add(c, e2));
    to += step; v128.store(to, f32x4.sub(c, e2));
    to += step; v128.store(to, madd(p4, d1, madd(m5, d3, d5)));
    to += step;
  }
}

/** Aᵀ m A, then bias, residual and clamp; `rows` × `columns` of the 4 × 4 outputs lie inside the map. */
function outputTile(
  from: usize, step: usize, work: usize, to: usize, row: usize, rows: i32, columns: i32, bias: usize,
  residual: usize, lo: f32, hi: f32
): void {
  for (let half: usize = 0; half < 32; half += 16) {
    columnsOut(from + half, step, work);
    rowsOut(work, to + half, row, rows, columns, bias + half, residual ? residual + half : 0, lo, hi);
  }
}

/** Aᵀ of each of the six columns: work[4][6]. */
function columnsOut(from: usize, step: usize, work: usize): void {
  const row = step * 6;
  for (let j = 0; j < 6; j++, work += 16) {
    let p = from + j * step;
    const m0 = v128.load(p); p += row;
    const m1 = v128.load(p); p += row;
    const m2 = v128.load(p); p += row;
    const m3 = v128.load(p); p += row;
    const m4 = v128.load(p); p += row;
    const m5 = v128.load(p);
    const s1 = f32x4.add(m1, m2), d1 = f32x4.sub(m1, m2);
    const s2 = f32x4.add(m3, m4), d2 = f32x4.sub(m3, m4);
    const twice = f32x4.add(d2, d2);
    const double = f32x4.add(s2, s2);
    v128.store(work, f32x4.add(f32x4.add(m0, s1), s2));
    v128.store(work, f32x4.add(d1, twice), 96);
    v128.store(work, f32x4.add(s1, f32x4.add(double, double)), 192);
    const four = f32x4.add(twice, twice);
    v128.store(work, f32x4.add(f32x4.add(d1, m5), f32x4.add(four, four)), 288);
  }
}

/** The same along the four rows, with the epilogue. */
function rowsOut(
  work: usize, to: usize, row: usize, rows: i32, columns: i32, bias: usize, residual: usize, least: f32,
  most: f32
): void {
  const lo = f32x4.splat(least);
  const hi = f32x4.splat(most);
  const b = v128.load(bias);
  for (let i = 0; i < rows; i++, work += 96, to += row) {
    const m0 = v128.load(work), m1 = v128.load(work, 16), m2 = v128.load(work, 32);
    const m3 = v128.load(work, 48), m4 = v128.load(work, 64), m5 = v128.load(work, 80);
    const s1 = f32x4.add(m1, m2), d1 = f32x4.sub(m1, m2);
    const s2 = f32x4.add(m3, m4), d2 = f32x4.sub(m3, m4);
    const twice = f32x4.add(d2, d2);
    const double = f32x4.add(s2, s2);
    const four = f32x4.add(twice, twice);
    let y0 = f32x4.add(b, f32x4.add(f32x4.add(m0, s1), s2));
    let y1 = f32x4.add(b, f32x4.add(d1, twice));
    let y2 = f32x4.add(b, f32x4.add(s1, f32x4.add(double, double)));
    let y3 = f32x4.add(b, f32x4.add(f32x4.add(d1, m5), f32x4.add(four, four)));
    if (columns == 4) {
      if (residual) {
        y0 = f32x4.add(y0, v128.load(residual)); y1 = f32x4.add(y1, v128.load(residual, 32));
        y2 = f32x4.add(y2, v128.load(residual, 64)); y3 = f32x4.add(y3, v128.load(residual, 96));
        residual += row;
      }
      v128.store(to, clamp(y0, lo, hi)); v128.store(to, clamp(y1, lo, hi), 32);
      v128.store(to, clamp(y2, lo, hi), 64); v128.store(to, clamp(y3, lo, hi), 96);
    } else {
      if (residual) {
        y0 = f32x4.add(y0, v128.load(residual));
        if (columns > 1) y1 = f32x4.add(y1, v128.load(residual, 32));
        if (columns > 2) y2 = f32x4.add(y2, v128.load(residual, 64));
        residual += row;
      }
      v128.store(to, clamp(y0, lo, hi));
      if (columns > 1) v128.store(to, clamp(y1, lo, hi), 32);
      if (columns > 2) v128.store(to, clamp(y2, lo, hi), 64);
    }
  }
}
