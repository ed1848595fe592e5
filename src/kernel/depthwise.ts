import { activateRange } from "./activation";
import { rowOrZeros } from "./blocks";
import { clamp, madd } from "./simd";

/**
 * Depthwise 3 × 3 convolution at stride 1 or 2 along the row over blocked activations f32[planes][…][8]. At most
 * one column of padding on the left, at most one that is needed on the right, no dilation along the row.
 *
 * weights f32[planes][9][8], bias f32[planes][8]; zeros: at least inputWidth · 32 bytes of zeros.
 */
export function f32_depthwise(
  input: usize, inputPlane: usize, inputHeight: i32, inputWidth: i32, output: usize, outputPlane: usize,
  outputHeight: i32, outputWidth: i32, strideHeight: i32, strideWidth: i32, padTop: i32, padLeft: i32,
  dilationHeight: i32, weights: usize, bias: usize, lo: f32, hi: f32, act: i32, alpha: f32, zeros: usize,
  planeBegin: i32, planeEnd: i32
): void {
  const band = max(1, BAND / (inputWidth * strideHeight * 32));
  for (let plane = planeBegin; plane < planeEnd; plane++) {
    const from = input + plane * inputPlane;
    const w = weights + plane * 288;
    const b = bias + plane * 32;
    for (let oy = 0, rows = 0; oy < outputHeight; oy += rows) {
      rows = min(band, outputHeight - oy);
      const to = output + plane * outputPlane + oy * outputWidth * 32;
      const y = oy * strideHeight - padTop;
      if (strideWidth == 1) slideRows(
        from, inputHeight, inputWidth, to, rows, outputWidth, strideHeight, y, padLeft, dilationHeight, w, b,
        lo, hi, zeros
      );
      else strideRows(
        from, inputHeight, inputWidth, to, rows, outputWidth, strideHeight, y, padLeft, dilationHeight, w, b,
        lo, hi, zeros
      );
      if (act) activateRange(to, to, rows * outputWidth * 32, act, alpha);
    }
  }
}

/** Bytes of input rows that stay in the first cache while both halves of their channels are computed. */
const BAND = 16384;

/**
 * 3 × 3, stride 1 along the row: every column is loaded once and goes into the three outputs around it; weights
 * stay in registers, of which there is none left for a limit above: few activations have one.
 */
function slideRows(
  plane: usize, height: i32, width: i32, out: usize, rows: i32, outputWidth: i32, stride: i32, top: i32,
  padLeft: i32, dilation: i32, w: usize, bias: usize, lo: f32, hi: f32, zeros: usize
): void {
  for (let half: usize = 0; half < 32; half += 16) {
    if (hi < Infinity) slide(
      plane + half, height, width, out + half, rows, outputWidth, stride, top, padLeft, dilation, w + half,
      bias + half, lo, hi, zeros + half, true
    );
    else slide(
      plane + half, height, width, out + half, rows, outputWidth, stride, top, padLeft, dilation, w + half,
      bias + half, lo, hi, zeros + half, false
    );
  }
}

/** `bounded`: whether there is a limit above. */
@inline
function slide(
  plane: usize, height: i32, width: i32, out: usize, rows: i32, outputWidth: i32, stride: i32, top: i32,
  padLeft: i32, dilation: i32, w: usize, bias: usize, least: f32, most: f32, zeros: usize, bounded: bool
): void {
  const w00 = v128.load(w), w01 = v128.load(w, 32), w02 = v128.load(w, 64);
  const w10 = v128.load(w, 96), w11 = v128.load(w, 128), w12 = v128.load(w, 160);
  const w20 = v128.load(w, 192), w21 = v128.load(w, 224), w22 = v128.load(w, 256);
  const b = v128.load(bias);
  const lo = f32x4.splat(least);
  const hi = f32x4.splat(most);
  const whole = min(outputWidth, width - 2 + padLeft);
  let a: v128, o: v128;
  for (let row = 0; row < rows; row++, top += stride) {
    const r0 = rowOrZeros(plane, top, height, width, zeros);
    const r1 = rowOrZeros(plane, top + dilation, height, width, zeros);
    const r2 = rowOrZeros(plane, top + 2 * dilation, height, width, zeros);
    // s: the output whose last column comes next; t: the one after it.
    let s = b;
    let t = b;
    let x: usize = 0;
    // With padding, the row's column −1 is zeros; without it, two columns come before the first output ends.
    for (let i = padLeft; i < 2; i++, x += 32) {
      a = v128.load(r0 + x); s = madd(a, w01, t); t = madd(a, w00, b);
      a = v128.load(r1 + x); s = madd(a, w11, s); t = madd(a, w10, t);
      a = v128.load(r2 + x); s = madd(a, w21, s); t = madd(a, w20, t);
    }
    const end = out + whole * 32;
    for (; out < end; out += 32, x += 32) {
      a = v128.load(r0 + x); o = madd(a, w02, s); s = madd(a, w01, t); t = madd(a, w00, b);
      a = v128.load(r1 + x); o = madd(a, w12, o); s = madd(a, w11, s); t = madd(a, w10, t);
      a = v128.load(r2 + x); o = madd(a, w22, o); s = madd(a, w21, s); t = madd(a, w20, t);
      v128.store(out, bounded ? clamp(o, lo, hi) : f32x4.pmax(o, lo));
    }
    // At most one output is left, and the column that it lacks is padding.
    if (whole < outputWidth) {
      v128.store(out, clamp(s, lo, hi));
      out += 32;
    }
  }
}

