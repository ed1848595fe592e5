import { activateRange } from "./activation";
import { clamp, madd } from "./simd";

/**
 * Output blocks blockBegin … blockEnd of a grouped convolution in which no channel ever meets another group's: where
 * `f32_conv` multiplies what is foreign by zero, which makes NaN of an infinity, this one gathers eight lanes from
 * wherever they stand. Slow; for values that are not finite.
 *
 * input   f32[planes][inputHeight · inputWidth + 1][8]
 * lanes   u32[blocks][channels][8]: byte offsets at which each output channel finds its group's channels
 * weights f32[blocks][channels · kernelHeight · kernelWidth][8], `channels` of one group; bias f32[blocks][8]
 * residual is added before the clamp to lo … hi, 0: none; act: see activation.ts
 */
export function f32_conv_grouped(
  input: usize, lanes: usize, inputHeight: i32, inputWidth: i32, channels: i32, output: usize,
  outputPlane: usize, outputHeight: i32, outputWidth: i32, kernelHeight: i32, kernelWidth: i32,
  strideHeight: i32, strideWidth: i32, padTop: i32, padLeft: i32, dilationHeight: i32, dilationWidth: i32,
  weights: usize, bias: usize, residual: usize, residualPlane: usize, lo: f32, hi: f32, act: i32,
  alpha: f32, blockBegin: i32, blockEnd: i32
): void {
  const taps = kernelHeight * kernelWidth;
  const pixels = outputHeight * outputWidth;
  for (let block = blockBegin; block < blockEnd; block++) {
    const out = output + block * outputPlane;
    fill(out, bias + block * 32, pixels);
    let w = weights + block * channels * taps * 32;
    for (let i = 0; i < channels; i++) {
      const from = lanes + (block * channels + i) * 32;
      for (let ky = 0; ky < kernelHeight; ky++) {
        for (let kx = 0; kx < kernelWidth; kx++, w += 32) {
          addTap(
            input, from, inputHeight, inputWidth, out, outputHeight, outputWidth, strideHeight, strideWidth,
            ky * dilationHeight - padTop, kx * dilationWidth - padLeft, w
          );
        }
      }
    }
    finish(out, pixels, residual ? residual + block * residualPlane : 0, lo, hi);
    if (act) activateRange(out, out, pixels * 32, act, alpha);
  }
}

export function fill(out: usize, bias: usize, pixels: i32): void {
  const low = v128.load(bias), high = v128.load(bias, 16);
  for (let i = 0; i < pixels; i++, out += 32) {
    v128.store(out, low);
    v128.store(out, high, 16);
  }
}

/** One tap of one channel of every group, at all outputs that it reaches from inside the input. */
function addTap(
  input: usize, lanes: usize, inputHeight: i32, inputWidth: i32, out: usize, outputHeight: i32, outputWidth: i32,
  strideHeight: i32, strideWidth: i32, top: i32, left: i32, weights: usize
): void {
  const w0 = v128.load(weights), w1 = v128.load(weights, 16);
  for (let oy = 0; oy < outputHeight; oy++) {
    const y = oy * strideHeight + top;
    if (<u32>y >= <u32>inputHeight) continue;
    for (let ox = 0; ox < outputWidth; ox++) {
      const x = ox * strideWidth + left;
      if (<u32>x >= <u32>inputWidth) continue;
      const at = out + (oy * outputWidth + ox) * 32;
      const shift = input + (y * inputWidth + x) * 32;
      v128.store(at, madd(gather(lanes, shift), w0, v128.load(at)));
      v128.store(at, madd(gather(lanes + 16, shift), w1, v128.load(at, 16)), 16);
    }
  }
}

@inline
export function gather(lanes: usize, shift: usize): v128 {
  let x = v128.load32_zero(load<u32>(lanes) + shift);
  x = v128.load_lane<f32>(load<u32>(lanes, 4) + shift, x, 1);
  x = v128.load_lane<f32>(load<u32>(lanes, 8) + shift, x, 2);
  return v128.load_lane<f32>(load<u32>(lanes, 12) + shift, x, 3);
}

export function finish(out: usize, pixels: i32, residual: usize, least: f32, most: f32): void {
  const lo = f32x4.splat(least), hi = f32x4.splat(most);
  for (let end = out + pixels * 32; out < end; out += 16) {
    let y = v128.load(out);
    if (residual) {
      y = f32x4.add(y, v128.load(residual));
      residual += 16;
    }
    v128.store(out, clamp(y, lo, hi));
  }
}
