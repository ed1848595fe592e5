import { activateRange } from "./activation";
import { oddLines } from "./blocks";
import { runChains } from "./chains.generated";
import { clamp } from "./simd";

/*
 * Pointwise convolutions as products of matrices by Strassen's algorithm in Winograd's form: pixels, input
 * channels and output channels in halves give 2 × 2 blocks each, whose product takes 7 multiplications of
 * blocks instead of 8. Once more inside each of them: 49 instead of 64.
 *
 *   S1 = A21 + A22   T1 = B12 − B11   P1 = A11 B11   P5 = S1 T1   C11 = P1 + P2
 *   S2 = S1 − A11    T2 = B22 − T1    P2 = A12 B21   P6 = S2 T2   C12 = P1 + P6 + P5 + P3
 *   S3 = A11 − A21   T3 = B22 − B12   P3 = S4 B22    P7 = S3 T3   C21 = P1 + P6 + P7 − P4
 *   S4 = A12 − S2    T4 = T2 − B21    P4 = A22 T4                 C22 = P1 + P6 + P7 + P5
 *
 * The halves of the pixels overlap by one where their number is odd. The output is halved so finely, two blocks
 * of 8 channels at a time, that the intermediate sums stay in the first cache.
 */

/**
 * The right factors of a convolution, made in the room that they will take, at whose end the `bytes` of its weights
 * stand as f32[groups][B11, B21, B12, B22] with one level, with two as f32[4][groups][4], each of the first four for
 * all groups at once. What is written meets what is still to be read at the same places only, and later.
 */
export function strassen_weights(weights: usize, bytes: usize, groups: i32, levels: i32): void {
  if (levels == 1) {
    rightFactors(weights + (bytes / 4) * 3, weights, bytes / 4 / groups, groups);
    return;
  }
  const unit = bytes / 16;
  rightFactors(weights + 33 * unit, weights + 21 * unit, 4 * unit, 1);
  for (let i = 0; i < 7; i++) {
    rightFactors(weights + (21 + 4 * i) * unit, weights + 7 * i * unit, unit / groups, groups);
  }
}

/** B11, B21, T2, T3, −T4, T1, B22 of `count` matrices whose quarters have `size` bytes. */
function rightFactors(from: usize, to: usize, size: usize, count: i32): void {
  for (let matrix = 0; matrix < count; matrix++, from += 4 * size, to += 7 * size) {
    for (let p = from, q = to, end = from + size; p < end; p += 16, q += 16) {
      const b11 = v128.load(p), b21 = v128.load(p + size);
      const b12 = v128.load(p + 2 * size), b22 = v128.load(p + 3 * size);
      const t1 = f32x4.sub(b12, b11);
      const t2 = f32x4.sub(b22, t1);
      v128.store(q, b11);
      v128.store(q + size, b21);
      v128.store(q + 2 * size, t2);
      v128.store(q + 3 * size, f32x4.sub(b22, b12));
      v128.store(q + 4 * size, f32x4.sub(b21, t2));
      v128.store(q + 5 * size, t1);
      v128.store(q + 6 * size, b22);
    }
  }
}

/** What chains begin with that begin with nothing: zeros for the largest tile, 6 pixels of 8 channels. */
const none = memory.data<f32>([0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0]);

/**
 * Chunks chunkBegin … chunkEnd of `chunk` pixels, and of those the output groups groupBegin … groupEnd: a group is
 * 2 blocks of 8 channels with one level, 4 with two.
 *
 * channels  a multiple of 16, of 32 with two levels
 * weights   f32[groups][7][channels / 2][8] in the order B11, B21, T2, T3, −T4, T1, B22; with two levels
 *           f32[7][groups][7][channels / 4][8]; bias f32[blocks][8]
 * scratch   what `strassenScratch` of the planner says
 */
