import { activateRange } from "./activation";
import { clamp, madd } from "./simd";

/**
 * Depthwise convolution of any kernel, stride and dilation over blocked activations f32[planes][…][8].
 *
 * weights f32[planes][taps][8], bias f32[planes][8]; zeros: at least inputWidth · 32 bytes of zeros.
 */
export function f32_depthwise(
  input: usize, inputPlane: usize, inputHeight: i32, inputWidth: i32, output: usize, outputPlane: usize,
  outputHeight: i32, outputWidth: i32, kernelHeight: i32, kernelWidth: i32, strideHeight: i32,
  strideWidth: i32, padTop: i32, padLeft: i32, dilationHeight: i32, dilationWidth: i32, weights: usize,
  bias: usize, lo: f32, hi: f32, act: i32, alpha: f32, zeros: usize, planeBegin: i32, planeEnd: i32
): void {
  const taps = kernelHeight * kernelWidth;
  const square = kernelHeight == 3 && kernelWidth == 3;
  const small = square && dilationWidth == 1 && padLeft <= 1 && inputWidth >= 2;
  // A slide over the row needs its outputs to end where the padded row ends.
  const slides = small && strideWidth == 1 && outputWidth + 2 - padLeft <= inputWidth + 1;
  const strides = small && strideWidth == 2 && (outputWidth - 1) * 2 + 3 - padLeft <= inputWidth + 1;
  const band = slides || strides ? max(1, BAND / (inputWidth * strideHeight * 32)) : 1;
  for (let plane = planeBegin; plane < planeEnd; plane++) {
    const from = input + plane * inputPlane;
    const w = weights + plane * taps * 32;
    const b = bias + plane * 32;
    for (let oy = 0, rows = 0; oy < outputHeight; oy += rows) {
      rows = min(band, outputHeight - oy);
      const to = output + plane * outputPlane + oy * outputWidth * 32;
      const y = oy * strideHeight - padTop;
      if (slides) slideRows(
        from, inputHeight, inputWidth, to, rows, outputWidth, strideHeight, y, padLeft, dilationHeight, w, b,
        lo, hi, zeros
      );
      else if (strides) strideRows(
        from, inputHeight, inputWidth, to, rows, outputWidth, strideHeight, y, padLeft, dilationHeight, w, b,
        lo, hi, zeros
      );
      else anyRow(
        from, inputHeight, inputWidth, to, outputWidth, kernelHeight, kernelWidth, strideWidth, y, padLeft,
        dilationHeight, dilationWidth, w, b, lo, hi
      );
      if (act) activateRange(to, to, rows * outputWidth * 32, act, alpha);
    }
  }
}

/** Bytes of input rows that stay in the first cache while both halves of their channels are computed. */
const BAND = 16384;

@inline
function rowOrZeros(plane: usize, y: i32, height: i32, width: i32, zeros: usize): usize {
  return <u32>y < <u32>height ? plane + y * width * 32 : zeros;
}

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

/** One row of any kernel: four pixels at a time where every column lies inside, else one by one. */
function anyRow(
  plane: usize, inputHeight: i32, inputWidth: i32, out: usize, outputWidth: i32, kernelHeight: i32,
  kernelWidth: i32, stride: i32, top: i32, padLeft: i32, dilationHeight: i32, dilationWidth: i32, w: usize,
  bias: usize, lo: f32, hi: f32
): void {
  const reach = (kernelWidth - 1) * dilationWidth;
  for (let ox = 0; ox < outputWidth; ) {
    const x = ox * stride - padLeft;
    if (x >= 0 && ox + 4 <= outputWidth && x + 3 * stride + reach < inputWidth) {
      fourPixels(
        plane + x * 32, stride * 32, inputHeight, inputWidth, out + ox * 32, kernelHeight, kernelWidth,
        top, dilationHeight, dilationWidth, w, bias, lo, hi
      );
      ox += 4;
    } else {
      onePixel(
        plane, inputHeight, inputWidth, out + ox * 32, kernelHeight, kernelWidth, top, x, dilationHeight,
        dilationWidth, w, bias, lo, hi
      );
      ox += 1;
    }
  }
}

function fourPixels(
  from: usize, step: usize, inputHeight: i32, inputWidth: i32, out: usize, kernelHeight: i32,
  kernelWidth: i32, top: i32, dilationHeight: i32, dilationWidth: i32, w: usize, bias: usize, least: f32,
  most: f32
): void {
  let l0 = v128.load(bias), h0 = v128.load(bias, 16);
  let l1 = l0, h1 = h0, l2 = l0, h2 = h0, l3 = l0, h3 = h0;
  for (let ky = 0; ky < kernelHeight; ky++) {
    const y = top + ky * dilationHeight;
    if (<u32>y >= <u32>inputHeight) {
      w += kernelWidth * 32;
      continue;
    }
    let p = from + y * inputWidth * 32;
    for (let kx = 0; kx < kernelWidth; kx++) {
      const wl = v128.load(w), wh = v128.load(w, 16);
      let q = p;
      l0 = madd(v128.load(q), wl, l0); h0 = madd(v128.load(q, 16), wh, h0); q += step;
      l1 = madd(v128.load(q), wl, l1); h1 = madd(v128.load(q, 16), wh, h1); q += step;
      l2 = madd(v128.load(q), wl, l2); h2 = madd(v128.load(q, 16), wh, h2); q += step;
      l3 = madd(v128.load(q), wl, l3); h3 = madd(v128.load(q, 16), wh, h3);
      p += dilationWidth * 32;
      w += 32;
    }
  }
  const lo = f32x4.splat(least);
  const hi = f32x4.splat(most);
  v128.store(out, clamp(l0, lo, hi)); v128.store(out, clamp(h0, lo, hi), 16);
  v128.store(out, clamp(l1, lo, hi), 32); v128.store(out, clamp(h1, lo, hi), 48);
  v128.store(out, clamp(l2, lo, hi), 64); v128.store(out, clamp(h2, lo, hi), 80);
  v128.store(out, clamp(l3, lo, hi), 96); v128.store(out, clamp(h3, lo, hi), 112);
}

function onePixel(
  plane: usize, inputHeight: i32, inputWidth: i32, out: usize, kernelHeight: i32, kernelWidth: i32,
  top: i32, left: i32, dilationHeight: i32, dilationWidth: i32, w: usize, bias: usize, least: f32,
  most: f32
): void {
  let l = v128.load(bias), h = v128.load(bias, 16);
  for (let ky = 0; ky < kernelHeight; ky++) {
    const y = top + ky * dilationHeight;
    for (let kx = 0; kx < kernelWidth; kx++, w += 32) {
      const x = left + kx * dilationWidth;
      if (<u32>y >= <u32>inputHeight || <u32>x >= <u32>inputWidth) continue;
      const p = plane + (y * inputWidth + x) * 32;
      l = madd(v128.load(p), v128.load(w), l);
      h = madd(v128.load(p, 16), v128.load(w, 16), h);
    }
  }
  v128.store(out, clamp(l, f32x4.splat(least), f32x4.splat(most)));
  v128.store(out, clamp(h, f32x4.splat(least), f32x4.splat(most)), 16);
}