/** 3 × 3, stride 2 along the row: neighbouring outputs share one column. */
function strideRows(
  plane: usize, height: i32, width: i32, out: usize, rows: i32, outputWidth: i32, stride: i32, top: i32,
  padLeft: i32, dilation: i32, w: usize, bias: usize, lo: f32, hi: f32, zeros: usize
): void {
  for (let half: usize = 0; half < 32; half += 16) {
    if (hi < Infinity) strideAcross(
      plane + half, height, width, out + half, rows, outputWidth, stride, top, padLeft, dilation, w + half,
      bias + half, lo, hi, zeros + half, true
    );
    else strideAcross(
      plane + half, height, width, out + half, rows, outputWidth, stride, top, padLeft, dilation, w + half,
      bias + half, lo, hi, zeros + half, false
    );
  }
}

@inline
function strideAcross(
  plane: usize, height: i32, width: i32, out: usize, rows: i32, outputWidth: i32, stride: i32, top: i32,
  padLeft: i32, dilation: i32, w: usize, bias: usize, least: f32, most: f32, zeros: usize, bounded: bool
): void {
  const w00 = v128.load(w), w01 = v128.load(w, 32), w02 = v128.load(w, 64);
  const w10 = v128.load(w, 96), w11 = v128.load(w, 128), w12 = v128.load(w, 160);
  const w20 = v128.load(w, 192), w21 = v128.load(w, 224), w22 = v128.load(w, 256);
  const b = v128.load(bias);
  const lo = f32x4.splat(least);
  const hi = f32x4.splat(most);
  const whole = min(outputWidth, (width + padLeft - 1) >> 1);
  let a: v128, o: v128, p: v128;
  for (let row = 0; row < rows; row++, top += stride) {
    const r0 = rowOrZeros(plane, top, height, width, zeros);
    const r1 = rowOrZeros(plane, top + dilation, height, width, zeros);
    const r2 = rowOrZeros(plane, top + 2 * dilation, height, width, zeros);
    let s = b;
    let x: usize = 0;
    if (padLeft == 0) {
      s = madd(v128.load(r2), w20, madd(v128.load(r1), w10, madd(v128.load(r0), w00, b)));
      x = 32;
    }
    const end = out + whole * 32;
    for (; out < end; out += 32, x += 64) {
      // Two sums, so that fewer additions wait for each other.
      o = f32x4.mul(v128.load(r0 + x), w01);
      o = madd(v128.load(r1 + x), w11, o);
      o = madd(v128.load(r2 + x), w21, o);
      a = v128.load(r0 + x, 32); p = madd(a, w02, s); s = madd(a, w00, b);
      a = v128.load(r1 + x, 32); p = madd(a, w12, p); s = madd(a, w10, s);
      a = v128.load(r2 + x, 32); p = madd(a, w22, p); s = madd(a, w20, s);
      o = f32x4.add(o, p);
      v128.store(out, bounded ? clamp(o, lo, hi) : f32x4.pmax(o, lo));
    }
    if (whole < outputWidth) {
      o = madd(v128.load(r0 + x), w01, s);
      o = madd(v128.load(r1 + x), w11, o);
      v128.store(out, clamp(madd(v128.load(r2 + x), w21, o), lo, hi));
      out += 32;
    }
  }
}
