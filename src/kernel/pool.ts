/*
 * Pooling over blocked activations f32[planes][…][8]. Where a row below says `lo` and `hi`, these are the two
 * halves of a block of 8 channels. A NaN in the window of a maximum gives NaN, as in PyTorch.
 */

/**
 * The maximum goes over the rows first, for every column once, then over the columns. `pmax` is one
 * instruction and loses a NaN on its left; a NaN is noticed by the sum of all, and such a row is taken again
 * by the exact `max`.
 *
 * scratch: inputWidth · 32 bytes
 */
export function f32_pool_max(
  input: usize, inputPlane: usize, inputHeight: i32, inputWidth: i32, output: usize, outputPlane: usize,
  outputHeight: i32, outputWidth: i32, kernelHeight: i32, kernelWidth: i32, strideHeight: i32,
  strideWidth: i32, padTop: i32, padLeft: i32, dilationHeight: i32, dilationWidth: i32, scratch: usize,
  planeBegin: i32, planeEnd: i32
): void {
  const rowStep = dilationHeight * inputWidth * 32;
  for (let plane = planeBegin; plane < planeEnd; plane++) {
    const from = input + plane * inputPlane;
    for (let oy = 0; oy < outputHeight; oy++) {
      const y = oy * strideHeight - padTop;
      const yBegin = firstInside(y, dilationHeight);
      const yEnd = endInside(y, kernelHeight, dilationHeight, inputHeight);
      const rows = (yEnd - yBegin + dilationHeight - 1) / dilationHeight;
      const to = output + plane * outputPlane + oy * outputWidth * 32;
      const first = from + yBegin * inputWidth * 32;
      // Under a dilated window there may be nothing but padding: no row to take the maximum of.
      if (rows > 0 && maxOfRows(first, rowStep, rows, inputWidth * 32, scratch)) {
        maxOfColumns(scratch, inputWidth, to, outputWidth, kernelWidth, strideWidth, padLeft, dilationWidth);
      } else {
        maxRow(
          from, inputWidth, to, outputWidth, kernelWidth, strideWidth, padLeft, dilationWidth, yBegin,
          yEnd, dilationHeight
        );
      }
    }
  }
}

/** The maximum of `rows` rows, column by column, into `to`; false where a number may be NaN. */
function maxOfRows(from: usize, step: usize, rows: i32, bytes: usize, to: usize): bool {
  if (rows == 3) return maxOfThree(from, from + step, from + 2 * step, bytes, to);
  if (rows == 2) return maxOfThree(from, from + step, from + step, bytes, to);
  let sum = f32x4.splat(0);
  for (let i: usize = 0; i < bytes; i += 16) {
    let largest = v128.load(from + i);
    sum = f32x4.add(sum, largest);
    for (let row = 1; row < rows; row++) {
      const x = v128.load(from + i + row * step);
      largest = f32x4.pmax(largest, x);
      sum = f32x4.add(sum, x);
    }
    v128.store(to + i, largest);
  }
  return !v128.any_true(f32x4.ne(sum, sum));
}

function maxOfThree(r0: usize, r1: usize, r2: usize, bytes: usize, to: usize): bool {
  let sum = f32x4.splat(0);
  for (let i: usize = 0; i < bytes; i += 16) {
    const a = v128.load(r0 + i), b = v128.load(r1 + i), c = v128.load(r2 + i);
    sum = f32x4.add(sum, f32x4.add(f32x4.add(a, b), c));
    v128.store(to + i, f32x4.pmax(f32x4.pmax(a, b), c));
  }
  return !v128.any_true(f32x4.ne(sum, sum));
}

/** The maximum of each window of columns; windows of 2 and 3 that lie inside are written out. */
function maxOfColumns(
  row: usize, inputWidth: i32, out: usize, outputWidth: i32, kernelWidth: i32, stride: i32, padLeft: i32,
  dilation: i32
): void {
  // One that hangs over the right edge does not lie inside, and the division below would round it towards 0.
  const fits = inputWidth + padLeft >= kernelWidth;
  const small = dilation == 1 && (kernelWidth == 3 || kernelWidth == 2) && fits;
  for (let ox = 0; ox < outputWidth; ) {
    const left = ox * stride - padLeft;
    const inside = small && left >= 0 ? min(
      outputWidth, (inputWidth - kernelWidth + padLeft) / stride + 1
    ) - ox : 0;
    if (inside > 0) {
      maxOfNeighbours(row + left * 32, out + ox * 32, inside, stride * 32, kernelWidth == 3 ? 64 : 32);
      ox += inside;
      continue;
    }
    const begin = firstInside(left, dilation);
    const end = endInside(left, kernelWidth, dilation, inputWidth);
    let lo = f32x4.splat(-Infinity);
    let hi = lo;
    for (let x = begin; x < end; x += dilation) {
      lo = f32x4.pmax(lo, v128.load(row + x * 32));
      hi = f32x4.pmax(hi, v128.load(row + x * 32, 16));
    }
    v128.store(out + ox * 32, lo);
    v128.store(out + ox * 32, hi, 16);
    ox++;
  }
}

/** Windows of 2 or 3 columns: the second stands 32 bytes on, the last one `last`. */
function maxOfNeighbours(from: usize, out: usize, count: i32, step: usize, last: usize): void {
  for (let i = 0; i < count; i++, from += step, out += 32) {
    const lo = f32x4.pmax(f32x4.pmax(v128.load(from), v128.load(from, 32)), v128.load(from + last));
    const hi = f32x4.pmax(f32x4.pmax(v128.load(from, 16), v128.load(from, 48)), v128.load(from + last, 16));
    v128.store(out, lo);
    v128.store(out, hi, 16);
  }
}

