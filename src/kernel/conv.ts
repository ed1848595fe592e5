import { activateRange } from "./activation";
import { runTiles } from "./tiles.generated";

/*
 * Dense convolutions over blocked activations f32[channels / 8][height · width + 1][8]. The one pixel more in
 * each plane holds zeros: a tap outside the input points at it, so the tile kernel knows nothing of padding.
 */

/**
 * Fills `table` with the byte offsets, from the plane's start, of every output pixel's taps, in the order in
 * which the tiles read them: u32[tile][taps][pixels of the tile]. Taps outside the input point at the zero pixel
 * behind its last one. `chunk`: pixels that are computed together at most.
 */
export function conv_table(
  table: usize, inputHeight: i32, inputWidth: i32, outputHeight: i32, outputWidth: i32, kernelHeight: i32,
  kernelWidth: i32, strideHeight: i32, strideWidth: i32, padTop: i32, padLeft: i32, dilationHeight: i32,
  dilationWidth: i32, chunk: i32
): void {
  const pixels = outputHeight * outputWidth;
  const taps = kernelHeight * kernelWidth;
  const outside = <u32>(inputHeight * inputWidth * 32);
  for (let start = 0, end = 0; start < pixels; start = end) {
    end = start + partSize(pixels, chunk, start);
    for (let first = start; first < end; ) {
      const size = tileSize(end - start, first - start);
      for (let i = 0; i < size; i++) {
        const oy = (first + i) / outputWidth;
        const ox = (first + i) % outputWidth;
        let entry = table + i * 4;
        for (let ky = 0; ky < kernelHeight; ky++) {
          const y = oy * strideHeight - padTop + ky * dilationHeight;
          for (let kx = 0; kx < kernelWidth; kx++) {
            const x = ox * strideWidth - padLeft + kx * dilationWidth;
            const inside = <u32>y < <u32>inputHeight && <u32>x < <u32>inputWidth;
            store<u32>(entry, inside ? <u32>((y * inputWidth + x) * 32) : outside);
            entry += size * 4;
          }
        }
      }
      table += size * taps * 4;
      first += size;
    }
  }
}

/** As `conv_table` for volumes, which lie in a plane slice after slice. */
export function volume_table(
  table: usize, inputDepth: i32, inputHeight: i32, inputWidth: i32, outputDepth: i32, outputHeight: i32,
  outputWidth: i32, kernelDepth: i32, kernelHeight: i32, kernelWidth: i32, strideDepth: i32, strideHeight: i32,
  strideWidth: i32, padFront: i32, padTop: i32, padLeft: i32, dilationDepth: i32, dilationHeight: i32,
  dilationWidth: i32, chunk: i32
): void {
  const pixels = outputDepth * outputHeight * outputWidth;
  const lines = kernelDepth * kernelHeight;
  const outside = <u32>(inputDepth * inputHeight * inputWidth * 32);
  for (let start = 0, end = 0; start < pixels; start = end) {
    end = start + partSize(pixels, chunk, start);
    for (let first = start; first < end; ) {
      const size = tileSize(end - start, first - start);
      for (let i = 0; i < size; i++) {
        const oz = (first + i) / (outputHeight * outputWidth);
        const oy = ((first + i) / outputWidth) % outputHeight;
        const ox = (first + i) % outputWidth;
        let entry = table + i * 4;
        for (let line = 0; line < lines; line++) {
          const z = oz * strideDepth - padFront + (line / kernelHeight) * dilationDepth;
          const y = oy * strideHeight - padTop + (line % kernelHeight) * dilationHeight;
          const row = (z * inputHeight + y) * inputWidth;
          const isIn = <u32>z < <u32>inputDepth && <u32>y < <u32>inputHeight;
          for (let kx = 0; kx < kernelWidth; kx++) {
            const x = ox * strideWidth - padLeft + kx * dilationWidth;
            store<u32>(entry, isIn && <u32>x < <u32>inputWidth ? <u32>((row + x) * 32) : outside);
            entry += size * 4;
          }
        }
      }
      table += size * lines * kernelWidth * 4;
      first += size;
    }
  }
}

