import { madd } from "./simd";

/*
 * Another height and width of blocked activations f32[planes][…][8]. Which pixels an output is made of stands in
 * tables, for rows and columns apart; what makes them is the planner's.
 */

/**
 * The pixel at a row and a column of the input. A row that the one above is made of too is copied from it.
 *
 * rows     u32[outputHeight]: bytes from the plane's start to the row
 * columns  u32[outputWidth]: bytes from the row's start to the pixel
 */
export function f32_resize_nearest(
  input: usize, inputPlane: usize, output: usize, outputPlane: usize, outputHeight: i32, outputWidth: i32,
  rows: usize, columns: usize, planeBegin: i32, planeEnd: i32
): void {
  const bytes = <usize>outputWidth * 32;
  for (let plane = planeBegin; plane < planeEnd; plane++) {
    let to = output + plane * outputPlane;
    for (let y = 0; y < outputHeight; y++, to += bytes) {
      const row = load<u32>(rows + y * 4);
      if (y > 0 && row == load<u32>(rows + y * 4 - 4)) {
        memory.copy(to, to - bytes, bytes);
      } else {
        pickPixels(input + plane * inputPlane + row, to, columns, outputWidth);
      }
    }
  }
}

function pickPixels(row: usize, to: usize, columns: usize, count: i32): void {
  for (let end = columns + count * 4; columns < end; columns += 4, to += 32) {
    const pixel = row + load<u32>(columns);
    v128.store(to, v128.load(pixel));
    v128.store(to, v128.load(pixel, 16), 16);
  }
}

/**
 * A mixture of two rows, and in it of two columns. Where both are the same one it stands as it is, so that an
 * infinity is not multiplied by 0.
 *
 * rows          u32[outputHeight][2], columns u32[outputWidth][2]: bytes as above
 * rowShares     f32[outputHeight][2], columnShares f32[outputWidth][2]: how much of each
 * scratch       inputWidth · 32 bytes
 */
export function f32_resize_bilinear(
  input: usize, inputPlane: usize, inputWidth: i32, output: usize, outputPlane: usize, outputHeight: i32,
  outputWidth: i32, rows: usize, rowShares: usize, columns: usize, columnShares: usize, scratch: usize,
  planeBegin: i32, planeEnd: i32
): void {
  for (let plane = planeBegin; plane < planeEnd; plane++) {
    const from = input + plane * inputPlane;
    let to = output + plane * outputPlane;
    for (let y = 0; y < outputHeight; y++, to += outputWidth * 32) {
      const first = from + load<u32>(rows + y * 8);
      const second = from + load<u32>(rows + y * 8, 4);
      if (first == second) {
        mixColumns(first, to, columns, columnShares, outputWidth);
      } else {
        mixRows(first, second, rowShares + y * 8, scratch, inputWidth * 32);
        mixColumns(scratch, to, columns, columnShares, outputWidth);
      }
    }
  }
}

function mixRows(first: usize, second: usize, shares: usize, to: usize, bytes: usize): void {
  const a = v128.load32_splat(shares), b = v128.load32_splat(shares, 4);
  for (let i: usize = 0; i < bytes; i += 16) {
    v128.store(to + i, madd(v128.load(second + i), b, f32x4.mul(v128.load(first + i), a)));
  }
}

function mixColumns(row: usize, to: usize, columns: usize, shares: usize, count: i32): void {
  for (let end = columns + count * 8; columns < end; columns += 8, shares += 8, to += 32) {
    const first = row + load<u32>(columns);
    const second = row + load<u32>(columns, 4);
    let lo = v128.load(first), hi = v128.load(first, 16);
    if (first != second) {
      const a = v128.load32_splat(shares), b = v128.load32_splat(shares, 4);
      lo = madd(v128.load(second), b, f32x4.mul(lo, a));
      hi = madd(v128.load(second, 16), b, f32x4.mul(hi, a));
    }
    v128.store(to, lo);
    v128.store(to, hi, 16);
  }
}

/**
 * A mixture of any rows, and in it of any columns, as many of each as a table says.
 *
 * rowEnds     u32[outputHeight]: where the row's taps end in the next two tables; they begin where the row's above end
 * rows        u32[]: bytes from the plane's start to a row
 * rowShares   f32[]: how much of it
 * columnEnds  u32[outputWidth], columns u32[], columnShares f32[]: likewise, from the row's start
 * scratch     inputWidth · 32 bytes
 */
export function f32_resize_mixed(
  input: usize, inputPlane: usize, inputWidth: i32, output: usize, outputPlane: usize, outputHeight: i32,
  outputWidth: i32, rowEnds: usize, rows: usize, rowShares: usize, columnEnds: usize, columns: usize, columnShares: usize,
  scratch: usize, planeBegin: i32, planeEnd: i32
): void {
  for (let plane = planeBegin; plane < planeEnd; plane++) {
    const from = input + plane * inputPlane;
    let to = output + plane * outputPlane, tap: u32 = 0;
    for (let y = 0; y < outputHeight; y++) {
      const end = load<u32>(rowEnds + y * 4);
      sumRows(from, rows, rowShares, tap, end, scratch, inputWidth * 32);
      tap = end;
      to = sumColumns(scratch, columnEnds, columns, columnShares, to, outputWidth);
    }
  }
}

function sumRows(from: usize, rows: usize, shares: usize, tap: u32, end: u32, to: usize, bytes: usize): void {
  for (let i: usize = 0; i < bytes; i += 16) {
    let sum = f32x4.splat(0);
    for (let t = tap; t < end; t++) {
      sum = madd(v128.load(from + load<u32>(rows + t * 4) + i), v128.load32_splat(shares + t * 4), sum);
    }
    v128.store(to + i, sum);
  }
}

function sumColumns(row: usize, ends: usize, columns: usize, shares: usize, to: usize, count: i32): usize {
  let tap: u32 = 0;
  for (let x = 0; x < count; x++, to += 32) {
    let lo = f32x4.splat(0), hi = lo;
    for (const end = load<u32>(ends + x * 4); tap < end; tap++) {
      const pixel = row + load<u32>(columns + tap * 4), share = v128.load32_splat(shares + tap * 4);
      lo = madd(v128.load(pixel), share, lo);
      hi = madd(v128.load(pixel, 16), share, hi);
    }
    v128.store(to, lo);
    v128.store(to, hi, 16);
  }
  return to;
}