/** One row of outputs by the exact maximum. */
function maxRow(
  plane: usize, inputWidth: i32, out: usize, outputWidth: i32, kernelWidth: i32, stride: i32, padLeft: i32,
  dilation: i32, yBegin: i32, yEnd: i32, yStep: i32
): void {
  for (let ox = 0; ox < outputWidth; ox++, out += 32) {
    const left = ox * stride - padLeft;
    const begin = firstInside(left, dilation);
    const end = endInside(left, kernelWidth, dilation, inputWidth);
    let lo = f32x4.splat(-Infinity);
    let hi = lo;
    for (let y = yBegin; y < yEnd; y += yStep) {
      let p = plane + (y * inputWidth + begin) * 32;
      for (let x = begin; x < end; x += dilation, p += dilation * 32) {
        lo = f32x4.max(lo, v128.load(p));
        hi = f32x4.max(hi, v128.load(p, 16));
      }
    }
    v128.store(out, lo);
    v128.store(out, hi, 16);
  }
}

/**
 * paddedHeight, paddedWidth: where the padded input ends, counted from the unpadded one's first row and
 * column; with `includePad` the divisor is the window's part before that, else its part inside the input.
 */
export function f32_pool_average(
  input: usize, inputPlane: usize, inputHeight: i32, inputWidth: i32, output: usize, outputPlane: usize,
  outputHeight: i32, outputWidth: i32, kernelHeight: i32, kernelWidth: i32, strideHeight: i32,
  strideWidth: i32, padTop: i32, padLeft: i32, paddedHeight: i32, paddedWidth: i32, includePad: i32,
  planeBegin: i32, planeEnd: i32
): void {
  for (let plane = planeBegin; plane < planeEnd; plane++) {
    const from = input + plane * inputPlane;
    let to = output + plane * outputPlane;
    for (let oy = 0; oy < outputHeight; oy++) {
      const y = oy * strideHeight - padTop;
      const y0 = max(y, 0);
      const y1 = min(y + kernelHeight, inputHeight);
      for (let ox = 0; ox < outputWidth; ox++, to += 32) {
        const x = ox * strideWidth - padLeft;
        const x0 = max(x, 0);
        const x1 = min(x + kernelWidth, inputWidth);
        const whole = (min(y + kernelHeight, paddedHeight) - y) * (min(x + kernelWidth, paddedWidth) - x);
        averageWindow(from, inputWidth, to, y0, y1, x0, x1, includePad ? whole : (y1 - y0) * (x1 - x0));
      }
    }
  }
}

/**
 * Output cell i covers rows ⌊i·H/outH⌋ to ⌈(i+1)·H/outH⌉; `maximum` picks the mode. A whole-map mean is 1 ×
 * 1.
 */
export function f32_pool_adaptive(
  input: usize, inputPlane: usize, inputHeight: i32, inputWidth: i32, output: usize, outputPlane: usize,
  outputHeight: i32, outputWidth: i32, maximum: i32, planeBegin: i32, planeEnd: i32
): void {
  for (let plane = planeBegin; plane < planeEnd; plane++) {
    const from = input + plane * inputPlane;
    let to = output + plane * outputPlane;
    for (let oy = 0; oy < outputHeight; oy++) {
      const y0 = (oy * inputHeight) / outputHeight;
      const y1 = ((oy + 1) * inputHeight + outputHeight - 1) / outputHeight;
      for (let ox = 0; ox < outputWidth; ox++, to += 32) {
        const x0 = (ox * inputWidth) / outputWidth;
        const x1 = ((ox + 1) * inputWidth + outputWidth - 1) / outputWidth;
        if (maximum) maxWindow(from, inputWidth, to, y0, y1, x0, x1);
        else averageWindow(from, inputWidth, to, y0, y1, x0, x1, (y1 - y0) * (x1 - x0));
      }
    }
  }
}

function maxWindow(plane: usize, inputWidth: i32, out: usize, y0: i32, y1: i32, x0: i32, x1: i32): void {
  let lo = f32x4.splat(-Infinity);
  let hi = lo;
  for (let y = y0; y < y1; y++) {
    let p = plane + (y * inputWidth + x0) * 32;
    for (let x = x0; x < x1; x++, p += 32) {
      lo = f32x4.max(lo, v128.load(p));
      hi = f32x4.max(hi, v128.load(p, 16));
    }
  }
  v128.store(out, lo);
  v128.store(out, hi, 16);
}

/** Sums each row by itself first, so that the error of a large map stays small. */
function averageWindow(
  plane: usize, inputWidth: i32, out: usize, y0: i32, y1: i32, x0: i32, x1: i32, divisor: i32
): void {
  let lo = f32x4.splat(0);
  let hi = lo;
  for (let y = y0; y < y1; y++) {
    let p = plane + (y * inputWidth + x0) * 32;
    let rowLo = f32x4.splat(0);
    let rowHi = rowLo;
    for (let x = x0; x < x1; x++, p += 32) {
      rowLo = f32x4.add(rowLo, v128.load(p));
      rowHi = f32x4.add(rowHi, v128.load(p, 16));
    }
    lo = f32x4.add(lo, rowLo);
    hi = f32x4.add(hi, rowHi);
  }
  const by = f32x4.splat(<f32>divisor);
  v128.store(out, f32x4.div(lo, by));
  v128.store(out, f32x4.div(hi, by), 16);
}

/** The first tap at or above 0 of a window that begins at `start`. */
@inline
export function firstInside(start: i32, dilation: i32): i32 {
  return start >= 0 ? start : start + ((-start + dilation - 1) / dilation) * dilation;
}

/** The end of the taps that lie below `size`. */
@inline
export function endInside(start: i32, kernel: i32, dilation: i32, size: i32): i32 {
  return min(start + (kernel - 1) * dilation + 1, size);
}
