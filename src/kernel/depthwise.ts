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
  for (let plane = planeBegin; plane < planeEnd; plane++) {
    const from = input + plane * inputPlane;
    const w = weights + plane * taps * 32;
    const b = bias + plane * 32;
    for (let oy = 0; oy < outputHeight; oy++) {
      const to = output + plane * outputPlane + oy * outputWidth * 32;
      const y = oy * strideHeight - padTop;
      if (slides || strides) {
        const r0 = rowOrZeros(from, y, inputHeight, inputWidth, zeros);
        const r1 = rowOrZeros(from, y + dilationHeight, inputHeight, inputWidth, zeros);
        const r2 = rowOrZeros(from, y + 2 * dilationHeight, inputHeight, inputWidth, zeros);
        for (let half: usize = 0; half < 32; half += 16) {
          if (slides) slideRow(
            r0 + half, r1 + half, r2 + half, inputWidth, to + half, outputWidth, padLeft, w + half,
            b + half, lo, hi
          );
          else strideRow(
            r0 + half, r1 + half, r2 + half, inputWidth, to + half, outputWidth, padLeft, w + half,
            b + half, lo, hi
          );
        }
      } else {
        anyRow(
          from, inputHeight, inputWidth, to, outputWidth, kernelHeight, kernelWidth, strideWidth, y,
          padLeft, dilationHeight, dilationWidth, w, b, lo, hi
        );
      }
      if (act) activateRange(to, to, outputWidth * 32, act, alpha);
    }
  }
}

@inline
function rowOrZeros(plane: usize, y: i32, height: i32, width: i32, zeros: usize): usize {
  return <u32>y < <u32>height ? plane + y * width * 32 : zeros;
}

/**
 * 3 × 3, stride 1: every column is loaded once and goes into the three outputs around it; weights stay in
 * registers.
 */
function slideRow(
  r0: usize, r1: usize, r2: usize, inputWidth: i32, out: usize, outputWidth: i32, padLeft: i32, w: usize,
  bias: usize, least: f32, most: f32
): void {
  const w00 = v128.load(w), w01 = v128.load(w, 32), w02 = v128.load(w, 64);
  const w10 = v128.load(w, 96), w11 = v128.load(w, 128), w12 = v128.load(w, 160);
  const w20 = v128.load(w, 192), w21 = v128.load(w, 224), w22 = v128.load(w, 256);
  const b = v128.load(bias);
  const lo = f32x4.splat(least);
  const hi = f32x4.splat(most);
  // s: the output whose last column comes next; t: the one after it.
  let s = b;
  let t = b;
  let a0: v128, a1: v128, a2: v128;
  let x: usize = 0;
  // With padding, the row's column −1 is zeros; without it, two columns come before the first output ends.
  for (let i = padLeft; i < 2; i++) {
    a0 = v128.load(r0 + x); a1 = v128.load(r1 + x); a2 = v128.load(r2 + x);
    x += 32;
    s = madd(a2, w21, madd(a1, w11, madd(a0, w01, t)));
    t = madd(a2, w20, madd(a1, w10, madd(a0, w00, b)));
  }
  const whole = min(outputWidth, inputWidth - 2 + padLeft);
  const end = out + whole * 32;
  for (; out < end; out += 32) {
    a0 = v128.load(r0 + x); a1 = v128.load(r1 + x); a2 = v128.load(r2 + x);
    x += 32;
    v128.store(out, clamp(madd(a2, w22, madd(a1, w12, madd(a0, w02, s))), lo, hi));
    s = madd(a2, w21, madd(a1, w11, madd(a0, w01, t)));
    t = madd(a2, w20, madd(a1, w10, madd(a0, w00, b)));
  }
  // At most one output is left, and the column that it lacks is padding.
  if (whole < outputWidth) v128.store(out, clamp(s, lo, hi));
}

/** 3 × 3, stride 2: neighbouring outputs share one column. */
function strideRow(
  r0: usize, r1: usize, r2: usize, inputWidth: i32, out: usize, outputWidth: i32, padLeft: i32, w: usize,
  bias: usize, least: f32, most: f32
): void {
  const w00 = v128.load(w), w01 = v128.load(w, 32), w02 = v128.load(w, 64);
  const w10 = v128.load(w, 96), w11 = v128.load(w, 128), w12 = v128.load(w, 160);
  const w20 = v128.load(w, 192), w21 = v128.load(w, 224), w22 = v128.load(w, 256);
  const b = v128.load(bias);
  const lo = f32x4.splat(least);
  const hi = f32x4.splat(most);
  let s = b;
  let a0: v128, a1: v128, a2: v128;
  let x: usize = 0;
  if (padLeft == 0) {
    s = madd(v128.load(r2), w20, madd(v128.load(r1), w10, madd(v128.load(r0), w00, b)));
    x = 32;
  }
  const whole = min(outputWidth, (inputWidth + padLeft - 1) >> 1);
  const end = out + whole * 32;
  for (; out < end; out += 32) {
    a0 = v128.load(r0 + x); a1 = v128.load(r1 + x); a2 = v128.load(r2 + x);
    s = madd(a2, w21, madd(a1, w11, madd(a0, w01, s)));
    a0 = v128.load(r0 + x, 32); a1 = v128.load(r1 + x, 32); a2 = v128.load(r2 + x, 32);
    x += 64;
    v128.store(out, clamp(madd(a2, w22, madd(a1, w12, madd(a0, w02, s))), lo, hi));
    s = madd(a2, w20, madd(a1, w10, madd(a0, w00, b)));
  }
  if (whole < outputWidth) {
    a0 = v128.load(r0 + x); a1 = v128.load(r1 + x); a2 = v128.load(r2 + x);
    v128.store(out, clamp(madd(a2, w21, madd(a1, w11, madd(a0, w01, s))), lo, hi));
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