/** As `conv_table` for one tap each: rows of a matrix, `step` bytes apart, in the place of pixels. */
export function row_table(table: usize, pixels: i32, step: i32): void {
  for (let i = 0; i < pixels; i++) store<u32>(table + i * 4, <u32>(i * step));
}

/**
 * Output blocks blockBegin … blockEnd of a convolution; each block is 8 channels.
 *
 * input     f32[planes][…][8], `inputPlane` bytes apart; the zero pixel of `zeroPlanes` of them is cleared
 * first
 * firsts    u32[blocks]: the first input plane of every output block (grouped), 0 where all begin at plane 0
 * weights   f32[blocks][taps][channels][8]; bias f32[blocks][8]
 * residual  added before the clamp to lo … hi, 0 where there is none; act: see activation.ts
 */
export function f32_conv(
  input: usize, inputPlane: usize, zeroPlanes: i32, output: usize, outputPlane: usize, pixels: i32,
  taps: i32, channels: i32, weights: usize, bias: usize, firsts: usize, residual: usize,
  residualPlane: usize, lo: f32, hi: f32, act: i32, alpha: f32, table: usize, chunk: i32, blockBegin: i32,
  blockEnd: i32
): void {
  clearZeroPixels(input, inputPlane, zeroPlanes);
  for (let start = 0, size = 0; start < pixels; start += size) {
    size = partSize(pixels, chunk, start);
    for (let block = blockBegin; block < blockEnd; block++) {
      const shift = input + (firsts ? <usize>load<u32>(firsts + block * 4) * inputPlane : 0);
      const out = output + block * outputPlane + start * 32;
      const add = residual ? residual + block * residualPlane + start * 32 : 0;
      tiles(
        size, table + start * taps * 4, taps, channels, inputPlane, shift,
        weights + block * taps * channels * 32, bias + block * 32, out, add, lo, hi
      );
      if (act) activateRange(out, out, size * 32, act, alpha);
    }
  }
}

/** The tap outside the input reads these; whoever had the memory before may have left anything there. */
export function clearZeroPixels(input: usize, plane: usize, planes: i32): void {
  const zero = i32x4.splat(0);
  for (let i = 0; i < planes; i++) {
    input += plane;
    v128.store(input - 32, zero);
    v128.store(input - 16, zero);
  }
}

/** All tiles of `pixels` pixels: as few as possible, of two sizes that differ by one. */
export function tiles(
  pixels: i32, table: usize, taps: i32, channels: i32, plane: usize, shift: usize, weights: usize,
  bias: usize, out: usize, residual: usize, lo: f32, hi: f32
): void {
  const count = (pixels + TILE - 1) / TILE;
  const size = pixels / count;
  const larger = pixels % count;
  const blocks = channels >> 3;
  const tail = channels & 7;
  runTiles(size + 1, larger, table, taps, blocks, tail, plane, shift, weights, bias, out, residual, lo, hi);
  const done = larger * (size + 1);
  runTiles(
    size, count - larger, table + done * taps * 4, taps, blocks, tail, plane, shift, weights, bias,
    out + done * 32, residual ? residual + done * 32 : 0, lo, hi
  );
}

/** The size of the tile that begins at pixel `first` of a part; the order of `tiles`. */
function tileSize(pixels: i32, first: i32): i32 {
  const count = (pixels + TILE - 1) / TILE;
  const size = pixels / count;
  return first < (pixels % count) * (size + 1) ? size + 1 : size;
}

/**
 * The size of the part that begins at `start`, when `total` is split evenly into parts of at most `limit`.
 */
export function partSize(total: i32, limit: i32, start: i32): i32 {
  const count = (total + limit - 1) / limit;
  const size = total / count;
  return start < (total % count) * (size + 1) ? size + 1 : size;
}
