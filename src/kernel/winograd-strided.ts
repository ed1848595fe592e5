import { activateRange } from "./activation";
import { oddLines, rowOrZeros } from "./blocks";
import { partSize, tiles } from "./conv";
import { clamp, madd } from "./simd";

/*
 * 3 × 3 convolutions at stride 2 by Winograd's algorithm on phases. Along one axis, even inputs meet the
 * outer two taps and odd inputs the middle one: y[i] = w₀ e[i] + w₂ e[i + 1] + w₁ o[i]. The even part is F(4,
 * 2) for the points 0, ±1, 2, ∞, five products for four outputs; the odd part is a product for each. In two
 * dimensions 9 × 9 inputs give 4 × 4 outputs by 81 products instead of 144, with 36 different weights: rows
 * and columns 0 … 4 are the even phase's, transformed, and 5 … 8 the odd one's, as they are, all with the
 * same weight.
 */

/**
 * Tiles tileBegin … tileEnd of output blocks blockBegin … blockEnd, `chunk` tiles at a time. With an
 * activation by number all tiles must be asked for at once.
 *
 * zeros     inputWidth · 32 bytes of zeros, for rows outside
 * weights   f32[6 · 6][output blocks][channels][8], transformed; row or column 5 is the odd phase's
 * bias      f32[blocks][8]; none: f32[8] zeros
 * table     from row_table with steps of 32
 * scratch   f32[81][chunk][input planes + output blocks][8] and 17 KB more for work and odd numbers of lines
 */
