import { activateRange } from "./activation";
import { clearZeroPixels, partSize, tiles } from "./conv";
import { fill, finish, gather } from "./conv-grouped";
import { clamp, madd } from "./simd";

/*
 * Transposed convolutions over blocked activations. Outputs whose rows and columns leave the same remainders
 * when divided by the stride, a phase, are met by the same taps: each phase is an ordinary convolution at stride
 * 1 with some of the taps, and its outputs stand a stride apart.
 */

/**
 * One phase, output blocks blockBegin … blockEnd: the tiles of `chunk` pixels go into `scratch` and from there to
 * their places, `outputRow` and `outputStep` bytes apart.
 *
 * output, residual  begin at the phase's first pixel
 * columns           pixels of the phase in a row
 * weights           f32[blocks][taps][channels][8], the blocks `weightsBlock` bytes apart
 * table             conv_table of the phase; the rest as in `f32_conv`
 */
export function f32_conv_phase(
  input: usize, inputPlane: usize, zeroPlanes: i32, output: usize, outputPlane: usize, outputRow: usize,
  outputStep: usize, columns: i32, pixels: i32, taps: i32, channels: i32, weights: usize,
  weightsBlock: usize, bias: usize, firsts: usize, residual: usize, residualPlane: usize, lo: f32, hi: f32,
  act: i32, alpha: f32, table: usize, scratch: usize, chunk: i32, blockBegin: i32, blockEnd: i32
): void {
  clearZeroPixels(input, inputPlane, zeroPlanes);
  const least = residual ? <f32>-Infinity : lo;
  const most = residual ? <f32>Infinity : hi;
  for (let start = 0, size = 0; start < pixels; start += size) {
    size = partSize(pixels, chunk, start);
    for (let block = blockBegin; block < blockEnd; block++) {
      const shift = input + (firsts ? <usize>load<u32>(firsts + block * 4) * inputPlane : 0);
      tiles(
        size, table + start * taps * 4, taps, channels, inputPlane, shift, weights + block * weightsBlock,
        bias + block * 32, scratch, 0, least, most
      );
      const plane = residual ? residual + block * residualPlane : 0;
      if (plane) addSpread(scratch, size, start, columns, plane, outputRow, outputStep, lo, hi);
      if (act) activateRange(scratch, scratch, size * 32, act, alpha);
      spread(scratch, size, start, columns, output + block * outputPlane, outputRow, outputStep);
    }
  }
}

/** Pixels `first` and on of a phase to their places in the output. */
function spread(
  from: usize, pixels: i32, first: i32, columns: i32, output: usize, rowStep: usize, step: usize
): void {
  let row = output + (first / columns) * rowStep;
  let column = first % columns;
  for (let to = row + column * step, end = from + pixels * 32; from < end; from += 32, to += step) {
    if (column == columns) {
      column = 0;
      row += rowStep;
      to = row;
    }
    v128.store(to, v128.load(from));
    v128.store(to, v128.load(from, 16), 16);
    column++;
  }
}

/** The residual's pixels at the same places, added and clamped. */
function addSpread(
  sums: usize, pixels: i32, first: i32, columns: i32, residual: usize, rowStep: usize, step: usize,
  least: f32, most: f32
): void {
  const lo = f32x4.splat(least), hi = f32x4.splat(most);
  let row = residual + (first / columns) * rowStep;
  let column = first % columns;
  for (let at = row + column * step, end = sums + pixels * 32; sums < end; sums += 32, at += step) {
    if (column == columns) {
      column = 0;
      row += rowStep;
      at = row;
    }
    v128.store(sums, clamp(f32x4.add(v128.load(sums), v128.load(at)), lo, hi));
    v128.store(sums, clamp(f32x4.add(v128.load(sums, 16), v128.load(at, 16)), lo, hi), 16);
    column++;
  }
}

/**
 * The same for groups that are not made of whole blocks, without a product of one group's inputs and another
 * one's zero weights: each tap of each channel is added where it falls, all groups of a block at once.
 *
 * lanes    u32[blocks][channels][8]: where the channel begins that this lane's group has there
 * weights  f32[blocks][channels · taps][8]
 */
export function f32_conv_transposed_grouped(
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
          spreadTap(
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

/** One tap of one channel of every group, at all outputs that an input pixel reaches by it. */
function spreadTap(
  input: usize, lanes: usize, inputHeight: i32, inputWidth: i32, out: usize, outputHeight: i32,
  outputWidth: i32, strideHeight: i32, strideWidth: i32, top: i32, left: i32, weights: usize
): void {
  const w0 = v128.load(weights), w1 = v128.load(weights, 16);
  for (let y = 0; y < inputHeight; y++) {
    const oy = y * strideHeight + top;
    if (<u32>oy >= <u32>outputHeight) continue;
    for (let x = 0; x < inputWidth; x++) {
      const ox = x * strideWidth + left;
      if (<u32>ox >= <u32>outputWidth) continue;
      const at = out + (oy * outputWidth + ox) * 32;
      const shift = input + (y * inputWidth + x) * 32;
      v128.store(at, madd(gather(lanes, shift), w0, v128.load(at)));
      v128.store(at, madd(gather(lanes + 16, shift), w1, v128.load(at, 16)), 16);
    }
  }
}
