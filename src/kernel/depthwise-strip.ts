import { activateRange } from "./activation";
import { partSize } from "./conv";
import { runLanes } from "./tiles.generated";

/** Pixels of a sum's widest tile: a register for each, and few are needed besides. */
const WIDEST = 8;

/**
 * Depthwise convolution of any kernel, stride and dilation over blocked activations f32[planes][…][8], at most `chunk`
 * rows of output at a time. The rows that they read are copied into a strip with the padding around them, every
 * strideWidth-th column side by side, as in conv-planar.ts.
 *
 * weights  f32[planes][kernelHeight · kernelWidth][8], bias f32[planes][8]
 * scratch  u32[kernelHeight · kernelWidth], rounded up to 16 bytes, then the strip:
 *          f32[(chunk − 1) · strideHeight + reach down + 1][strideWidth][outputWidth + reach along][8],
 *          where reach is (kernel − 1) · dilation, along divided by the stride
 */
export function f32_depthwise_strip(
  input: usize, inputPlane: usize, inputHeight: i32, inputWidth: i32, output: usize, outputPlane: usize,
  outputHeight: i32, outputWidth: i32, kernelHeight: i32, kernelWidth: i32, strideHeight: i32,
  strideWidth: i32, padTop: i32, padLeft: i32, dilationHeight: i32, dilationWidth: i32, weights: usize,
  bias: usize, lo: f32, hi: f32, act: i32, alpha: f32, scratch: usize, chunk: i32, planeBegin: i32,
  planeEnd: i32
): void {
  const taps = kernelHeight * kernelWidth;
  const strip = scratch + ((taps * 4 + 15) & ~15);
  const columns = outputWidth + ((kernelWidth - 1) * dilationWidth) / strideWidth;
  const phases = min(strideWidth, (kernelWidth - 1) * dilationWidth + 1);
  const step: usize = phases * columns * 32;
  tapOffsets(scratch, kernelHeight, dilationHeight * step, kernelWidth, dilationWidth, strideWidth, columns);
  for (let plane = planeBegin; plane < planeEnd; plane++) {
    const from = input + plane * inputPlane;
    const w = weights + plane * taps * 32;
    const b = bias + plane * 32;
    for (let oy = 0, rows = 0; oy < outputHeight; oy += rows) {
      rows = partSize(outputHeight, chunk, oy);
      const read = (rows - 1) * strideHeight + (kernelHeight - 1) * dilationHeight + 1;
      fillStrip(
        strip, read, phases, columns, from, inputHeight, inputWidth, oy * strideHeight - padTop, strideWidth,
        padLeft
      );
      const to = output + plane * outputPlane + oy * outputWidth * 32;
      for (let half: usize = 0; half < 32; half += 16) {
        for (let row = 0; row < rows; row++) {
          rowOfTiles(
            outputWidth, scratch, taps, strip + row * strideHeight * step + half, w + half, b + half,
            to + row * outputWidth * 32 + half, lo, hi
          );
        }
      }
      if (act) activateRange(to, to, rows * outputWidth * 32, act, alpha);
    }
  }
}

/** Where each tap of output 0 stands in the strip, in bytes. */
function tapOffsets(
  table: usize, kernelHeight: i32, down: usize, kernelWidth: i32, dilationWidth: i32, strideWidth: i32,
  columns: i32
): void {
  for (let ky = 0; ky < kernelHeight; ky++) {
    for (let kx = 0; kx < kernelWidth; kx++, table += 4) {
      const x = kx * dilationWidth;
      const column = (x % strideWidth) * columns + x / strideWidth;
      store<u32>(table, <u32>(ky * down + column * 32));
    }
  }
}

/** `rows` rows of a plane from row `top` on; zeros outside. */
function fillStrip(
  to: usize, rows: i32, phases: i32, columns: i32, plane: usize, height: i32, width: i32, top: i32,
  stride: i32, padLeft: i32
): void {
  const bytes: usize = phases * columns * 32;
  for (let y = top; y < top + rows; y++, to += bytes) {
    if (<u32>y >= <u32>height) {
      memory.fill(to, 0, bytes);
      continue;
    }
    for (let phase = 0; phase < phases; phase++) {
      fillPhase(to + phase * columns * 32, columns, plane + y * width * 32, width, phase - padLeft, stride);
    }
  }
}

/** Every stride-th pixel of a row from column `left` on. */
function fillPhase(to: usize, count: i32, row: usize, width: i32, left: i32, stride: i32): void {
  const zero = i32x4.splat(0);
  const end = to + count * 32;
  for (; to < end && left < 0; to += 32, left += stride) {
    v128.store(to, zero); v128.store(to, zero, 16);
  }
  let from = row + left * 32;
  for (; to < end && left < width; to += 32, left += stride, from += stride * 32) {
    v128.store(to, v128.load(from)); v128.store(to, v128.load(from, 16), 16);
  }
  for (; to < end; to += 32) {
    v128.store(to, zero); v128.store(to, zero, 16);
  }
}

/** One row of output: as few tiles as possible, of two sizes that differ by one. */
function rowOfTiles(
  width: i32, table: usize, taps: i32, from: usize, weights: usize, bias: usize, out: usize, lo: f32, hi: f32
): void {
  const count = (width + WIDEST - 1) / WIDEST;
  const size = width / count;
  const larger = width % count;
  const done = larger * (size + 1) * 32;
  runLanes(size + 1, larger, table, taps, from, weights, bias, out, lo, hi);
  runLanes(size, count - larger, table, taps, from + done, weights, bias, out + done, lo, hi);
}