export function f32_winograd_strided(
  input: usize, inputPlane: usize, inputHeight: i32, inputWidth: i32, channels: i32, output: usize,
  outputPlane: usize, outputHeight: i32, outputWidth: i32, padTop: i32, padLeft: i32, weights: usize,
  bias: usize, none: usize, residual: usize, residualPlane: usize, lo: f32, hi: f32, act: i32, alpha: f32,
  table: usize, zeros: usize, scratch: usize, chunk: i32, blocks: i32, blockBegin: i32, blockEnd: i32,
  tileBegin: i32, tileEnd: i32
): void {
  const across = (outputWidth + 3) >> 2;
  const planes = (channels + 7) >> 3;
  const work = scratch;
  const transformed = scratch + 1344;
  for (let start = tileBegin, size = 0; start < tileEnd; start += size) {
    size = partSize(tileEnd - tileBegin, chunk, start - tileBegin);
    const inputStep = oddLines(planes * size * 32);
    const outputStep = oddLines(blocks * size * 32);
    const products = transformed + 81 * inputStep;
    for (let plane = 0; plane < planes; plane++) {
      for (let i = 0; i < size; i++) {
        const y = ((start + i) / across) * 8 - padTop;
        const x = ((start + i) % across) * 8 - padLeft;
        inputTile(
          input + plane * inputPlane, inputHeight, inputWidth, y, x, zeros, work,
          transformed + (plane * size + i) * 32, inputStep
        );
      }
    }
    for (let row = 0; row < 6; row++) {
      for (let column = 0; column < 6; column++) {
        for (let block = blockBegin; block < blockEnd; block++) {
          const w = weights + ((row * 6 + column) * blocks + block) * channels * 32;
          // The odd phase's weight serves its four rows or columns one after the other.
          for (let r = row; r < (row == 5 ? 9 : row + 1); r++) {
            for (let c = column; c < (column == 5 ? 9 : column + 1); c++) {
              const f = r * 9 + c;
              tiles(
                size, table, 1, channels, size * 32, transformed + f * inputStep, w, none,
                products + f * outputStep + block * size * 32, 0, -Infinity, Infinity
              );
            }
          }
        }
      }
    }
    for (let block = blockBegin; block < blockEnd; block++) {
      for (let i = 0; i < size; i++) {
        const y = ((start + i) / across) * 4;
        const x = ((start + i) % across) * 4;
        const offset = (y * outputWidth + x) * 32;
        const add = residual ? residual + block * residualPlane + offset : 0;
        outputTile(
          products + (block * size + i) * 32, outputStep, work, output + block * outputPlane + offset,
          outputWidth * 32, min(4, outputHeight - y), min(4, outputWidth - x), bias + block * 32, add, lo, hi
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

/** The 9 × 9 inputs that begin at row y, column x; the 81 results are `step` bytes apart. */
function inputTile(
  plane: usize, height: i32, width: i32, y: i32, x: i32, zeros: usize, work: usize, to: usize, step: usize
): void {
  const begin = max(0, -x);
  const end = min(9, width - x);
  for (let half: usize = 0; half < 32; half += 16) {
    const shift = x * 32 + half;
    evenRows(
      rowOrZeros(plane, y, height, width, zeros) + shift,
      rowOrZeros(plane, y + 2, height, width, zeros) + shift,
      rowOrZeros(plane, y + 4, height, width, zeros) + shift,
      rowOrZeros(plane, y + 6, height, width, zeros) + shift,
      rowOrZeros(plane, y + 8, height, width, zeros) + shift, begin, end, work, 2, -3
    );
    oddRows(
      rowOrZeros(plane, y + 1, height, width, zeros) + shift,
      rowOrZeros(plane, y + 3, height, width, zeros) + shift,
      rowOrZeros(plane, y + 5, height, width, zeros) + shift,
      rowOrZeros(plane, y + 7, height, width, zeros) + shift, begin, end, work
    );
    columnsIn(work, to + half, step, 2, -3);
  }
}

/**
 * Bᵀ of the even rows of each column: work[column][9], places 0 … 4. Columns outside begin … end are zeros.
 */
function evenRows(
  r0: usize, r1: usize, r2: usize, r3: usize, r4: usize, begin: i32, end: i32, work: usize, two: f32,
  minusThree: f32
): void {
  const p2 = f32x4.splat(two);
  const m3 = f32x4.splat(minusThree);
  const zero = f32x4.splat(0);
  for (let j = 0; j < 9; j++, work += 144) {
    if (j < begin || j >= end) {
      v128.store(work, zero); v128.store(work, zero, 16); v128.store(work, zero, 32);
      v128.store(work, zero, 48); v128.store(work, zero, 64);
      continue;
    }
    const at: usize = j * 32;
    const d0 = v128.load(r0 + at), d1 = v128.load(r1 + at), d2 = v128.load(r2 + at);
    const d3 = v128.load(r3 + at), d4 = v128.load(r4 + at);
    const a = f32x4.sub(d3, d1);
    // 2d₀ − d₁ − 2d₂ + d₃, −2d₁ − d₂ + d₃, 2d₁ − 3d₂ + d₃, −d₁ + d₃, 2d₁ − d₂ − 2d₃ + d₄
    v128.store(work, madd(p2, f32x4.sub(d0, d2), a));
    v128.store(work, f32x4.sub(f32x4.sub(a, d1), d2), 16);
    v128.store(work, madd(p2, d1, madd(m3, d2, d3)), 32);
    v128.store(work, a, 48);
    v128.store(work, f32x4.sub(f32x4.sub(d4, d2), f32x4.mul(p2, a)), 64);
  }
}

/** The odd rows of each column as they are: places 5 … 8. */
function oddRows(r0: usize, r1: usize, r2: usize, r3: usize, begin: i32, end: i32, work: usize): void {
  const zero = f32x4.splat(0);
  for (let j = 0; j < 9; j++, work += 144) {
    const inside = j >= begin && j < end;
    const at: usize = j * 32;
    v128.store(work, inside ? v128.load(r0 + at) : zero, 80);
    v128.store(work, inside ? v128.load(r1 + at) : zero, 96);
    v128.store(work, inside ? v128.load(r2 + at) : zero, 112);
    v128.store(work, inside ? v128.load(r3 + at) : zero, 128);
  }
}

/** The same along the columns; results i, j go to to[i · 9 + j]. */
function columnsIn(work: usize, to: usize, step: usize, two: f32, minusThree: f32): void {
  const p2 = f32x4.splat(two);
  const m3 = f32x4.splat(minusThree);
  for (let i = 0; i < 9; i++, work += 16) {
    const d0 = v128.load(work), d1 = v128.load(work, 288), d2 = v128.load(work, 576);
    const d3 = v128.load(work, 864), d4 = v128.load(work, 1152);
    const a = f32x4.sub(d3, d1);
    v128.store(to, madd(p2, f32x4.sub(d0, d2), a)); to += step;
    v128.store(to, f32x4.sub(f32x4.sub(a, d1), d2)); to += step;
    v128.store(to, madd(p2, d1, madd(m3, d2, d3))); to += step;
    v128.store(to, a); to += step;
    v128.store(to, f32x4.sub(f32x4.sub(d4, d2), f32x4.mul(p2, a))); to += step;
    v128.store(to, v128.load(work, 144)); to += step;
    v128.store(to, v128.load(work, 432)); to += step;
    v128.store(to, v128.load(work, 720)); to += step;
    v128.store(to, v128.load(work, 1008)); to += step;
  }
}

/**
 * Aᵀ m A of both phases, then bias, residual and clamp; `rows` × `columns` of the 4 × 4 outputs lie inside.
 */
function outputTile(
  from: usize, step: usize, work: usize, to: usize, row: usize, rows: i32, columns: i32, bias: usize,
  residual: usize, lo: f32, hi: f32
): void {
  for (let half: usize = 0; half < 32; half += 16) {
    rowsOut(from + half, step, work);
    const b = v128.load(bias + half);
    for (let i = 0; i < rows; i++) {
      const add = residual ? residual + half + i * row : 0;
      columnsOut(work + i * 144, to + half + i * row, columns, b, add, lo, hi);
    }
  }
}

/** Aᵀ of each of the nine columns, the odd rows added: work[4][9]. */
function rowsOut(from: usize, step: usize, work: usize): void {
  const row = step * 9;
  for (let j = 0; j < 9; j++, work += 16, from += step) {
    let p = from;
    const m0 = v128.load(p); p += row;
    const m1 = v128.load(p); p += row;
    const m2 = v128.load(p); p += row;
    const m3 = v128.load(p); p += row;
    const m4 = v128.load(p); p += row;
    const s = f32x4.add(m1, m2), d = f32x4.sub(m1, m2);
    const t2 = f32x4.add(m3, m3), t4 = f32x4.add(t2, t2);
    v128.store(work, f32x4.add(f32x4.add(f32x4.add(m0, s), m3), v128.load(p))); p += row;
    v128.store(work, f32x4.add(f32x4.add(d, t2), v128.load(p)), 144); p += row;
    v128.store(work, f32x4.add(f32x4.add(s, t4), v128.load(p)), 288); p += row;
    v128.store(work, f32x4.add(f32x4.add(f32x4.add(d, m4), f32x4.add(t4, t4)), v128.load(p)), 432);
  }
}

/** The same along one row of nine, with the epilogue. */
function columnsOut(
  work: usize, to: usize, columns: i32, b: v128, residual: usize, least: f32, most: f32
): void {
  const lo = f32x4.splat(least);
  const hi = f32x4.splat(most);
  const m0 = v128.load(work), m1 = v128.load(work, 16), m2 = v128.load(work, 32);
  const m3 = v128.load(work, 48), m4 = v128.load(work, 64);
  const s = f32x4.add(m1, m2), d = f32x4.sub(m1, m2);
  const t2 = f32x4.add(m3, m3), t4 = f32x4.add(t2, t2);
  let y0 = f32x4.add(b, f32x4.add(f32x4.add(f32x4.add(m0, s), m3), v128.load(work, 80)));
  let y1 = f32x4.add(b, f32x4.add(f32x4.add(d, t2), v128.load(work, 96)));
  let y2 = f32x4.add(b, f32x4.add(f32x4.add(s, t4), v128.load(work, 112)));
  let y3 = f32x4.add(b, f32x4.add(f32x4.add(f32x4.add(d, m4), f32x4.add(t4, t4)), v128.load(work, 128)));
  if (residual) {
    y0 = f32x4.add(y0, v128.load(residual));
    if (columns > 1) y1 = f32x4.add(y1, v128.load(residual, 32));
    if (columns > 2) y2 = f32x4.add(y2, v128.load(residual, 64));
    if (columns > 3) y3 = f32x4.add(y3, v128.load(residual, 96));
  }
  v128.store(to, clamp(y0, lo, hi));
  if (columns > 1) v128.store(to, clamp(y1, lo, hi), 32);
  if (columns > 2) v128.store(to, clamp(y2, lo, hi), 64);
  if (columns > 3) v128.store(to, clamp(y3, lo, hi), 96);
}