export function f32_conv_strassen(
  input: usize, inputPlane: usize, output: usize, outputPlane: usize, pixels: i32, channels: i32,
  weights: usize, bias: usize, residual: usize, residualPlane: usize, lo: f32, hi: f32, act: i32, alpha: f32,
  scratch: usize, chunk: i32, levels: i32, groups: i32, chunkBegin: i32, chunkEnd: i32, groupBegin: i32, groupEnd: i32
): void {
  const planes = channels >> 4;
  const sums = scratch + 8 * LINK;
  for (let index = chunkBegin; index < chunkEnd; index++) {
    const start = index * chunk;
    const size = min(chunk, pixels - start);
    const half = (size + 1) >> 1;
    const second: usize = (size - half) * 32;
    const sumPlane = oddLines(half * 32);
    const work = sums + 4 * planes * sumPlane;
    const from = input + start * 32;
    const to = output + start * 32;
    const add = residual ? residual + start * 32 : 0;
    sumUp(from, inputPlane, planes, half, second, sums, sumPlane);
    if (levels == 1) {
      for (let group = groupBegin; group < groupEnd; group++) {
        const block = group * 2;
        product(
          planes, half, second, from, inputPlane, sums, sumPlane, weights + group * channels * 112,
          bias + block * 32, to + block * outputPlane, outputPlane, add ? add + block * residualPlane : 0,
          residualPlane, lo, hi, work, scratch
        );
      }
    } else {
      deepProducts(
        planes, half, second, from, inputPlane, sums, sumPlane, weights, bias, to, outputPlane, add,
        residualPlane, lo, hi, work, scratch, groups, groupBegin, groupEnd
      );
    }
    if (act) {
      for (let block = groupBegin << levels; block < groupEnd << levels; block++) {
        activateRange(to + block * outputPlane, to + block * outputPlane, size * 32, act, alpha);
      }
    }
  }
}

/** S1 … S4 of a matrix of 2 · `planes` planes, one after the other at `to`, with planes `toPlane` bytes apart. */
function sumUp(
  from: usize, plane: usize, planes: i32, half: i32, second: usize, to: usize, toPlane: usize
): void {
  const right = planes * plane;
  const step = planes * toPlane;
  for (let i = 0; i < planes; i++, from += plane, to += toPlane) {
    for (let p = from, q = to, end = from + half * 32; p < end; p += 16, q += 16) {
      const a11 = v128.load(p), a12 = v128.load(p + right);
      const a21 = v128.load(p + second), a22 = v128.load(p + right + second);
      const s1 = f32x4.add(a21, a22);
      const s2 = f32x4.sub(s1, a11);
      v128.store(q, s1);
      v128.store(q + step, s2);
      v128.store(q + 2 * step, f32x4.sub(a11, a21));
      v128.store(q + 3 * step, f32x4.sub(a12, s2));
    }
  }
}

/**
 * Two blocks of 8 outputs from the matrix at `a` and its sums at `s`, in three chains. Without a bias (0) nothing
 * is clamped either; `add` may be 0.
 */
function product(
  planes: i32, half: i32, second: usize, a: usize, plane: usize, s: usize, sumPlane: usize, weights: usize,
  bias: usize, out: usize, outPlane: usize, add: usize, addPlane: usize, lo: f32, hi: f32, work: usize,
  links: usize
): void {
  const right = planes * plane;
  const step = planes * sumPlane;
  const u2 = work, u3 = work + half * 32;
  const c12 = out + outPlane, add12 = add + addPlane;
  const kind = (add ? 1 : 0) + (bias ? 3 : 0);
  link(links, a, plane, u2, 0, 0, 0, 0);
  link(links + LINK, a + right, plane, out, kind, add, 0, bias);
  link(links + 2 * LINK, s + step, sumPlane, u2, 0, 0, 0, 0);
  link(links + 3 * LINK, s + 2 * step, sumPlane, u3, 0, 0, 0, 0);
  link(links + 4 * LINK, a + right + second, plane, out + second, kind, add + second, 0, bias);
  link(links + 5 * LINK, s, sumPlane, c12 + second, kind + 1, u3, add12 + second, bias + 32);
  link(links + 6 * LINK, s + 3 * step, sumPlane, c12, kind + 1, u2, add12, bias + 32);
  const w: usize = planes * 256;
  chains(half, links, 2, planes, weights, none, 0, lo, hi);
  chains(half, links + 2 * LINK, 3, planes, weights + 2 * w, u2, -1, lo, hi);
  chains(half, links + 5 * LINK, 2, planes, weights + 5 * w, none, 0, lo, hi);
}

const LINK: usize = 32;

/** Writes a record of chains.generated.ts. */
@inline
function link(
  at: usize, a: usize, plane: usize, out: usize, kind: i32, add: usize, more: usize, bias: usize
): void {
  store<u32>(at, <u32>a);
  store<u32>(at, <u32>plane, 4);
  store<u32>(at, <u32>out, 8);
  store<u32>(at, kind, 12);
  store<u32>(at, <u32>add, 16);
  store<u32>(at, <u32>more, 20);
  store<u32>(at, <u32>bias, 24);
}

/** All tiles of `pixels` pixels: as few as possible, of two sizes that differ by one. */
function chains(
  pixels: i32, links: usize, count: usize, blocks: i32, weights: usize, begin: usize, beginMask: usize, lo: f32,
  hi: f32
): void {
  const tiles = (pixels + TILE - 1) / TILE;
  const size = pixels / tiles;
  const larger = pixels % tiles;
  const end = links + count * LINK;
  runChains(size + 1, larger, 0, links, end, blocks, weights, begin, beginMask, lo, hi);
  const done: usize = larger * (size + 1) * 32;
  runChains(size, tiles - larger, done, links, end, blocks, weights, begin, beginMask, lo, hi);
}

