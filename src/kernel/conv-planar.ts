import { activateRange } from "./activation";
import { partSize } from "./conv";
import { runTaps } from "./tiles.generated";

/**
 * Output rows rowBegin … rowEnd, at most `chunk` at a time, of a convolution of a planar image
 * f32[channels][inputHeight][inputWidth] of few channels. The rows that they read are copied into a strip with the
 * padding around them, every strideWidth-th column side by side, so that the pixels of a tile are neighbours.
 *
 * weights  f32[blocks][channels · kernelHeight · kernelWidth][8]; bias f32[blocks][8]
 * residual added before the clamp to lo … hi, 0 where there is none; act: see activation.ts
 * scratch  u32[channels · kernelHeight · kernelWidth], then the strip:
 *          f32[channels][(chunk − 1) · strideHeight + reach down + 1][strideWidth][outputWidth + reach along],
 *          where reach is (kernel − 1) · dilation, along divided by the stride
 */
export function f32_conv_planar(
  input: usize, channels: i32, inputHeight: i32, inputWidth: i32, output: usize, outputPlane: usize,
  outputHeight: i32, outputWidth: i32, kernelHeight: i32, kernelWidth: i32, strideHeight: i32,
  strideWidth: i32, padTop: i32, padLeft: i32, dilationHeight: i32, dilationWidth: i32, weights: usize,
  bias: usize, residual: usize, residualPlane: usize, lo: f32, hi: f32, act: i32, alpha: f32, scratch: usize,
  chunk: i32, blocks: i32, rowBegin: i32, rowEnd: i32
): void {
  const depth = channels * kernelHeight * kernelWidth;
  const strip = scratch + depth * 4;
  const columns = outputWidth + ((kernelWidth - 1) * dilationWidth) / strideWidth;
  const phases = min(strideWidth, (kernelWidth - 1) * dilationWidth + 1);
  const step: usize = phases * columns * 4;
  const rows = (chunk - 1) * strideHeight + (kernelHeight - 1) * dilationHeight + 1;
  tapOffsets(
    scratch, channels, rows * step, kernelHeight, dilationHeight * step, kernelWidth, dilationWidth,
    strideWidth, columns
  );
  for (let y = rowBegin, size = 0; y < rowEnd; y += size) {
    size = partSize(rowEnd - rowBegin, chunk, y - rowBegin);
    const read = (size - 1) * strideHeight + (kernelHeight - 1) * dilationHeight + 1;
    for (let c = 0; c < channels; c++) {
      fillStrip(
        strip + c * rows * step, read, phases, columns, input + c * inputHeight * inputWidth * 4, inputHeight,
        inputWidth, y * strideHeight - padTop, strideWidth, padLeft
      );
    }
    for (let block = 0; block < blocks; block++) {
      const at = y * outputWidth * 32;
      const out = output + block * outputPlane + at;
      for (let row = 0; row < size; row++) {
        const add = residual ? residual + block * residualPlane + at + row * outputWidth * 32 : 0;
        rowOfTiles(
          outputWidth, scratch, depth, strip + row * strideHeight * step, weights + block * depth * 32,
          bias + block * 32, out + row * outputWidth * 32, add, lo, hi
        );
      }
      if (act) activateRange(out, out, size * outputWidth * 32, act, alpha);
    }
  }
}

/** Where each tap of output 0 stands in the strip, in bytes. */
function tapOffsets(
  table: usize, channels: i32, plane: usize, kernelHeight: i32, down: usize, kernelWidth: i32,
  dilationWidth: i32, strideWidth: i32, columns: i32
): void {
  for (let c = 0; c < channels; c++) {
    for (let ky = 0; ky < kernelHeight; ky++) {
      for (let kx = 0; kx < kernelWidth; kx++, table += 4) {
        const x = kx * dilationWidth;
        const column = (x % strideWidth) * columns + x / strideWidth;
        store<u32>(table, <u32>(c * plane + ky * down + column * 4));
      }
    }
  }
}

/** `rows` rows of one channel from row `top` on; zeros outside the image. */
function fillStrip(
  to: usize, rows: i32, phases: i32, columns: i32, plane: usize, height: i32, width: i32, top: i32,
  stride: i32, padLeft: i32
): void {
  const bytes = phases * columns * 4;
  for (let y = top; y < top + rows; y++, to += bytes) {
    if (<u32>y >= <u32>height) {
      memory.fill(to, 0, bytes);
      continue;
    }
    for (let phase = 0; phase < phases; phase++) {
      fillPhase(to + phase * columns * 4, columns, plane + y * width * 4, width, phase - padLeft, stride);
    }
  }
}

/** Every stride-th number of a row from column `left` on. */
function fillPhase(to: usize, count: i32, from: usize, width: i32, left: i32, stride: i32): void {
  let i = 0;
  for (; i < count && left < 0; i++, left += stride) store<f32>(to + i * 4, 0);
  if (stride == 1) {
    const inside = max(0, min(count - i, width - left));
    memory.copy(to + i * 4, from + left * 4, inside * 4);
    i += inside;
    left += inside;
  } else if (stride == 2) {
    for (; i + 4 <= count && left + 8 <= width; i += 4, left += 8) {
      const x = v128.load(from + left * 4);
      v128.store(to + i * 4, i32x4.shuffle(x, v128.load(from + left * 4, 16), 0, 2, 4, 6));
    }
  }
  for (; i < count && left < width; i++, left += stride) store<f32>(to + i * 4, load<f32>(from + left * 4));
  for (; i < count; i++) store<f32>(to + i * 4, 0);
}

/** One row of output: as few tiles as possible, of two sizes that differ by one. */
function rowOfTiles(
  width: i32, table: usize, taps: i32, from: usize, weights: usize, bias: usize, out: usize, residual: usize,
  lo: f32, hi: f32
): void {
  const count = (width + TILE - 1) / TILE;
  const size = width / count;
  const larger = width % count;
  const done = larger * (size + 1);
  runTaps(size + 1, larger, table, taps, from, weights, bias, out, residual, lo, hi);
  runTaps(
    size, count - larger, table, taps, from + done * 4, weights, bias, out + done * 32,
    residual ? residual + done * 32 : 0, lo, hi
  );
}