/**
 * Groups of four blocks of outputs, each of the seven products by `product`. All groups take one left factor before
 * the next is taken, so that it and its sums stay in the second cache.
 */
function deepProducts(
  planes: i32, half: i32, second: usize, a: usize, plane: usize, s: usize, sumPlane: usize, weights: usize,
  bias: usize, out: usize, outPlane: usize, add: usize, addPlane: usize, lo: f32, hi: f32, work: usize,
  links: usize, groups: i32, groupBegin: i32, groupEnd: i32
): void {
  const right = planes * plane;
  const step = planes * sumPlane;
  const deep = planes >> 1;
  const quarter = (half + 1) >> 1;
  const offset: usize = (half - quarter) * 32;
  const deepPlane = oddLines(quarter * 32);
  const bytes: usize = half * 32;
  const temporary = work + 4 * deep * deepPlane;
  const sum = temporary + quarter * 64;
  for (let i = 0; i < 7; i++) {
    const raw = i < 2 || i == 4;
    const from = raw ? a + (i ? right : 0) + (i == 4 ? second : 0) : s + (i == 5 ? 0 : i == 6 ? 3 : i - 1) * step;
    const fromPlane = raw ? plane : sumPlane;
    sumUp(from, fromPlane, deep, quarter, offset, work, deepPlane);
    for (let group = groupBegin; group < groupEnd; group++) {
      const x = sum + (2 + 6 * (group - groupBegin)) * bytes;
      const y = x + 2 * bytes, z = x + 4 * bytes;
      const left = out + group * 4 * outPlane;
      const r = add ? add + group * 4 * addPlane : 0;
      const b = bias + group * 128;
      let to = z, plus: usize = 0, biases: usize = 0, toPlane = bytes;
      if (i == 0) to = x;
      else if (i == 1) { to = left; plus = added(x, r, addPlane, sum, bytes); biases = b; }
      else if (i == 2) plus = x;
      else if (i == 3) { to = y; plus = z; }
      else if (i == 4) { to = left + second; plus = added(y, r ? r + second : 0, addPlane, sum, bytes); biases = b; }
      else if (i == 5) to = x;
      else { to = left + 2 * outPlane; plus = z; biases = b + 64; }
      if (biases) toPlane = outPlane;
      product(
        deep, quarter, offset, from, fromPlane, work, deepPlane, weights + (i * groups + group) * deep * 1792, biases, to,
        toPlane, plus, bytes, lo, hi, temporary, links
      );
      if (i == 5) {
        const corner = left + 2 * outPlane + second;
        const r12 = r ? r + 2 * addPlane : 0;
        combine(z, y, x, bytes, b + 64, corner, r12, second, lo, hi);
        combine(z + bytes, y + bytes, x + bytes, bytes, b + 96, corner + outPlane, r12 ? r12 + addPlane : 0, second, lo, hi);
      }
    }
  }
}

/** Two blocks with what is to be added to them, at `to`; as they are where there is nothing (0). */
function added(x: usize, add: usize, addPlane: usize, to: usize, bytes: usize): usize {
  if (!add) return x;
  for (let block = 0; block < 2; block++, add += addPlane) {
    for (let i: usize = 0; i < bytes; i += 32, x += 32) {
      v128.store(to + block * bytes + i, f32x4.add(v128.load(x), v128.load(add + i)));
      v128.store(to + block * bytes + i, f32x4.add(v128.load(x, 16), v128.load(add + i, 16)), 16);
    }
  }
  return to;
}

/** C22 = U3 + P5, finished; U2 += P5. What is added to C12 (0: nothing) is added to U2, what to C22 to C22. */
function combine(
  u2: usize, u3: usize, p5: usize, bytes: usize, bias: usize, to: usize, add: usize, second: usize, least: f32,
  most: f32
): void {
  const lo = f32x4.splat(least), hi = f32x4.splat(most);
  for (let half: usize = 0; half < 32; half += 16) {
    const b = v128.load(bias + half);
    for (let i: usize = half; i < bytes; i += 32) {
      const p = v128.load(p5 + i);
      let sum = f32x4.add(v128.load(u2 + i), p);
      let corner = f32x4.add(f32x4.add(v128.load(u3 + i), p), b);
      if (add) {
        sum = f32x4.add(sum, v128.load(add + i));
        corner = f32x4.add(corner, v128.load(add + i + second));
      }
      v128.store(u2 + i, sum);
      v128.store(to + i, clamp(corner, lo, hi));
    }
  }
}
