// Made by scripts/generate-tiles.ts; do not edit.
import { madd } from "./simd";

/*
 * tiles<n>: n pixels × 8 output channels of a product of activations and weights.
 *
 * table    u32[taps][n]: byte offsets of the pixels' first channel; `shift` is added to each
 * blocks   blocks of 8 input channels a tap, `plane` bytes apart; then `tail` channels of one more block
 * weights  f32[taps][blocks · 8 + tail][8]
 * bias     f32[8]; out and residual (0: none) f32[n][8]; the result is clamped to lo … hi, NaN passes
 *
 * UNROLLED and TILE are set by the build: engines differ in what they make of an unrolled loop.
 */

function tiles1(count: i32, table: usize, taps: i32, blocks: i32, tail: i32, plane: usize, shift: usize, weights: usize, bias: usize, out: usize, residual: usize, lo: f32, hi: f32): void {
  let b0: v128, b1: v128, x: v128;
  for (let tile = 0; tile < count; tile++) {
  let l0 = v128.load(bias); let h0 = v128.load(bias, 16);
  
  let w = weights;
  for (let tap = 0; tap < taps; tap++) {
    let p0 = shift + <usize>load<u32>(table, 0);
    table += 4;
    for (let block = 0; block < blocks; block++) {
      if (UNROLLED) {
        b0 = v128.load(w, 0); b1 = v128.load(w, 16);
        x = v128.load32_splat(p0, 0); l0 = madd(x, b0, l0); h0 = madd(x, b1, h0);
        b0 = v128.load(w, 32); b1 = v128.load(w, 48);
        x = v128.load32_splat(p0, 4); l0 = madd(x, b0, l0); h0 = madd(x, b1, h0);
        b0 = v128.load(w, 64); b1 = v128.load(w, 80);
        x = v128.load32_splat(p0, 8); l0 = madd(x, b0, l0); h0 = madd(x, b1, h0);
        b0 = v128.load(w, 96); b1 = v128.load(w, 112);
        x = v128.load32_splat(p0, 12); l0 = madd(x, b0, l0); h0 = madd(x, b1, h0);
        b0 = v128.load(w, 128); b1 = v128.load(w, 144);
        x = v128.load32_splat(p0, 16); l0 = madd(x, b0, l0); h0 = madd(x, b1, h0);
        b0 = v128.load(w, 160); b1 = v128.load(w, 176);
        x = v128.load32_splat(p0, 20); l0 = madd(x, b0, l0); h0 = madd(x, b1, h0);
        b0 = v128.load(w, 192); b1 = v128.load(w, 208);
        x = v128.load32_splat(p0, 24); l0 = madd(x, b0, l0); h0 = madd(x, b1, h0);
        b0 = v128.load(w, 224); b1 = v128.load(w, 240);
        x = v128.load32_splat(p0, 28); l0 = madd(x, b0, l0); h0 = madd(x, b1, h0);
        p0 += plane;
        w += 256;
      } else {
        for (let k = 0; k < 8; k++) {
        b0 = v128.load(w); b1 = v128.load(w, 16);
        x = v128.load32_splat(p0); l0 = madd(x, b0, l0); h0 = madd(x, b1, h0); p0 += 4;
        w += 32;
        }
        p0 += plane - 32;
      }
    }
    for (let k = 0; k < tail; k++) {
        b0 = v128.load(w); b1 = v128.load(w, 16);
        x = v128.load32_splat(p0); l0 = madd(x, b0, l0); h0 = madd(x, b1, h0); p0 += 4;
        w += 32;
    }
  }
  if (residual) {
    l0 = f32x4.add(l0, v128.load(residual, 0)); h0 = f32x4.add(h0, v128.load(residual, 16));
    residual += 32;
  }
  b0 = f32x4.splat(lo); b1 = f32x4.splat(hi);
  v128.store(out, f32x4.pmin(f32x4.pmax(l0, b0), b1), 0); v128.store(out, f32x4.pmin(f32x4.pmax(h0, b0), b1), 16);
  out += 32;
  }
}

function tiles2(count: i32, table: usize, taps: i32, blocks: i32, tail: i32, plane: usize, shift: usize, weights: usize, bias: usize, out: usize, residual: usize, lo: f32, hi: f32): void {
  let b0: v128, b1: v128, x: v128;
  for (let tile = 0; tile < count; tile++) {
  let l0 = v128.load(bias); let h0 = v128.load(bias, 16);
  let l1 = l0; let h1 = h0;
  let w = weights;
  for (let tap = 0; tap < taps; tap++) {
    let p0 = shift + <usize>load<u32>(table, 0); let p1 = shift + <usize>load<u32>(table, 4);
    table += 8;
    for (let block = 0; block < blocks; block++) {
      if (UNROLLED) {
        b0 = v128.load(w, 0); b1 = v128.load(w, 16);
        x = v128.load32_splat(p0, 0); l0 = madd(x, b0, l0); h0 = madd(x, b1, h0);
        x = v128.load32_splat(p1, 0); l1 = madd(x, b0, l1); h1 = madd(x, b1, h1);
        b0 = v128.load(w, 32); b1 = v128.load(w, 48);
        x = v128.load32_splat(p0, 4); l0 = madd(x, b0, l0); h0 = madd(x, b1, h0);
        x = v128.load32_splat(p1, 4); l1 = madd(x, b0, l1); h1 = madd(x, b1, h1);
        b0 = v128.load(w, 64); b1 = v128.load(w, 80);
        x = v128.load32_splat(p0, 8); l0 = madd(x, b0, l0); h0 = madd(x, b1, h0);
        x = v128.load32_splat(p1, 8); l1 = madd(x, b0, l1); h1 = madd(x, b1, h1);
        b0 = v128.load(w, 96); b1 = v128.load(w, 112);
        x = v128.load32_splat(p0, 12); l0 = madd(x, b0, l0); h0 = madd(x, b1, h0);
        x = v128.load32_splat(p1, 12); l1 = madd(x, b0, l1); h1 = madd(x, b1, h1);
        b0 = v128.load(w, 128); b1 = v128.load(w, 144);
        x = v128.load32_splat(p0, 16); l0 = madd(x, b0, l0); h0 = madd(x, b1, h0);
        x = v128.load32_splat(p1, 16); l1 = madd(x, b0, l1); h1 = madd(x, b1, h1);
        b0 = v128.load(w, 160); b1 = v128.load(w, 176);
        x = v128.load32_splat(p0, 20); l0 = madd(x, b0, l0); h0 = madd(x, b1, h0);
        x = v128.load32_splat(p1, 20); l1 = madd(x, b0, l1); h1 = madd(x, b1, h1);
        b0 = v128.load(w, 192); b1 = v128.load(w, 208);
        x = v128.load32_splat(p0, 24); l0 = madd(x, b0, l0); h0 = madd(x, b1, h0);
        x = v128.load32_splat(p1, 24); l1 = madd(x, b0, l1); h1 = madd(x, b1, h1);
        b0 = v128.load(w, 224); b1 = v128.load(w, 240);
        x = v128.load32_splat(p0, 28); l0 = madd(x, b0, l0); h0 = madd(x, b1, h0);
        x = v128.load32_splat(p1, 28); l1 = madd(x, b0, l1); h1 = madd(x, b1, h1);
        p0 += plane; p1 += plane;
        w += 256;
      } else {
        for (let k = 0; k < 8; k++) {
        b0 = v128.load(w); b1 = v128.load(w, 16);
        x = v128.load32_splat(p0); l0 = madd(x, b0, l0); h0 = madd(x, b1, h0); p0 += 4;
        x = v128.load32_splat(p1); l1 = madd(x, b0, l1); h1 = madd(x, b1, h1); p1 += 4;
        w += 32;
        }
        p0 += plane - 32; p1 += plane - 32;
      }
    }
    for (let k = 0; k < tail; k++) {
        b0 = v128.load(w); b1 = v128.load(w, 16);
        x = v128.load32_splat(p0); l0 = madd(x, b0, l0); h0 = madd(x, b1, h0); p0 += 4;
        x = v128.load32_splat(p1); l1 = madd(x, b0, l1); h1 = madd(x, b1, h1); p1 += 4;
        w += 32;
    }
  }
  if (residual) {
    l0 = f32x4.add(l0, v128.load(residual, 0)); h0 = f32x4.add(h0, v128.load(residual, 16));
  l1 = f32x4.add(l1, v128.load(residual, 32)); h1 = f32x4.add(h1, v128.load(residual, 48));
    residual += 64;
  }
  b0 = f32x4.splat(lo); b1 = f32x4.splat(hi);
  v128.store(out, f32x4.pmin(f32x4.pmax(l0, b0), b1), 0); v128.store(out, f32x4.pmin(f32x4.pmax(h0, b0), b1), 16);
  v128.store(out, f32x4.pmin(f32x4.pmax(l1, b0), b1), 32); v128.store(out, f32x4.pmin(f32x4.pmax(h1, b0), b1), 48);
  out += 64;
  }
}

function tiles3(count: i32, table: usize, taps: i32, blocks: i32, tail: i32, plane: usize, shift: usize, weights: usize, bias: usize, out: usize, residual: usize, lo: f32, hi: f32): void {
  let b0: v128, b1: v128, x: v128;
  for (let tile = 0; tile < count; tile++) {
  let l0 = v128.load(bias); let h0 = v128.load(bias, 16);
  let l1 = l0; let h1 = h0; let l2 = l0; let h2 = h0;
  let w = weights;
  for (let tap = 0; tap < taps; tap++) {
    let p0 = shift + <usize>load<u32>(table, 0); let p1 = shift + <usize>load<u32>(table, 4); let p2 = shift + <usize>load<u32>(table, 8);
    table += 12;
    for (let block = 0; block < blocks; block++) {
      if (UNROLLED) {
        b0 = v128.load(w, 0); b1 = v128.load(w, 16);
        x = v128.load32_splat(p0, 0); l0 = madd(x, b0, l0); h0 = madd(x, b1, h0);
        x = v128.load32_splat(p1, 0); l1 = madd(x, b0, l1); h1 = madd(x, b1, h1);
        x = v128.load32_splat(p2, 0); l2 = madd(x, b0, l2); h2 = madd(x, b1, h2);
        b0 = v128.load(w, 32); b1 = v128.load(w, 48);
        x = v128.load32_splat(p0, 4); l0 = madd(x, b0, l0); h0 = madd(x, b1, h0);
        x = v128.load32_splat(p1, 4); l1 = madd(x, b0, l1); h1 = madd(x, b1, h1);
        x = v128.load32_splat(p2, 4); l2 = madd(x, b0, l2); h2 = madd(x, b1, h2);
        b0 = v128.load(w, 64); b1 = v128.load(w, 80);
        x = v128.load32_splat(p0, 8); l0 = madd(x, b0, l0); h0 = madd(x, b1, h0);
        x = v128.load32_splat(p1, 8); l1 = madd(x, b0, l1); h1 = madd(x, b1, h1);
        x = v128.load32_splat(p2, 8); l2 = madd(x, b0, l2); h2 = madd(x, b1, h2);
        b0 = v128.load(w, 96); b1 = v128.load(w, 112);
        x = v128.load32_splat(p0, 12); l0 = madd(x, b0, l0); h0 = madd(x, b1, h0);
        x = v128.load32_splat(p1, 12); l1 = madd(x, b0, l1); h1 = madd(x, b1, h1);
        x = v128.load32_splat(p2, 12); l2 = madd(x, b0, l2); h2 = madd(x, b1, h2);
        b0 = v128.load(w, 128); b1 = v128.load(w, 144);
        x = v128.load32_splat(p0, 16); l0 = madd(x, b0, l0); h0 = madd(x, b1, h0);
        x = v128.load32_splat(p1, 16); l1 = madd(x, b0, l1); h1 = madd(x, b1, h1);
        x = v128.load32_splat(p2, 16); l2 = madd(x, b0, l2); h2 = madd(x, b1, h2);
        b0 = v128.load(w, 160); b1 = v128.load(w, 176);
        x = v128.load32_splat(p0, 20); l0 = madd(x, b0, l0); h0 = madd(x, b1, h0);
        x = v128.load32_splat(p1, 20); l1 = madd(x, b0, l1); h1 = madd(x, b1, h1);
        x = v128.load32_splat(p2, 20); l2 = madd(x, b0, l2); h2 = madd(x, b1, h2);
        b0 = v128.load(w, 192); b1 = v128.load(w, 208);
        x = v128.load32_splat(p0, 24); l0 = madd(x, b0, l0); h0 = madd(x, b1, h0);
        x = v128.load32_splat(p1, 24); l1 = madd(x, b0, l1); h1 = madd(x, b1, h1);
        x = v128.load32_splat(p2, 24); l2 = madd(x, b0, l2); h2 = madd(x, b1, h2);
        b0 = v128.load(w, 224); b1 = v128.load(w, 240);
        x = v128.load32_splat(p0, 28); l0 = madd(x, b0, l0); h0 = madd(x, b1, h0);
        x = v128.load32_splat(p1, 28); l1 = madd(x, b0, l1); h1 = madd(x, b1, h1);
        x = v128.load32_splat(p2, 28); l2 = madd(x, b0, l2); h2 = madd(x, b1, h2);
        p0 += plane; p1 += plane; p2 += plane;
        w += 256;
      } else {
        for (let k = 0; k < 8; k++) {
        b0 = v128.load(w); b1 = v128.load(w, 16);
        x = v128.load32_splat(p0); l0 = madd(x, b0, l0); h0 = madd(x, b1, h0); p0 += 4;
        x = v128.load32_splat(p1); l1 = madd(x, b0, l1); h1 = madd(x, b1, h1); p1 += 4;
        x = v128.load32_splat(p2); l2 = madd(x, b0, l2); h2 = madd(x, b1, h2); p2 += 4;
        w += 32;
        }
        p0 += plane - 32; p1 += plane - 32; p2 += plane - 32;
      }
    }
    for (let k = 0; k < tail; k++) {
        b0 = v128.load(w); b1 = v128.load(w, 16);
        x = v128.load32_splat(p0); l0 = madd(x, b0, l0); h0 = madd(x, b1, h0); p0 += 4;
        x = v128.load32_splat(p1); l1 = madd(x, b0, l1); h1 = madd(x, b1, h1); p1 += 4;
        x = v128.load32_splat(p2); l2 = madd(x, b0, l2); h2 = madd(x, b1, h2); p2 += 4;
        w += 32;
    }
  }
  if (residual) {
    l0 = f32x4.add(l0, v128.load(residual, 0)); h0 = f32x4.add(h0, v128.load(residual, 16));
  l1 = f32x4.add(l1, v128.load(residual, 32)); h1 = f32x4.add(h1, v128.load(residual, 48));
  l2 = f32x4.add(l2, v128.load(residual, 64)); h2 = f32x4.add(h2, v128.load(residual, 80));
    residual += 96;
  }
  b0 = f32x4.splat(lo); b1 = f32x4.splat(hi);
  v128.store(out, f32x4.pmin(f32x4.pmax(l0, b0), b1), 0); v128.store(out, f32x4.pmin(f32x4.pmax(h0, b0), b1), 16);
  v128.store(out, f32x4.pmin(f32x4.pmax(l1, b0), b1), 32); v128.store(out, f32x4.pmin(f32x4.pmax(h1, b0), b1), 48);
  v128.store(out, f32x4.pmin(f32x4.pmax(l2, b0), b1), 64); v128.store(out, f32x4.pmin(f32x4.pmax(h2, b0), b1), 80);
  out += 96;
  }
}

function tiles4(count: i32, table: usize, taps: i32, blocks: i32, tail: i32, plane: usize, shift: usize, weights: usize, bias: usize, out: usize, residual: usize, lo: f32, hi: f32): void {
  let b0: v128, b1: v128, x: v128;
  for (let tile = 0; tile < count; tile++) {
  let l0 = v128.load(bias); let h0 = v128.load(bias, 16);
  let l1 = l0; let h1 = h0; let l2 = l0; let h2 = h0; let l3 = l0; let h3 = h0;
  let w = weights;
  for (let tap = 0; tap < taps; tap++) {
    let p0 = shift + <usize>load<u32>(table, 0); let p1 = shift + <usize>load<u32>(table, 4); let p2 = shift + <usize>load<u32>(table, 8); let p3 = shift + <usize>load<u32>(table, 12);
    table += 16;
    for (let block = 0; block < blocks; block++) {
      if (UNROLLED) {
        b0 = v128.load(w, 0); b1 = v128.load(w, 16);
        x = v128.load32_splat(p0, 0); l0 = madd(x, b0, l0); h0 = madd(x, b1, h0);
        x = v128.load32_splat(p1, 0); l1 = madd(x, b0, l1); h1 = madd(x, b1, h1);
        x = v128.load32_splat(p2, 0); l2 = madd(x, b0, l2); h2 = madd(x, b1, h2);
        x = v128.load32_splat(p3, 0); l3 = madd(x, b0, l3); h3 = madd(x, b1, h3);
        b0 = v128.load(w, 32); b1 = v128.load(w, 48);
        x = v128.load32_splat(p0, 4); l0 = madd(x, b0, l0); h0 = madd(x, b1, h0);
        x = v128.load32_splat(p1, 4); l1 = madd(x, b0, l1); h1 = madd(x, b1, h1);
        x = v128.load32_splat(p2, 4); l2 = madd(x, b0, l2); h2 = madd(x, b1, h2);
        x = v128.load32_splat(p3, 4); l3 = madd(x, b0, l3); h3 = madd(x, b1, h3);
        b0 = v128.load(w, 64); b1 = v128.load(w, 80);
        x = v128.load32_splat(p0, 8); l0 = madd(x, b0, l0); h0 = madd(x, b1, h0);
        x = v128.load32_splat(p1, 8); l1 = madd(x, b0, l1); h1 = madd(x, b1, h1);
        x = v128.load32_splat(p2, 8); l2 = madd(x, b0, l2); h2 = madd(x, b1, h2);
        x = v128.load32_splat(p3, 8); l3 = madd(x, b0, l3); h3 = madd(x, b1, h3);
        b0 = v128.load(w, 96); b1 = v128.load(w, 112);
        x = v128.load32_splat(p0, 12); l0 = madd(x, b0, l0); h0 = madd(x, b1, h0);
        x = v128.load32_splat(p1, 12); l1 = madd(x, b0, l1); h1 = madd(x, b1, h1);
        x = v128.load32_splat(p2, 12); l2 = madd(x, b0, l2); h2 = madd(x, b1, h2);
        x = v128.load32_splat(p3, 12); l3 = madd(x, b0, l3); h3 = madd(x, b1, h3);
        b0 = v128.load(w, 128); b1 = v128.load(w, 144);
        x = v128.load32_splat(p0, 16); l0 = madd(x, b0, l0); h0 = madd(x, b1, h0);
        x = v128.load32_splat(p1, 16); l1 = madd(x, b0, l1); h1 = madd(x, b1, h1);
        x = v128.load32_splat(p2, 16); l2 = madd(x, b0, l2); h2 = madd(x, b1, h2);
        x = v128.load32_splat(p3, 16); l3 = madd(x, b0, l3); h3 = madd(x, b1, h3);
        b0 = v128.load(w, 160); b1 = v128.load(w, 176);
        x = v128.load32_splat(p0, 20); l0 = madd(x, b0, l0); h0 = madd(x, b1, h0);
        x = v128.load32_splat(p1, 20); l1 = madd(x, b0, l1); h1 = madd(x, b1, h1);
        x = v128.load32_splat(p2, 20); l2 = madd(x, b0, l2); h2 = madd(x, b1, h2);
        x = v128.load32_splat(p3, 20); l3 = madd(x, b0, l3); h3 = madd(x, b1, h3);
        b0 = v128.load(w, 192); b1 = v128.load(w, 208);
        x = v128.load32_splat(p0, 24); l0 = madd(x, b0, l0); h0 = madd(x, b1, h0);
        x = v128.load32_splat(p1, 24); l1 = madd(x, b0, l1); h1 = madd(x, b1, h1);
        x = v128.load32_splat(p2, 24); l2 = madd(x, b0, l2); h2 = madd(x, b1, h2);
        x = v128.load32_splat(p3, 24); l3 = madd(x, b0, l3); h3 = madd(x, b1, h3);
        b0 = v128.load(w, 224); b1 = v128.load(w, 240);
        x = v128.load32_splat(p0, 28); l0 = madd(x, b0, l0); h0 = madd(x, b1, h0);
        x = v128.load32_splat(p1, 28); l1 = madd(x, b0, l1); h1 = madd(x, b1, h1);
        x = v128.load32_splat(p2, 28); l2 = madd(x, b0, l2); h2 = madd(x, b1, h2);
        x = v128.load32_splat(p3, 28); l3 = madd(x, b0, l3); h3 = madd(x, b1, h3);
        p0 += plane; p1 += plane; p2 += plane; p3 += plane;
        w += 256;
      } else {
        for (let k = 0; k < 8; k++) {
        b0 = v128.load(w); b1 = v128.load(w, 16);
        x = v128.load32_splat(p0); l0 = madd(x, b0, l0); h0 = madd(x, b1, h0); p0 += 4;
        x = v128.load32_splat(p1); l1 = madd(x, b0, l1); h1 = madd(x, b1, h1); p1 += 4;
        x = v128.load32_splat(p2); l2 = madd(x, b0, l2); h2 = madd(x, b1, h2); p2 += 4;
        x = v128.load32_splat(p3); l3 = madd(x, b0, l3); h3 = madd(x, b1, h3); p3 += 4;
        w += 32;
        }
        p0 += plane - 32; p1 += plane - 32; p2 += plane - 32; p3 += plane - 32;
      }
    }
    for (let k = 0; k < tail; k++) {
        b0 = v128.load(w); b1 = v128.load(w, 16);
        x = v128.load32_splat(p0); l0 = madd(x, b0, l0); h0 = madd(x, b1, h0); p0 += 4;
        x = v128.load32_splat(p1); l1 = madd(x, b0, l1); h1 = madd(x, b1, h1); p1 += 4;
        x = v128.load32_splat(p2); l2 = madd(x, b0, l2); h2 = madd(x, b1, h2); p2 += 4;
        x = v128.load32_splat(p3); l3 = madd(x, b0, l3); h3 = madd(x, b1, h3); p3 += 4;
        w += 32;
    }
  }
  if (residual) {
    l0 = f32x4.add(l0, v128.load(residual, 0)); h0 = f32x4.add(h0, v128.load(residual, 16));
  l1 = f32x4.add(l1, v128.load(residual, 32)); h1 = f32x4.add(h1, v128.load(residual, 48));
  l2 = f32x4.add(l2, v128.load(residual, 64)); h2 = f32x4.add(h2, v128.load(residual, 80));
  l3 = f32x4.add(l3, v128.load(residual, 96)); h3 = f32x4.add(h3, v128.load(residual, 112));
    residual += 128;
  }
  b0 = f32x4.splat(lo); b1 = f32x4.splat(hi);
  v128.store(out, f32x4.pmin(f32x4.pmax(l0, b0), b1), 0); v128.store(out, f32x4.pmin(f32x4.pmax(h0, b0), b1), 16);
  v128.store(out, f32x4.pmin(f32x4.pmax(l1, b0), b1), 32); v128.store(out, f32x4.pmin(f32x4.pmax(h1, b0), b1), 48);
  v128.store(out, f32x4.pmin(f32x4.pmax(l2, b0), b1), 64); v128.store(out, f32x4.pmin(f32x4.pmax(h2, b0), b1), 80);
  v128.store(out, f32x4.pmin(f32x4.pmax(l3, b0), b1), 96); v128.store(out, f32x4.pmin(f32x4.pmax(h3, b0), b1), 112);
  out += 128;
  }
}

function tiles5(count: i32, table: usize, taps: i32, blocks: i32, tail: i32, plane: usize, shift: usize, weights: usize, bias: usize, out: usize, residual: usize, lo: f32, hi: f32): void {
  let b0: v128, b1: v128, x: v128;
  for (let tile = 0; tile < count; tile++) {
  let l0 = v128.load(bias); let h0 = v128.load(bias, 16);
  let l1 = l0; let h1 = h0; let l2 = l0; let h2 = h0; let l3 = l0; let h3 = h0; let l4 = l0; let h4 = h0;
  let w = weights;
  for (let tap = 0; tap < taps; tap++) {
    let p0 = shift + <usize>load<u32>(table, 0); let p1 = shift + <usize>load<u32>(table, 4); let p2 = shift + <usize>load<u32>(table, 8); let p3 = shift + <usize>load<u32>(table, 12); let p4 = shift + <usize>load<u32>(table, 16);
    table += 20;
    for (let block = 0; block < blocks; block++) {
      if (UNROLLED) {
        b0 = v128.load(w, 0); b1 = v128.load(w, 16);
        x = v128.load32_splat(p0, 0); l0 = madd(x, b0, l0); h0 = madd(x, b1, h0);
        x = v128.load32_splat(p1, 0); l1 = madd(x, b0, l1); h1 = madd(x, b1, h1);
        x = v128.load32_splat(p2, 0); l2 = madd(x, b0, l2); h2 = madd(x, b1, h2);
        x = v128.load32_splat(p3, 0); l3 = madd(x, b0, l3); h3 = madd(x, b1, h3);
        x = v128.load32_splat(p4, 0); l4 = madd(x, b0, l4); h4 = madd(x, b1, h4);
        b0 = v128.load(w, 32); b1 = v128.load(w, 48);
        x = v128.load32_splat(p0, 4); l0 = madd(x, b0, l0); h0 = madd(x, b1, h0);
        x = v128.load32_splat(p1, 4); l1 = madd(x, b0, l1); h1 = madd(x, b1, h1);
        x = v128.load32_splat(p2, 4); l2 = madd(x, b0, l2); h2 = madd(x, b1, h2);
        x = v128.load32_splat(p3, 4); l3 = madd(x, b0, l3); h3 = madd(x, b1, h3);
        x = v128.load32_splat(p4, 4); l4 = madd(x, b0, l4); h4 = madd(x, b1, h4);
        b0 = v128.load(w, 64); b1 = v128.load(w, 80);
        x = v128.load32_splat(p0, 8); l0 = madd(x, b0, l0); h0 = madd(x, b1, h0);
        x = v128.load32_splat(p1, 8); l1 = madd(x, b0, l1); h1 = madd(x, b1, h1);
        x = v128.load32_splat(p2, 8); l2 = madd(x, b0, l2); h2 = madd(x, b1, h2);
        x = v128.load32_splat(p3, 8); l3 = madd(x, b0, l3); h3 = madd(x, b1, h3);
        x = v128.load32_splat(p4, 8); l4 = madd(x, b0, l4); h4 = madd(x, b1, h4);
        b0 = v128.load(w, 96); b1 = v128.load(w, 112);
        x = v128.load32_splat(p0, 12); l0 = madd(x, b0, l0); h0 = madd(x, b1, h0);
        x = v128.load32_splat(p1, 12); l1 = madd(x, b0, l1); h1 = madd(x, b1, h1);
        x = v128.load32_splat(p2, 12); l2 = madd(x, b0, l2); h2 = madd(x, b1, h2);
        x = v128.load32_splat(p3, 12); l3 = madd(x, b0, l3); h3 = madd(x, b1, h3);
        x = v128.load32_splat(p4, 12); l4 = madd(x, b0, l4); h4 = madd(x, b1, h4);
        b0 = v128.load(w, 128); b1 = v128.load(w, 144);
        x = v128.load32_splat(p0, 16); l0 = madd(x, b0, l0); h0 = madd(x, b1, h0);
        x = v128.load32_splat(p1, 16); l1 = madd(x, b0, l1); h1 = madd(x, b1, h1);
        x = v128.load32_splat(p2, 16); l2 = madd(x, b0, l2); h2 = madd(x, b1, h2);
        x = v128.load32_splat(p3, 16); l3 = madd(x, b0, l3); h3 = madd(x, b1, h3);
        x = v128.load32_splat(p4, 16); l4 = madd(x, b0, l4); h4 = madd(x, b1, h4);
        b0 = v128.load(w, 160); b1 = v128.load(w, 176);
        x = v128.load32_splat(p0, 20); l0 = madd(x, b0, l0); h0 = madd(x, b1, h0);
        x = v128.load32_splat(p1, 20); l1 = madd(x, b0, l1); h1 = madd(x, b1, h1);
        x = v128.load32_splat(p2, 20); l2 = madd(x, b0, l2); h2 = madd(x, b1, h2);
        x = v128.load32_splat(p3, 20); l3 = madd(x, b0, l3); h3 = madd(x, b1, h3);
        x = v128.load32_splat(p4, 20); l4 = madd(x, b0, l4); h4 = madd(x, b1, h4);
        b0 = v128.load(w, 192); b1 = v128.load(w, 208);
        x = v128.load32_splat(p0, 24); l0 = madd(x, b0, l0); h0 = madd(x, b1, h0);
        x = v128.load32_splat(p1, 24); l1 = madd(x, b0, l1); h1 = madd(x, b1, h1);
        x = v128.load32_splat(p2, 24); l2 = madd(x, b0, l2); h2 = madd(x, b1, h2);
        x = v128.load32_splat(p3, 24); l3 = madd(x, b0, l3); h3 = madd(x, b1, h3);
        x = v128.load32_splat(p4, 24); l4 = madd(x, b0, l4); h4 = madd(x, b1, h4);
        b0 = v128.load(w, 224); b1 = v128.load(w, 240);
        x = v128.load32_splat(p0, 28); l0 = madd(x, b0, l0); h0 = madd(x, b1, h0);
        x = v128.load32_splat(p1, 28); l1 = madd(x, b0, l1); h1 = madd(x, b1, h1);
        x = v128.load32_splat(p2, 28); l2 = madd(x, b0, l2); h2 = madd(x, b1, h2);
        x = v128.load32_splat(p3, 28); l3 = madd(x, b0, l3); h3 = madd(x, b1, h3);
        x = v128.load32_splat(p4, 28); l4 = madd(x, b0, l4); h4 = madd(x, b1, h4);
        p0 += plane; p1 += plane; p2 += plane; p3 += plane; p4 += plane;
        w += 256;
      } else {
        for (let k = 0; k < 8; k++) {
        b0 = v128.load(w); b1 = v128.load(w, 16);
        x = v128.load32_splat(p0); l0 = madd(x, b0, l0); h0 = madd(x, b1, h0); p0 += 4;
        x = v128.load32_splat(p1); l1 = madd(x, b0, l1); h1 = madd(x, b1, h1); p1 += 4;
        x = v128.load32_splat(p2); l2 = madd(x, b0, l2); h2 = madd(x, b1, h2); p2 += 4;
        x = v128.load32_splat(p3); l3 = madd(x, b0, l3); h3 = madd(x, b1, h3); p3 += 4;
        x = v128.load32_splat(p4); l4 = madd(x, b0, l4); h4 = madd(x, b1, h4); p4 += 4;
        w += 32;
        }
        p0 += plane - 32; p1 += plane - 32; p2 += plane - 32; p3 += plane - 32; p4 += plane - 32;
      }
    }
    for (let k = 0; k < tail; k++) {
        b0 = v128.load(w); b1 = v128.load(w, 16);
        x = v128.load32_splat(p0); l0 = madd(x, b0, l0); h0 = madd(x, b1, h0); p0 += 4;
        x = v128.load32_splat(p1); l1 = madd(x, b0, l1); h1 = madd(x, b1, h1); p1 += 4;
        x = v128.load32_splat(p2); l2 = madd(x, b0, l2); h2 = madd(x, b1, h2); p2 += 4;
        x = v128.load32_splat(p3); l3 = madd(x, b0, l3); h3 = madd(x, b1, h3); p3 += 4;
        x = v128.load32_splat(p4); l4 = madd(x, b0, l4); h4 = madd(x, b1, h4); p4 += 4;
        w += 32;
    }
  }
  if (residual) {
    l0 = f32x4.add(l0, v128.load(residual, 0)); h0 = f32x4.add(h0, v128.load(residual, 16));
  l1 = f32x4.add(l1, v128.load(residual, 32)); h1 = f32x4.add(h1, v128.load(residual, 48));
  l2 = f32x4.add(l2, v128.load(residual, 64)); h2 = f32x4.add(h2, v128.load(residual, 80));
  l3 = f32x4.add(l3, v128.load(residual, 96)); h3 = f32x4.add(h3, v128.load(residual, 112));
  l4 = f32x4.add(l4, v128.load(residual, 128)); h4 = f32x4.add(h4, v128.load(residual, 144));
    residual += 160;
  }
  b0 = f32x4.splat(lo); b1 = f32x4.splat(hi);
  v128.store(out, f32x4.pmin(f32x4.pmax(l0, b0), b1), 0); v128.store(out, f32x4.pmin(f32x4.pmax(h0, b0), b1), 16);
  v128.store(out, f32x4.pmin(f32x4.pmax(l1, b0), b1), 32); v128.store(out, f32x4.pmin(f32x4.pmax(h1, b0), b1), 48);
  v128.store(out, f32x4.pmin(f32x4.pmax(l2, b0), b1), 64); v128.store(out, f32x4.pmin(f32x4.pmax(h2, b0), b1), 80);
  v128.store(out, f32x4.pmin(f32x4.pmax(l3, b0), b1), 96); v128.store(out, f32x4.pmin(f32x4.pmax(h3, b0), b1), 112);
  v128.store(out, f32x4.pmin(f32x4.pmax(l4, b0), b1), 128); v128.store(out, f32x4.pmin(f32x4.pmax(h4, b0), b1), 144);
  out += 160;
  }
}

function tiles6(count: i32, table: usize, taps: i32, blocks: i32, tail: i32, plane: usize, shift: usize, weights: usize, bias: usize, out: usize, residual: usize, lo: f32, hi: f32): void {
  let b0: v128, b1: v128, x: v128;
  for (let tile = 0; tile < count; tile++) {
  let l0 = v128.load(bias); let h0 = v128.load(bias, 16);
  let l1 = l0; let h1 = h0; let l2 = l0; let h2 = h0; let l3 = l0; let h3 = h0; let l4 = l0; let h4 = h0; let l5 = l0; let h5 = h0;
  let w = weights;
  for (let tap = 0; tap < taps; tap++) {
    let p0 = shift + <usize>load<u32>(table, 0); let p1 = shift + <usize>load<u32>(table, 4); let p2 = shift + <usize>load<u32>(table, 8); let p3 = shift + <usize>load<u32>(table, 12); let p4 = shift + <usize>load<u32>(table, 16); let p5 = shift + <usize>load<u32>(table, 20);
    table += 24;
    for (let block = 0; block < blocks; block++) {
      if (UNROLLED) {
        b0 = v128.load(w, 0); b1 = v128.load(w, 16);
        x = v128.load32_splat(p0, 0); l0 = madd(x, b0, l0); h0 = madd(x, b1, h0);
        x = v128.load32_splat(p1, 0); l1 = madd(x, b0, l1); h1 = madd(x, b1, h1);
        x = v128.load32_splat(p2, 0); l2 = madd(x, b0, l2); h2 = madd(x, b1, h2);
        x = v128.load32_splat(p3, 0); l3 = madd(x, b0, l3); h3 = madd(x, b1, h3);
        x = v128.load32_splat(p4, 0); l4 = madd(x, b0, l4); h4 = madd(x, b1, h4);
        x = v128.load32_splat(p5, 0); l5 = madd(x, b0, l5); h5 = madd(x, b1, h5);
        b0 = v128.load(w, 32); b1 = v128.load(w, 48);
        x = v128.load32_splat(p0, 4); l0 = madd(x, b0, l0); h0 = madd(x, b1, h0);
        x = v128.load32_splat(p1, 4); l1 = madd(x, b0, l1); h1 = madd(x, b1, h1);
        x = v128.load32_splat(p2, 4); l2 = madd(x, b0, l2); h2 = madd(x, b1, h2);
        x = v128.load32_splat(p3, 4); l3 = madd(x, b0, l3); h3 = madd(x, b1, h3);
        x = v128.load32_splat(p4, 4); l4 = madd(x, b0, l4); h4 = madd(x, b1, h4);
        x = v128.load32_splat(p5, 4); l5 = madd(x, b0, l5); h5 = madd(x, b1, h5);
        b0 = v128.load(w, 64); b1 = v128.load(w, 80);
        x = v128.load32_splat(p0, 8); l0 = madd(x, b0, l0); h0 = madd(x, b1, h0);
        x = v128.load32_splat(p1, 8); l1 = madd(x, b0, l1); h1 = madd(x, b1, h1);
        x = v128.load32_splat(p2, 8); l2 = madd(x, b0, l2); h2 = madd(x, b1, h2);
        x = v128.load32_splat(p3, 8); l3 = madd(x, b0, l3); h3 = madd(x, b1, h3);
        x = v128.load32_splat(p4, 8); l4 = madd(x, b0, l4); h4 = madd(x, b1, h4);
        x = v128.load32_splat(p5, 8); l5 = madd(x, b0, l5); h5 = madd(x, b1, h5);
        b0 = v128.load(w, 96); b1 = v128.load(w, 112);
        x = v128.load32_splat(p0, 12); l0 = madd(x, b0, l0); h0 = madd(x, b1, h0);
        x = v128.load32_splat(p1, 12); l1 = madd(x, b0, l1); h1 = madd(x, b1, h1);
        x = v128.load32_splat(p2, 12); l2 = madd(x, b0, l2); h2 = madd(x, b1, h2);
        x = v128.load32_splat(p3, 12); l3 = madd(x, b0, l3); h3 = madd(x, b1, h3);
        x = v128.load32_splat(p4, 12); l4 = madd(x, b0, l4); h4 = madd(x, b1, h4);
        x = v128.load32_splat(p5, 12); l5 = madd(x, b0, l5); h5 = madd(x, b1, h5);
        b0 = v128.load(w, 128); b1 = v128.load(w, 144);
        x = v128.load32_splat(p0, 16); l0 = madd(x, b0, l0); h0 = madd(x, b1, h0);
        x = v128.load32_splat(p1, 16); l1 = madd(x, b0, l1); h1 = madd(x, b1, h1);
        x = v128.load32_splat(p2, 16); l2 = madd(x, b0, l2); h2 = madd(x, b1, h2);
        x = v128.load32_splat(p3, 16); l3 = madd(x, b0, l3); h3 = madd(x, b1, h3);
        x = v128.load32_splat(p4, 16); l4 = madd(x, b0, l4); h4 = madd(x, b1, h4);
        x = v128.load32_splat(p5, 16); l5 = madd(x, b0, l5); h5 = madd(x, b1, h5);
        b0 = v128.load(w, 160); b1 = v128.load(w, 176);
        x = v128.load32_splat(p0, 20); l0 = madd(x, b0, l0); h0 = madd(x, b1, h0);
        x = v128.load32_splat(p1, 20); l1 = madd(x, b0, l1); h1 = madd(x, b1, h1);
        x = v128.load32_splat(p2, 20); l2 = madd(x, b0, l2); h2 = madd(x, b1, h2);
        x = v128.load32_splat(p3, 20); l3 = madd(x, b0, l3); h3 = madd(x, b1, h3);
        x = v128.load32_splat(p4, 20); l4 = madd(x, b0, l4); h4 = madd(x, b1, h4);
        x = v128.load32_splat(p5, 20); l5 = madd(x, b0, l5); h5 = madd(x, b1, h5);
        b0 = v128.load(w, 192); b1 = v128.load(w, 208);
        x = v128.load32_splat(p0, 24); l0 = madd(x, b0, l0); h0 = madd(x, b1, h0);
        x = v128.load32_splat(p1, 24); l1 = madd(x, b0, l1); h1 = madd(x, b1, h1);
        x = v128.load32_splat(p2, 24); l2 = madd(x, b0, l2); h2 = madd(x, b1, h2);
        x = v128.load32_splat(p3, 24); l3 = madd(x, b0, l3); h3 = madd(x, b1, h3);
        x = v128.load32_splat(p4, 24); l4 = madd(x, b0, l4); h4 = madd(x, b1, h4);
        x = v128.load32_splat(p5, 24); l5 = madd(x, b0, l5); h5 = madd(x, b1, h5);
        b0 = v128.load(w, 224); b1 = v128.load(w, 240);
        x = v128.load32_splat(p0, 28); l0 = madd(x, b0, l0); h0 = madd(x, b1, h0);
        x = v128.load32_splat(p1, 28); l1 = madd(x, b0, l1); h1 = madd(x, b1, h1);
        x = v128.load32_splat(p2, 28); l2 = madd(x, b0, l2); h2 = madd(x, b1, h2);
        x = v128.load32_splat(p3, 28); l3 = madd(x, b0, l3); h3 = madd(x, b1, h3);
        x = v128.load32_splat(p4, 28); l4 = madd(x, b0, l4); h4 = madd(x, b1, h4);
        x = v128.load32_splat(p5, 28); l5 = madd(x, b0, l5); h5 = madd(x, b1, h5);
        p0 += plane; p1 += plane; p2 += plane; p3 += plane; p4 += plane; p5 += plane;
        w += 256;
      } else {
        for (let k = 0; k < 8; k++) {
        b0 = v128.load(w); b1 = v128.load(w, 16);
        x = v128.load32_splat(p0); l0 = madd(x, b0, l0); h0 = madd(x, b1, h0); p0 += 4;
        x = v128.load32_splat(p1); l1 = madd(x, b0, l1); h1 = madd(x, b1, h1); p1 += 4;
        x = v128.load32_splat(p2); l2 = madd(x, b0, l2); h2 = madd(x, b1, h2); p2 += 4;
        x = v128.load32_splat(p3); l3 = madd(x, b0, l3); h3 = madd(x, b1, h3); p3 += 4;
        x = v128.load32_splat(p4); l4 = madd(x, b0, l4); h4 = madd(x, b1, h4); p4 += 4;
        x = v128.load32_splat(p5); l5 = madd(x, b0, l5); h5 = madd(x, b1, h5); p5 += 4;
        w += 32;
        }
        p0 += plane - 32; p1 += plane - 32; p2 += plane - 32; p3 += plane - 32; p4 += plane - 32; p5 += plane - 32;
      }
    }
    for (let k = 0; k < tail; k++) {
        b0 = v128.load(w); b1 = v128.load(w, 16);
        x = v128.load32_splat(p0); l0 = madd(x, b0, l0); h0 = madd(x, b1, h0); p0 += 4;
        x = v128.load32_splat(p1); l1 = madd(x, b0, l1); h1 = madd(x, b1, h1); p1 += 4;
        x = v128.load32_splat(p2); l2 = madd(x, b0, l2); h2 = madd(x, b1, h2); p2 += 4;
        x = v128.load32_splat(p3); l3 = madd(x, b0, l3); h3 = madd(x, b1, h3); p3 += 4;
        x = v128.load32_splat(p4); l4 = madd(x, b0, l4); h4 = madd(x, b1, h4); p4 += 4;
        x = v128.load32_splat(p5); l5 = madd(x, b0, l5); h5 = madd(x, b1, h5); p5 += 4;
        w += 32;
    }
  }
  if (residual) {
    l0 = f32x4.add(l0, v128.load(residual, 0)); h0 = f32x4.add(h0, v128.load(residual, 16));
  l1 = f32x4.add(l1, v128.load(residual, 32)); h1 = f32x4.add(h1, v128.load(residual, 48));
  l2 = f32x4.add(l2, v128.load(residual, 64)); h2 = f32x4.add(h2, v128.load(residual, 80));
  l3 = f32x4.add(l3, v128.load(residual, 96)); h3 = f32x4.add(h3, v128.load(residual, 112));
  l4 = f32x4.add(l4, v128.load(residual, 128)); h4 = f32x4.add(h4, v128.load(residual, 144));
  l5 = f32x4.add(l5, v128.load(residual, 160)); h5 = f32x4.add(h5, v128.load(residual, 176));
    residual += 192;
  }
  b0 = f32x4.splat(lo); b1 = f32x4.splat(hi);
  v128.store(out, f32x4.pmin(f32x4.pmax(l0, b0), b1), 0); v128.store(out, f32x4.pmin(f32x4.pmax(h0, b0), b1), 16);
  v128.store(out, f32x4.pmin(f32x4.pmax(l1, b0), b1), 32); v128.store(out, f32x4.pmin(f32x4.pmax(h1, b0), b1), 48);
  v128.store(out, f32x4.pmin(f32x4.pmax(l2, b0), b1), 64); v128.store(out, f32x4.pmin(f32x4.pmax(h2, b0), b1), 80);
  v128.store(out, f32x4.pmin(f32x4.pmax(l3, b0), b1), 96); v128.store(out, f32x4.pmin(f32x4.pmax(h3, b0), b1), 112);
  v128.store(out, f32x4.pmin(f32x4.pmax(l4, b0), b1), 128); v128.store(out, f32x4.pmin(f32x4.pmax(h4, b0), b1), 144);
  v128.store(out, f32x4.pmin(f32x4.pmax(l5, b0), b1), 160); v128.store(out, f32x4.pmin(f32x4.pmax(h5, b0), b1), 176);
  out += 192;
  }
}

/** `count` tiles of `size` pixels each, one after the other. */
export function runTiles(size: i32, count: i32, table: usize, taps: i32, blocks: i32, tail: i32, plane: usize, shift: usize, weights: usize, bias: usize, out: usize, residual: usize, lo: f32, hi: f32): void {
  if (TILE >= 6 && size == 6) {
    tiles6(count, table, taps, blocks, tail, plane, shift, weights, bias, out, residual, lo, hi);
    return;
  }
  if (TILE >= 5 && size == 5) {
    tiles5(count, table, taps, blocks, tail, plane, shift, weights, bias, out, residual, lo, hi);
    return;
  }
  if (TILE >= 4 && size == 4) {
    tiles4(count, table, taps, blocks, tail, plane, shift, weights, bias, out, residual, lo, hi);
    return;
  }
  if (TILE >= 3 && size == 3) {
    tiles3(count, table, taps, blocks, tail, plane, shift, weights, bias, out, residual, lo, hi);
    return;
  }
  if (TILE >= 2 && size == 2) {
    tiles2(count, table, taps, blocks, tail, plane, shift, weights, bias, out, residual, lo, hi);
    return;
  }
  if (TILE >= 1 && size == 1) {
    tiles1(count, table, taps, blocks, tail, plane, shift, weights, bias, out, residual, lo, hi);
    return;
  }
}


/*
 * taps<n>: n neighbouring pixels × 8 output channels of a convolution of single numbers.
 *
 * table    u32[taps]: byte offsets from pixel 0 at `from`; weights f32[taps][8]; the rest as above
 */

function taps1(count: i32, table: usize, taps: i32, from: usize, weights: usize, bias: usize, out: usize, residual: usize, lo: f32, hi: f32): void {
  let b0: v128, b1: v128, x: v128, p: usize;
  const end = table + taps * 4, threes = UNROLLED ? table + (taps / 3) * 12 : table;
  for (let tile = 0; tile < count; tile++) {
  let l0 = v128.load(bias); let h0 = v128.load(bias, 16);
  
  let w = weights;
  let tap = table;
  for (; tap < threes; tap += 12) {
    p = from + <usize>load<u32>(tap, 0);
    b0 = v128.load(w, 0); b1 = v128.load(w, 16);
    x = v128.load32_splat(p, 0); l0 = madd(x, b0, l0); h0 = madd(x, b1, h0);
    p = from + <usize>load<u32>(tap, 4);
    b0 = v128.load(w, 32); b1 = v128.load(w, 48);
    x = v128.load32_splat(p, 0); l0 = madd(x, b0, l0); h0 = madd(x, b1, h0);
    p = from + <usize>load<u32>(tap, 8);
    b0 = v128.load(w, 64); b1 = v128.load(w, 80);
    x = v128.load32_splat(p, 0); l0 = madd(x, b0, l0); h0 = madd(x, b1, h0);
    w += 96;
  }
  for (; tap < end; tap += 4) {
    p = from + <usize>load<u32>(tap, 0);
    b0 = v128.load(w, 0); b1 = v128.load(w, 16);
    x = v128.load32_splat(p, 0); l0 = madd(x, b0, l0); h0 = madd(x, b1, h0);
    w += 32;
  }
  from += 4;
  if (residual) {
    l0 = f32x4.add(l0, v128.load(residual, 0)); h0 = f32x4.add(h0, v128.load(residual, 16));
    residual += 32;
  }
  b0 = f32x4.splat(lo); b1 = f32x4.splat(hi);
  v128.store(out, f32x4.pmin(f32x4.pmax(l0, b0), b1), 0); v128.store(out, f32x4.pmin(f32x4.pmax(h0, b0), b1), 16);
  out += 32;
  }
}

function taps2(count: i32, table: usize, taps: i32, from: usize, weights: usize, bias: usize, out: usize, residual: usize, lo: f32, hi: f32): void {
  let b0: v128, b1: v128, x: v128, p: usize;
  const end = table + taps * 4, threes = UNROLLED ? table + (taps / 3) * 12 : table;
  for (let tile = 0; tile < count; tile++) {
  let l0 = v128.load(bias); let h0 = v128.load(bias, 16);
  let l1 = l0; let h1 = h0;
  let w = weights;
  let tap = table;
  for (; tap < threes; tap += 12) {
    p = from + <usize>load<u32>(tap, 0);
    b0 = v128.load(w, 0); b1 = v128.load(w, 16);
    x = v128.load32_splat(p, 0); l0 = madd(x, b0, l0); h0 = madd(x, b1, h0);
    x = v128.load32_splat(p, 4); l1 = madd(x, b0, l1); h1 = madd(x, b1, h1);
    p = from + <usize>load<u32>(tap, 4);
    b0 = v128.load(w, 32); b1 = v128.load(w, 48);
    x = v128.load32_splat(p, 0); l0 = madd(x, b0, l0); h0 = madd(x, b1, h0);
    x = v128.load32_splat(p, 4); l1 = madd(x, b0, l1); h1 = madd(x, b1, h1);
    p = from + <usize>load<u32>(tap, 8);
    b0 = v128.load(w, 64); b1 = v128.load(w, 80);
    x = v128.load32_splat(p, 0); l0 = madd(x, b0, l0); h0 = madd(x, b1, h0);
    x = v128.load32_splat(p, 4); l1 = madd(x, b0, l1); h1 = madd(x, b1, h1);
    w += 96;
  }
  for (; tap < end; tap += 4) {
    p = from + <usize>load<u32>(tap, 0);
    b0 = v128.load(w, 0); b1 = v128.load(w, 16);
    x = v128.load32_splat(p, 0); l0 = madd(x, b0, l0); h0 = madd(x, b1, h0);
    x = v128.load32_splat(p, 4); l1 = madd(x, b0, l1); h1 = madd(x, b1, h1);
    w += 32;
  }
  from += 8;
  if (residual) {
    l0 = f32x4.add(l0, v128.load(residual, 0)); h0 = f32x4.add(h0, v128.load(residual, 16));
  l1 = f32x4.add(l1, v128.load(residual, 32)); h1 = f32x4.add(h1, v128.load(residual, 48));
    residual += 64;
  }
  b0 = f32x4.splat(lo); b1 = f32x4.splat(hi);
  v128.store(out, f32x4.pmin(f32x4.pmax(l0, b0), b1), 0); v128.store(out, f32x4.pmin(f32x4.pmax(h0, b0), b1), 16);
  v128.store(out, f32x4.pmin(f32x4.pmax(l1, b0), b1), 32); v128.store(out, f32x4.pmin(f32x4.pmax(h1, b0), b1), 48);
  out += 64;
  }
}

function taps3(count: i32, table: usize, taps: i32, from: usize, weights: usize, bias: usize, out: usize, residual: usize, lo: f32, hi: f32): void {
  let b0: v128, b1: v128, x: v128, p: usize;
  const end = table + taps * 4, threes = UNROLLED ? table + (taps / 3) * 12 : table;
  for (let tile = 0; tile < count; tile++) {
  let l0 = v128.load(bias); let h0 = v128.load(bias, 16);
  let l1 = l0; let h1 = h0; let l2 = l0; let h2 = h0;
  let w = weights;
  let tap = table;
  for (; tap < threes; tap += 12) {
    p = from + <usize>load<u32>(tap, 0);
    b0 = v128.load(w, 0); b1 = v128.load(w, 16);
    x = v128.load32_splat(p, 0); l0 = madd(x, b0, l0); h0 = madd(x, b1, h0);
    x = v128.load32_splat(p, 4); l1 = madd(x, b0, l1); h1 = madd(x, b1, h1);
    x = v128.load32_splat(p, 8); l2 = madd(x, b0, l2); h2 = madd(x, b1, h2);
    p = from + <usize>load<u32>(tap, 4);
    b0 = v128.load(w, 32); b1 = v128.load(w, 48);
    x = v128.load32_splat(p, 0); l0 = madd(x, b0, l0); h0 = madd(x, b1, h0);
    x = v128.load32_splat(p, 4); l1 = madd(x, b0, l1); h1 = madd(x, b1, h1);
    x = v128.load32_splat(p, 8); l2 = madd(x, b0, l2); h2 = madd(x, b1, h2);
    p = from + <usize>load<u32>(tap, 8);
    b0 = v128.load(w, 64); b1 = v128.load(w, 80);
    x = v128.load32_splat(p, 0); l0 = madd(x, b0, l0); h0 = madd(x, b1, h0);
    x = v128.load32_splat(p, 4); l1 = madd(x, b0, l1); h1 = madd(x, b1, h1);
    x = v128.load32_splat(p, 8); l2 = madd(x, b0, l2); h2 = madd(x, b1, h2);
    w += 96;
  }
  for (; tap < end; tap += 4) {
    p = from + <usize>load<u32>(tap, 0);
    b0 = v128.load(w, 0); b1 = v128.load(w, 16);
    x = v128.load32_splat(p, 0); l0 = madd(x, b0, l0); h0 = madd(x, b1, h0);
    x = v128.load32_splat(p, 4); l1 = madd(x, b0, l1); h1 = madd(x, b1, h1);
    x = v128.load32_splat(p, 8); l2 = madd(x, b0, l2); h2 = madd(x, b1, h2);
    w += 32;
  }
  from += 12;
  if (residual) {
    l0 = f32x4.add(l0, v128.load(residual, 0)); h0 = f32x4.add(h0, v128.load(residual, 16));
  l1 = f32x4.add(l1, v128.load(residual, 32)); h1 = f32x4.add(h1, v128.load(residual, 48));
  l2 = f32x4.add(l2, v128.load(residual, 64)); h2 = f32x4.add(h2, v128.load(residual, 80));
    residual += 96;
  }
  b0 = f32x4.splat(lo); b1 = f32x4.splat(hi);
  v128.store(out, f32x4.pmin(f32x4.pmax(l0, b0), b1), 0); v128.store(out, f32x4.pmin(f32x4.pmax(h0, b0), b1), 16);
  v128.store(out, f32x4.pmin(f32x4.pmax(l1, b0), b1), 32); v128.store(out, f32x4.pmin(f32x4.pmax(h1, b0), b1), 48);
  v128.store(out, f32x4.pmin(f32x4.pmax(l2, b0), b1), 64); v128.store(out, f32x4.pmin(f32x4.pmax(h2, b0), b1), 80);
  out += 96;
  }
}

function taps4(count: i32, table: usize, taps: i32, from: usize, weights: usize, bias: usize, out: usize, residual: usize, lo: f32, hi: f32): void {
  let b0: v128, b1: v128, x: v128, p: usize;
  const end = table + taps * 4, threes = UNROLLED ? table + (taps / 3) * 12 : table;
  for (let tile = 0; tile < count; tile++) {
  let l0 = v128.load(bias); let h0 = v128.load(bias, 16);
  let l1 = l0; let h1 = h0; let l2 = l0; let h2 = h0; let l3 = l0; let h3 = h0;
  let w = weights;
  let tap = table;
  for (; tap < threes; tap += 12) {
    p = from + <usize>load<u32>(tap, 0);
    b0 = v128.load(w, 0); b1 = v128.load(w, 16);
    x = v128.load32_splat(p, 0); l0 = madd(x, b0, l0); h0 = madd(x, b1, h0);
    x = v128.load32_splat(p, 4); l1 = madd(x, b0, l1); h1 = madd(x, b1, h1);
    x = v128.load32_splat(p, 8); l2 = madd(x, b0, l2); h2 = madd(x, b1, h2);
    x = v128.load32_splat(p, 12); l3 = madd(x, b0, l3); h3 = madd(x, b1, h3);
    p = from + <usize>load<u32>(tap, 4);
    b0 = v128.load(w, 32); b1 = v128.load(w, 48);
    x = v128.load32_splat(p, 0); l0 = madd(x, b0, l0); h0 = madd(x, b1, h0);
    x = v128.load32_splat(p, 4); l1 = madd(x, b0, l1); h1 = madd(x, b1, h1);
    x = v128.load32_splat(p, 8); l2 = madd(x, b0, l2); h2 = madd(x, b1, h2);
    x = v128.load32_splat(p, 12); l3 = madd(x, b0, l3); h3 = madd(x, b1, h3);
    p = from + <usize>load<u32>(tap, 8);
    b0 = v128.load(w, 64); b1 = v128.load(w, 80);
    x = v128.load32_splat(p, 0); l0 = madd(x, b0, l0); h0 = madd(x, b1, h0);
    x = v128.load32_splat(p, 4); l1 = madd(x, b0, l1); h1 = madd(x, b1, h1);
    x = v128.load32_splat(p, 8); l2 = madd(x, b0, l2); h2 = madd(x, b1, h2);
    x = v128.load32_splat(p, 12); l3 = madd(x, b0, l3); h3 = madd(x, b1, h3);
    w += 96;
  }
  for (; tap < end; tap += 4) {
    p = from + <usize>load<u32>(tap, 0);
    b0 = v128.load(w, 0); b1 = v128.load(w, 16);
    x = v128.load32_splat(p, 0); l0 = madd(x, b0, l0); h0 = madd(x, b1, h0);
    x = v128.load32_splat(p, 4); l1 = madd(x, b0, l1); h1 = madd(x, b1, h1);
    x = v128.load32_splat(p, 8); l2 = madd(x, b0, l2); h2 = madd(x, b1, h2);
    x = v128.load32_splat(p, 12); l3 = madd(x, b0, l3); h3 = madd(x, b1, h3);
    w += 32;
  }
  from += 16;
  if (residual) {
    l0 = f32x4.add(l0, v128.load(residual, 0)); h0 = f32x4.add(h0, v128.load(residual, 16));
  l1 = f32x4.add(l1, v128.load(residual, 32)); h1 = f32x4.add(h1, v128.load(residual, 48));
  l2 = f32x4.add(l2, v128.load(residual, 64)); h2 = f32x4.add(h2, v128.load(residual, 80));
  l3 = f32x4.add(l3, v128.load(residual, 96)); h3 = f32x4.add(h3, v128.load(residual, 112));
    residual += 128;
  }
  b0 = f32x4.splat(lo); b1 = f32x4.splat(hi);
  v128.store(out, f32x4.pmin(f32x4.pmax(l0, b0), b1), 0); v128.store(out, f32x4.pmin(f32x4.pmax(h0, b0), b1), 16);
  v128.store(out, f32x4.pmin(f32x4.pmax(l1, b0), b1), 32); v128.store(out, f32x4.pmin(f32x4.pmax(h1, b0), b1), 48);
  v128.store(out, f32x4.pmin(f32x4.pmax(l2, b0), b1), 64); v128.store(out, f32x4.pmin(f32x4.pmax(h2, b0), b1), 80);
  v128.store(out, f32x4.pmin(f32x4.pmax(l3, b0), b1), 96); v128.store(out, f32x4.pmin(f32x4.pmax(h3, b0), b1), 112);
  out += 128;
  }
}

function taps5(count: i32, table: usize, taps: i32, from: usize, weights: usize, bias: usize, out: usize, residual: usize, lo: f32, hi: f32): void {
  let b0: v128, b1: v128, x: v128, p: usize;
  const end = table + taps * 4, threes = UNROLLED ? table + (taps / 3) * 12 : table;
  for (let tile = 0; tile < count; tile++) {
  let l0 = v128.load(bias); let h0 = v128.load(bias, 16);
  let l1 = l0; let h1 = h0; let l2 = l0; let h2 = h0; let l3 = l0; let h3 = h0; let l4 = l0; let h4 = h0;
  let w = weights;
  let tap = table;
  for (; tap < threes; tap += 12) {
    p = from + <usize>load<u32>(tap, 0);
    b0 = v128.load(w, 0); b1 = v128.load(w, 16);
    x = v128.load32_splat(p, 0); l0 = madd(x, b0, l0); h0 = madd(x, b1, h0);
    x = v128.load32_splat(p, 4); l1 = madd(x, b0, l1); h1 = madd(x, b1, h1);
    x = v128.load32_splat(p, 8); l2 = madd(x, b0, l2); h2 = madd(x, b1, h2);
    x = v128.load32_splat(p, 12); l3 = madd(x, b0, l3); h3 = madd(x, b1, h3);
    x = v128.load32_splat(p, 16); l4 = madd(x, b0, l4); h4 = madd(x, b1, h4);
    p = from + <usize>load<u32>(tap, 4);
    b0 = v128.load(w, 32); b1 = v128.load(w, 48);
    x = v128.load32_splat(p, 0); l0 = madd(x, b0, l0); h0 = madd(x, b1, h0);
    x = v128.load32_splat(p, 4); l1 = madd(x, b0, l1); h1 = madd(x, b1, h1);
    x = v128.load32_splat(p, 8); l2 = madd(x, b0, l2); h2 = madd(x, b1, h2);
    x = v128.load32_splat(p, 12); l3 = madd(x, b0, l3); h3 = madd(x, b1, h3);
    x = v128.load32_splat(p, 16); l4 = madd(x, b0, l4); h4 = madd(x, b1, h4);
    p = from + <usize>load<u32>(tap, 8);
    b0 = v128.load(w, 64); b1 = v128.load(w, 80);
    x = v128.load32_splat(p, 0); l0 = madd(x, b0, l0); h0 = madd(x, b1, h0);
    x = v128.load32_splat(p, 4); l1 = madd(x, b0, l1); h1 = madd(x, b1, h1);
    x = v128.load32_splat(p, 8); l2 = madd(x, b0, l2); h2 = madd(x, b1, h2);
    x = v128.load32_splat(p, 12); l3 = madd(x, b0, l3); h3 = madd(x, b1, h3);
    x = v128.load32_splat(p, 16); l4 = madd(x, b0, l4); h4 = madd(x, b1, h4);
    w += 96;
  }
  for (; tap < end; tap += 4) {
    p = from + <usize>load<u32>(tap, 0);
    b0 = v128.load(w, 0); b1 = v128.load(w, 16);
    x = v128.load32_splat(p, 0); l0 = madd(x, b0, l0); h0 = madd(x, b1, h0);
    x = v128.load32_splat(p, 4); l1 = madd(x, b0, l1); h1 = madd(x, b1, h1);
    x = v128.load32_splat(p, 8); l2 = madd(x, b0, l2); h2 = madd(x, b1, h2);
    x = v128.load32_splat(p, 12); l3 = madd(x, b0, l3); h3 = madd(x, b1, h3);
    x = v128.load32_splat(p, 16); l4 = madd(x, b0, l4); h4 = madd(x, b1, h4);
    w += 32;
  }
  from += 20;
  if (residual) {
    l0 = f32x4.add(l0, v128.load(residual, 0)); h0 = f32x4.add(h0, v128.load(residual, 16));
  l1 = f32x4.add(l1, v128.load(residual, 32)); h1 = f32x4.add(h1, v128.load(residual, 48));
  l2 = f32x4.add(l2, v128.load(residual, 64)); h2 = f32x4.add(h2, v128.load(residual, 80));
  l3 = f32x4.add(l3, v128.load(residual, 96)); h3 = f32x4.add(h3, v128.load(residual, 112));
  l4 = f32x4.add(l4, v128.load(residual, 128)); h4 = f32x4.add(h4, v128.load(residual, 144));
    residual += 160;
  }
  b0 = f32x4.splat(lo); b1 = f32x4.splat(hi);
  v128.store(out, f32x4.pmin(f32x4.pmax(l0, b0), b1), 0); v128.store(out, f32x4.pmin(f32x4.pmax(h0, b0), b1), 16);
  v128.store(out, f32x4.pmin(f32x4.pmax(l1, b0), b1), 32); v128.store(out, f32x4.pmin(f32x4.pmax(h1, b0), b1), 48);
  v128.store(out, f32x4.pmin(f32x4.pmax(l2, b0), b1), 64); v128.store(out, f32x4.pmin(f32x4.pmax(h2, b0), b1), 80);
  v128.store(out, f32x4.pmin(f32x4.pmax(l3, b0), b1), 96); v128.store(out, f32x4.pmin(f32x4.pmax(h3, b0), b1), 112);
  v128.store(out, f32x4.pmin(f32x4.pmax(l4, b0), b1), 128); v128.store(out, f32x4.pmin(f32x4.pmax(h4, b0), b1), 144);
  out += 160;
  }
}

function taps6(count: i32, table: usize, taps: i32, from: usize, weights: usize, bias: usize, out: usize, residual: usize, lo: f32, hi: f32): void {
  let b0: v128, b1: v128, x: v128, p: usize;
  const end = table + taps * 4, threes = UNROLLED ? table + (taps / 3) * 12 : table;
  for (let tile = 0; tile < count; tile++) {
  let l0 = v128.load(bias); let h0 = v128.load(bias, 16);
  let l1 = l0; let h1 = h0; let l2 = l0; let h2 = h0; let l3 = l0; let h3 = h0; let l4 = l0; let h4 = h0; let l5 = l0; let h5 = h0;
  let w = weights;
  let tap = table;
  for (; tap < threes; tap += 12) {
    p = from + <usize>load<u32>(tap, 0);
    b0 = v128.load(w, 0); b1 = v128.load(w, 16);
    x = v128.load32_splat(p, 0); l0 = madd(x, b0, l0); h0 = madd(x, b1, h0);
    x = v128.load32_splat(p, 4); l1 = madd(x, b0, l1); h1 = madd(x, b1, h1);
    x = v128.load32_splat(p, 8); l2 = madd(x, b0, l2); h2 = madd(x, b1, h2);
    x = v128.load32_splat(p, 12); l3 = madd(x, b0, l3); h3 = madd(x, b1, h3);
    x = v128.load32_splat(p, 16); l4 = madd(x, b0, l4); h4 = madd(x, b1, h4);
    x = v128.load32_splat(p, 20); l5 = madd(x, b0, l5); h5 = madd(x, b1, h5);
    p = from + <usize>load<u32>(tap, 4);
    b0 = v128.load(w, 32); b1 = v128.load(w, 48);
    x = v128.load32_splat(p, 0); l0 = madd(x, b0, l0); h0 = madd(x, b1, h0);
    x = v128.load32_splat(p, 4); l1 = madd(x, b0, l1); h1 = madd(x, b1, h1);
    x = v128.load32_splat(p, 8); l2 = madd(x, b0, l2); h2 = madd(x, b1, h2);
    x = v128.load32_splat(p, 12); l3 = madd(x, b0, l3); h3 = madd(x, b1, h3);
    x = v128.load32_splat(p, 16); l4 = madd(x, b0, l4); h4 = madd(x, b1, h4);
    x = v128.load32_splat(p, 20); l5 = madd(x, b0, l5); h5 = madd(x, b1, h5);
    p = from + <usize>load<u32>(tap, 8);
    b0 = v128.load(w, 64); b1 = v128.load(w, 80);
    x = v128.load32_splat(p, 0); l0 = madd(x, b0, l0); h0 = madd(x, b1, h0);
    x = v128.load32_splat(p, 4); l1 = madd(x, b0, l1); h1 = madd(x, b1, h1);
    x = v128.load32_splat(p, 8); l2 = madd(x, b0, l2); h2 = madd(x, b1, h2);
    x = v128.load32_splat(p, 12); l3 = madd(x, b0, l3); h3 = madd(x, b1, h3);
    x = v128.load32_splat(p, 16); l4 = madd(x, b0, l4); h4 = madd(x, b1, h4);
    x = v128.load32_splat(p, 20); l5 = madd(x, b0, l5); h5 = madd(x, b1, h5);
    w += 96;
  }
  for (; tap < end; tap += 4) {
    p = from + <usize>load<u32>(tap, 0);
    b0 = v128.load(w, 0); b1 = v128.load(w, 16);
    x = v128.load32_splat(p, 0); l0 = madd(x, b0, l0); h0 = madd(x, b1, h0);
    x = v128.load32_splat(p, 4); l1 = madd(x, b0, l1); h1 = madd(x, b1, h1);
    x = v128.load32_splat(p, 8); l2 = madd(x, b0, l2); h2 = madd(x, b1, h2);
    x = v128.load32_splat(p, 12); l3 = madd(x, b0, l3); h3 = madd(x, b1, h3);
    x = v128.load32_splat(p, 16); l4 = madd(x, b0, l4); h4 = madd(x, b1, h4);
    x = v128.load32_splat(p, 20); l5 = madd(x, b0, l5); h5 = madd(x, b1, h5);
    w += 32;
  }
  from += 24;
  if (residual) {
    l0 = f32x4.add(l0, v128.load(residual, 0)); h0 = f32x4.add(h0, v128.load(residual, 16));
  l1 = f32x4.add(l1, v128.load(residual, 32)); h1 = f32x4.add(h1, v128.load(residual, 48));
  l2 = f32x4.add(l2, v128.load(residual, 64)); h2 = f32x4.add(h2, v128.load(residual, 80));
  l3 = f32x4.add(l3, v128.load(residual, 96)); h3 = f32x4.add(h3, v128.load(residual, 112));
  l4 = f32x4.add(l4, v128.load(residual, 128)); h4 = f32x4.add(h4, v128.load(residual, 144));
  l5 = f32x4.add(l5, v128.load(residual, 160)); h5 = f32x4.add(h5, v128.load(residual, 176));
    residual += 192;
  }
  b0 = f32x4.splat(lo); b1 = f32x4.splat(hi);
  v128.store(out, f32x4.pmin(f32x4.pmax(l0, b0), b1), 0); v128.store(out, f32x4.pmin(f32x4.pmax(h0, b0), b1), 16);
  v128.store(out, f32x4.pmin(f32x4.pmax(l1, b0), b1), 32); v128.store(out, f32x4.pmin(f32x4.pmax(h1, b0), b1), 48);
  v128.store(out, f32x4.pmin(f32x4.pmax(l2, b0), b1), 64); v128.store(out, f32x4.pmin(f32x4.pmax(h2, b0), b1), 80);
  v128.store(out, f32x4.pmin(f32x4.pmax(l3, b0), b1), 96); v128.store(out, f32x4.pmin(f32x4.pmax(h3, b0), b1), 112);
  v128.store(out, f32x4.pmin(f32x4.pmax(l4, b0), b1), 128); v128.store(out, f32x4.pmin(f32x4.pmax(h4, b0), b1), 144);
  v128.store(out, f32x4.pmin(f32x4.pmax(l5, b0), b1), 160); v128.store(out, f32x4.pmin(f32x4.pmax(h5, b0), b1), 176);
  out += 192;
  }
}

/** `count` tiles of `size` pixels each, one after the other. */
export function runTaps(size: i32, count: i32, table: usize, taps: i32, from: usize, weights: usize, bias: usize, out: usize, residual: usize, lo: f32, hi: f32): void {
  if (TILE >= 6 && size == 6) {
    taps6(count, table, taps, from, weights, bias, out, residual, lo, hi);
    return;
  }
  if (TILE >= 5 && size == 5) {
    taps5(count, table, taps, from, weights, bias, out, residual, lo, hi);
    return;
  }
  if (TILE >= 4 && size == 4) {
    taps4(count, table, taps, from, weights, bias, out, residual, lo, hi);
    return;
  }
  if (TILE >= 3 && size == 3) {
    taps3(count, table, taps, from, weights, bias, out, residual, lo, hi);
    return;
  }
  if (TILE >= 2 && size == 2) {
    taps2(count, table, taps, from, weights, bias, out, residual, lo, hi);
    return;
  }
  if (TILE >= 1 && size == 1) {
    taps1(count, table, taps, from, weights, bias, out, residual, lo, hi);
    return;
  }
}


/*
 * products<n>: n rows × 8 columns of a product of two matrices, and nothing else: for short rows, where what
 * tiles<n> does besides would weigh.
 *
 * from     f32[n][4 · quads + tail], rows `step` bytes apart
 * weights  f32[4 · quads + tail][8]; bias f32[8]; out f32[n][8]
 */

function products1(count: i32, from: usize, step: usize, quads: i32, tail: i32, weights: usize, bias: usize, out: usize): void {
  let b0: v128, b1: v128, x: v128;
  for (let tile = 0; tile < count; tile++) {
    let l0 = v128.load(bias); let h0 = v128.load(bias, 16);
    let p0 = from;
    let w = weights;
    for (let quad = 0; quad < quads; quad++) {
      b0 = v128.load(w, 0); b1 = v128.load(w, 16);
      x = v128.load32_splat(p0, 0); l0 = madd(x, b0, l0); h0 = madd(x, b1, h0);
      b0 = v128.load(w, 32); b1 = v128.load(w, 48);
      x = v128.load32_splat(p0, 4); l0 = madd(x, b0, l0); h0 = madd(x, b1, h0);
      b0 = v128.load(w, 64); b1 = v128.load(w, 80);
      x = v128.load32_splat(p0, 8); l0 = madd(x, b0, l0); h0 = madd(x, b1, h0);
      b0 = v128.load(w, 96); b1 = v128.load(w, 112);
      x = v128.load32_splat(p0, 12); l0 = madd(x, b0, l0); h0 = madd(x, b1, h0);
      p0 += 16;
      w += 128;
    }
    for (let k = 0; k < tail; k++) {
      b0 = v128.load(w, 0); b1 = v128.load(w, 16);
      x = v128.load32_splat(p0, 0); l0 = madd(x, b0, l0); h0 = madd(x, b1, h0);
      p0 += 4;
      w += 32;
    }
    v128.store(out, l0, 0); v128.store(out, h0, 16);
    from += step * 1;
    out += 32;
  }
}

function products2(count: i32, from: usize, step: usize, quads: i32, tail: i32, weights: usize, bias: usize, out: usize): void {
  let b0: v128, b1: v128, x: v128;
  for (let tile = 0; tile < count; tile++) {
    let l0 = v128.load(bias); let h0 = v128.load(bias, 16);
    let p0 = from; let l1 = l0; let h1 = h0; let p1 = p0 + step;
    let w = weights;
    for (let quad = 0; quad < quads; quad++) {
      b0 = v128.load(w, 0); b1 = v128.load(w, 16);
      x = v128.load32_splat(p0, 0); l0 = madd(x, b0, l0); h0 = madd(x, b1, h0);
      x = v128.load32_splat(p1, 0); l1 = madd(x, b0, l1); h1 = madd(x, b1, h1);
      b0 = v128.load(w, 32); b1 = v128.load(w, 48);
      x = v128.load32_splat(p0, 4); l0 = madd(x, b0, l0); h0 = madd(x, b1, h0);
      x = v128.load32_splat(p1, 4); l1 = madd(x, b0, l1); h1 = madd(x, b1, h1);
      b0 = v128.load(w, 64); b1 = v128.load(w, 80);
      x = v128.load32_splat(p0, 8); l0 = madd(x, b0, l0); h0 = madd(x, b1, h0);
      x = v128.load32_splat(p1, 8); l1 = madd(x, b0, l1); h1 = madd(x, b1, h1);
      b0 = v128.load(w, 96); b1 = v128.load(w, 112);
      x = v128.load32_splat(p0, 12); l0 = madd(x, b0, l0); h0 = madd(x, b1, h0);
      x = v128.load32_splat(p1, 12); l1 = madd(x, b0, l1); h1 = madd(x, b1, h1);
      p0 += 16; p1 += 16;
      w += 128;
    }
    for (let k = 0; k < tail; k++) {
      b0 = v128.load(w, 0); b1 = v128.load(w, 16);
      x = v128.load32_splat(p0, 0); l0 = madd(x, b0, l0); h0 = madd(x, b1, h0);
      x = v128.load32_splat(p1, 0); l1 = madd(x, b0, l1); h1 = madd(x, b1, h1);
      p0 += 4; p1 += 4;
      w += 32;
    }
    v128.store(out, l0, 0); v128.store(out, h0, 16); v128.store(out, l1, 32); v128.store(out, h1, 48);
    from += step * 2;
    out += 64;
  }
}

function products3(count: i32, from: usize, step: usize, quads: i32, tail: i32, weights: usize, bias: usize, out: usize): void {
  let b0: v128, b1: v128, x: v128;
  for (let tile = 0; tile < count; tile++) {
    let l0 = v128.load(bias); let h0 = v128.load(bias, 16);
    let p0 = from; let l1 = l0; let h1 = h0; let p1 = p0 + step; let l2 = l0; let h2 = h0; let p2 = p1 + step;
    let w = weights;
    for (let quad = 0; quad < quads; quad++) {
      b0 = v128.load(w, 0); b1 = v128.load(w, 16);
      x = v128.load32_splat(p0, 0); l0 = madd(x, b0, l0); h0 = madd(x, b1, h0);
      x = v128.load32_splat(p1, 0); l1 = madd(x, b0, l1); h1 = madd(x, b1, h1);
      x = v128.load32_splat(p2, 0); l2 = madd(x, b0, l2); h2 = madd(x, b1, h2);
      b0 = v128.load(w, 32); b1 = v128.load(w, 48);
      x = v128.load32_splat(p0, 4); l0 = madd(x, b0, l0); h0 = madd(x, b1, h0);
      x = v128.load32_splat(p1, 4); l1 = madd(x, b0, l1); h1 = madd(x, b1, h1);
      x = v128.load32_splat(p2, 4); l2 = madd(x, b0, l2); h2 = madd(x, b1, h2);
      b0 = v128.load(w, 64); b1 = v128.load(w, 80);
      x = v128.load32_splat(p0, 8); l0 = madd(x, b0, l0); h0 = madd(x, b1, h0);
      x = v128.load32_splat(p1, 8); l1 = madd(x, b0, l1); h1 = madd(x, b1, h1);
      x = v128.load32_splat(p2, 8); l2 = madd(x, b0, l2); h2 = madd(x, b1, h2);
      b0 = v128.load(w, 96); b1 = v128.load(w, 112);
      x = v128.load32_splat(p0, 12); l0 = madd(x, b0, l0); h0 = madd(x, b1, h0);
      x = v128.load32_splat(p1, 12); l1 = madd(x, b0, l1); h1 = madd(x, b1, h1);
      x = v128.load32_splat(p2, 12); l2 = madd(x, b0, l2); h2 = madd(x, b1, h2);
      p0 += 16; p1 += 16; p2 += 16;
      w += 128;
    }
    for (let k = 0; k < tail; k++) {
      b0 = v128.load(w, 0); b1 = v128.load(w, 16);
      x = v128.load32_splat(p0, 0); l0 = madd(x, b0, l0); h0 = madd(x, b1, h0);
      x = v128.load32_splat(p1, 0); l1 = madd(x, b0, l1); h1 = madd(x, b1, h1);
      x = v128.load32_splat(p2, 0); l2 = madd(x, b0, l2); h2 = madd(x, b1, h2);
      p0 += 4; p1 += 4; p2 += 4;
      w += 32;
    }
    v128.store(out, l0, 0); v128.store(out, h0, 16); v128.store(out, l1, 32); v128.store(out, h1, 48); v128.store(out, l2, 64); v128.store(out, h2, 80);
    from += step * 3;
    out += 96;
  }
}

function products4(count: i32, from: usize, step: usize, quads: i32, tail: i32, weights: usize, bias: usize, out: usize): void {
  let b0: v128, b1: v128, x: v128;
  for (let tile = 0; tile < count; tile++) {
    let l0 = v128.load(bias); let h0 = v128.load(bias, 16);
    let p0 = from; let l1 = l0; let h1 = h0; let p1 = p0 + step; let l2 = l0; let h2 = h0; let p2 = p1 + step; let l3 = l0; let h3 = h0; let p3 = p2 + step;
    let w = weights;
    for (let quad = 0; quad < quads; quad++) {
      b0 = v128.load(w, 0); b1 = v128.load(w, 16);
      x = v128.load32_splat(p0, 0); l0 = madd(x, b0, l0); h0 = madd(x, b1, h0);
      x = v128.load32_splat(p1, 0); l1 = madd(x, b0, l1); h1 = madd(x, b1, h1);
      x = v128.load32_splat(p2, 0); l2 = madd(x, b0, l2); h2 = madd(x, b1, h2);
      x = v128.load32_splat(p3, 0); l3 = madd(x, b0, l3); h3 = madd(x, b1, h3);
      b0 = v128.load(w, 32); b1 = v128.load(w, 48);
      x = v128.load32_splat(p0, 4); l0 = madd(x, b0, l0); h0 = madd(x, b1, h0);
      x = v128.load32_splat(p1, 4); l1 = madd(x, b0, l1); h1 = madd(x, b1, h1);
      x = v128.load32_splat(p2, 4); l2 = madd(x, b0, l2); h2 = madd(x, b1, h2);
      x = v128.load32_splat(p3, 4); l3 = madd(x, b0, l3); h3 = madd(x, b1, h3);
      b0 = v128.load(w, 64); b1 = v128.load(w, 80);
      x = v128.load32_splat(p0, 8); l0 = madd(x, b0, l0); h0 = madd(x, b1, h0);
      x = v128.load32_splat(p1, 8); l1 = madd(x, b0, l1); h1 = madd(x, b1, h1);
      x = v128.load32_splat(p2, 8); l2 = madd(x, b0, l2); h2 = madd(x, b1, h2);
      x = v128.load32_splat(p3, 8); l3 = madd(x, b0, l3); h3 = madd(x, b1, h3);
      b0 = v128.load(w, 96); b1 = v128.load(w, 112);
      x = v128.load32_splat(p0, 12); l0 = madd(x, b0, l0); h0 = madd(x, b1, h0);
      x = v128.load32_splat(p1, 12); l1 = madd(x, b0, l1); h1 = madd(x, b1, h1);
      x = v128.load32_splat(p2, 12); l2 = madd(x, b0, l2); h2 = madd(x, b1, h2);
      x = v128.load32_splat(p3, 12); l3 = madd(x, b0, l3); h3 = madd(x, b1, h3);
      p0 += 16; p1 += 16; p2 += 16; p3 += 16;
      w += 128;
    }
    for (let k = 0; k < tail; k++) {
      b0 = v128.load(w, 0); b1 = v128.load(w, 16);
      x = v128.load32_splat(p0, 0); l0 = madd(x, b0, l0); h0 = madd(x, b1, h0);
      x = v128.load32_splat(p1, 0); l1 = madd(x, b0, l1); h1 = madd(x, b1, h1);
      x = v128.load32_splat(p2, 0); l2 = madd(x, b0, l2); h2 = madd(x, b1, h2);
      x = v128.load32_splat(p3, 0); l3 = madd(x, b0, l3); h3 = madd(x, b1, h3);
      p0 += 4; p1 += 4; p2 += 4; p3 += 4;
      w += 32;
    }
    v128.store(out, l0, 0); v128.store(out, h0, 16); v128.store(out, l1, 32); v128.store(out, h1, 48); v128.store(out, l2, 64); v128.store(out, h2, 80); v128.store(out, l3, 96); v128.store(out, h3, 112);
    from += step * 4;
    out += 128;
  }
}

function products5(count: i32, from: usize, step: usize, quads: i32, tail: i32, weights: usize, bias: usize, out: usize): void {
  let b0: v128, b1: v128, x: v128;
  for (let tile = 0; tile < count; tile++) {
    let l0 = v128.load(bias); let h0 = v128.load(bias, 16);
    let p0 = from; let l1 = l0; let h1 = h0; let p1 = p0 + step; let l2 = l0; let h2 = h0; let p2 = p1 + step; let l3 = l0; let h3 = h0; let p3 = p2 + step; let l4 = l0; let h4 = h0; let p4 = p3 + step;
    let w = weights;
    for (let quad = 0; quad < quads; quad++) {
      b0 = v128.load(w, 0); b1 = v128.load(w, 16);
      x = v128.load32_splat(p0, 0); l0 = madd(x, b0, l0); h0 = madd(x, b1, h0);
      x = v128.load32_splat(p1, 0); l1 = madd(x, b0, l1); h1 = madd(x, b1, h1);
      x = v128.load32_splat(p2, 0); l2 = madd(x, b0, l2); h2 = madd(x, b1, h2);
      x = v128.load32_splat(p3, 0); l3 = madd(x, b0, l3); h3 = madd(x, b1, h3);
      x = v128.load32_splat(p4, 0); l4 = madd(x, b0, l4); h4 = madd(x, b1, h4);
      b0 = v128.load(w, 32); b1 = v128.load(w, 48);
      x = v128.load32_splat(p0, 4); l0 = madd(x, b0, l0); h0 = madd(x, b1, h0);
      x = v128.load32_splat(p1, 4); l1 = madd(x, b0, l1); h1 = madd(x, b1, h1);
      x = v128.load32_splat(p2, 4); l2 = madd(x, b0, l2); h2 = madd(x, b1, h2);
      x = v128.load32_splat(p3, 4); l3 = madd(x, b0, l3); h3 = madd(x, b1, h3);
      x = v128.load32_splat(p4, 4); l4 = madd(x, b0, l4); h4 = madd(x, b1, h4);
      b0 = v128.load(w, 64); b1 = v128.load(w, 80);
      x = v128.load32_splat(p0, 8); l0 = madd(x, b0, l0); h0 = madd(x, b1, h0);
      x = v128.load32_splat(p1, 8); l1 = madd(x, b0, l1); h1 = madd(x, b1, h1);
      x = v128.load32_splat(p2, 8); l2 = madd(x, b0, l2); h2 = madd(x, b1, h2);
      x = v128.load32_splat(p3, 8); l3 = madd(x, b0, l3); h3 = madd(x, b1, h3);
      x = v128.load32_splat(p4, 8); l4 = madd(x, b0, l4); h4 = madd(x, b1, h4);
      b0 = v128.load(w, 96); b1 = v128.load(w, 112);
      x = v128.load32_splat(p0, 12); l0 = madd(x, b0, l0); h0 = madd(x, b1, h0);
      x = v128.load32_splat(p1, 12); l1 = madd(x, b0, l1); h1 = madd(x, b1, h1);
      x = v128.load32_splat(p2, 12); l2 = madd(x, b0, l2); h2 = madd(x, b1, h2);
      x = v128.load32_splat(p3, 12); l3 = madd(x, b0, l3); h3 = madd(x, b1, h3);
      x = v128.load32_splat(p4, 12); l4 = madd(x, b0, l4); h4 = madd(x, b1, h4);
      p0 += 16; p1 += 16; p2 += 16; p3 += 16; p4 += 16;
      w += 128;
    }
    for (let k = 0; k < tail; k++) {
      b0 = v128.load(w, 0); b1 = v128.load(w, 16);
      x = v128.load32_splat(p0, 0); l0 = madd(x, b0, l0); h0 = madd(x, b1, h0);
      x = v128.load32_splat(p1, 0); l1 = madd(x, b0, l1); h1 = madd(x, b1, h1);
      x = v128.load32_splat(p2, 0); l2 = madd(x, b0, l2); h2 = madd(x, b1, h2);
      x = v128.load32_splat(p3, 0); l3 = madd(x, b0, l3); h3 = madd(x, b1, h3);
      x = v128.load32_splat(p4, 0); l4 = madd(x, b0, l4); h4 = madd(x, b1, h4);
      p0 += 4; p1 += 4; p2 += 4; p3 += 4; p4 += 4;
      w += 32;
    }
    v128.store(out, l0, 0); v128.store(out, h0, 16); v128.store(out, l1, 32); v128.store(out, h1, 48); v128.store(out, l2, 64); v128.store(out, h2, 80); v128.store(out, l3, 96); v128.store(out, h3, 112); v128.store(out, l4, 128); v128.store(out, h4, 144);
    from += step * 5;
    out += 160;
  }
}

function products6(count: i32, from: usize, step: usize, quads: i32, tail: i32, weights: usize, bias: usize, out: usize): void {
  let b0: v128, b1: v128, x: v128;
  for (let tile = 0; tile < count; tile++) {
    let l0 = v128.load(bias); let h0 = v128.load(bias, 16);
    let p0 = from; let l1 = l0; let h1 = h0; let p1 = p0 + step; let l2 = l0; let h2 = h0; let p2 = p1 + step; let l3 = l0; let h3 = h0; let p3 = p2 + step; let l4 = l0; let h4 = h0; let p4 = p3 + step; let l5 = l0; let h5 = h0; let p5 = p4 + step;
    let w = weights;
    for (let quad = 0; quad < quads; quad++) {
      b0 = v128.load(w, 0); b1 = v128.load(w, 16);
      x = v128.load32_splat(p0, 0); l0 = madd(x, b0, l0); h0 = madd(x, b1, h0);
      x = v128.load32_splat(p1, 0); l1 = madd(x, b0, l1); h1 = madd(x, b1, h1);
      x = v128.load32_splat(p2, 0); l2 = madd(x, b0, l2); h2 = madd(x, b1, h2);
      x = v128.load32_splat(p3, 0); l3 = madd(x, b0, l3); h3 = madd(x, b1, h3);
      x = v128.load32_splat(p4, 0); l4 = madd(x, b0, l4); h4 = madd(x, b1, h4);
      x = v128.load32_splat(p5, 0); l5 = madd(x, b0, l5); h5 = madd(x, b1, h5);
      b0 = v128.load(w, 32); b1 = v128.load(w, 48);
      x = v128.load32_splat(p0, 4); l0 = madd(x, b0, l0); h0 = madd(x, b1, h0);
      x = v128.load32_splat(p1, 4); l1 = madd(x, b0, l1); h1 = madd(x, b1, h1);
      x = v128.load32_splat(p2, 4); l2 = madd(x, b0, l2); h2 = madd(x, b1, h2);
      x = v128.load32_splat(p3, 4); l3 = madd(x, b0, l3); h3 = madd(x, b1, h3);
      x = v128.load32_splat(p4, 4); l4 = madd(x, b0, l4); h4 = madd(x, b1, h4);
      x = v128.load32_splat(p5, 4); l5 = madd(x, b0, l5); h5 = madd(x, b1, h5);
      b0 = v128.load(w, 64); b1 = v128.load(w, 80);
      x = v128.load32_splat(p0, 8); l0 = madd(x, b0, l0); h0 = madd(x, b1, h0);
      x = v128.load32_splat(p1, 8); l1 = madd(x, b0, l1); h1 = madd(x, b1, h1);
      x = v128.load32_splat(p2, 8); l2 = madd(x, b0, l2); h2 = madd(x, b1, h2);
      x = v128.load32_splat(p3, 8); l3 = madd(x, b0, l3); h3 = madd(x, b1, h3);
      x = v128.load32_splat(p4, 8); l4 = madd(x, b0, l4); h4 = madd(x, b1, h4);
      x = v128.load32_splat(p5, 8); l5 = madd(x, b0, l5); h5 = madd(x, b1, h5);
      b0 = v128.load(w, 96); b1 = v128.load(w, 112);
      x = v128.load32_splat(p0, 12); l0 = madd(x, b0, l0); h0 = madd(x, b1, h0);
      x = v128.load32_splat(p1, 12); l1 = madd(x, b0, l1); h1 = madd(x, b1, h1);
      x = v128.load32_splat(p2, 12); l2 = madd(x, b0, l2); h2 = madd(x, b1, h2);
      x = v128.load32_splat(p3, 12); l3 = madd(x, b0, l3); h3 = madd(x, b1, h3);
      x = v128.load32_splat(p4, 12); l4 = madd(x, b0, l4); h4 = madd(x, b1, h4);
      x = v128.load32_splat(p5, 12); l5 = madd(x, b0, l5); h5 = madd(x, b1, h5);
      p0 += 16; p1 += 16; p2 += 16; p3 += 16; p4 += 16; p5 += 16;
      w += 128;
    }
    for (let k = 0; k < tail; k++) {
      b0 = v128.load(w, 0); b1 = v128.load(w, 16);
      x = v128.load32_splat(p0, 0); l0 = madd(x, b0, l0); h0 = madd(x, b1, h0);
      x = v128.load32_splat(p1, 0); l1 = madd(x, b0, l1); h1 = madd(x, b1, h1);
      x = v128.load32_splat(p2, 0); l2 = madd(x, b0, l2); h2 = madd(x, b1, h2);
      x = v128.load32_splat(p3, 0); l3 = madd(x, b0, l3); h3 = madd(x, b1, h3);
      x = v128.load32_splat(p4, 0); l4 = madd(x, b0, l4); h4 = madd(x, b1, h4);
      x = v128.load32_splat(p5, 0); l5 = madd(x, b0, l5); h5 = madd(x, b1, h5);
      p0 += 4; p1 += 4; p2 += 4; p3 += 4; p4 += 4; p5 += 4;
      w += 32;
    }
    v128.store(out, l0, 0); v128.store(out, h0, 16); v128.store(out, l1, 32); v128.store(out, h1, 48); v128.store(out, l2, 64); v128.store(out, h2, 80); v128.store(out, l3, 96); v128.store(out, h3, 112); v128.store(out, l4, 128); v128.store(out, h4, 144); v128.store(out, l5, 160); v128.store(out, h5, 176);
    from += step * 6;
    out += 192;
  }
}

/** `count` tiles of `size` pixels each, one after the other. */
export function runProducts(size: i32, count: i32, from: usize, step: usize, quads: i32, tail: i32, weights: usize, bias: usize, out: usize): void {
  if (TILE >= 6 && size == 6) {
    products6(count, from, step, quads, tail, weights, bias, out);
    return;
  }
  if (TILE >= 5 && size == 5) {
    products5(count, from, step, quads, tail, weights, bias, out);
    return;
  }
  if (TILE >= 4 && size == 4) {
    products4(count, from, step, quads, tail, weights, bias, out);
    return;
  }
  if (TILE >= 3 && size == 3) {
    products3(count, from, step, quads, tail, weights, bias, out);
    return;
  }
  if (TILE >= 2 && size == 2) {
    products2(count, from, step, quads, tail, weights, bias, out);
    return;
  }
  if (TILE >= 1 && size == 1) {
    products1(count, from, step, quads, tail, weights, bias, out);
    return;
  }
}


/*
 * lanes<n>: n neighbouring pixels × 4 of the 8 channels of a plane, each channel by itself.
 *
 * table    u32[taps]: byte offsets from pixel 0 at `from`; weights f32[taps][8], bias f32[8], out f32[n][8],
 *          of which four; the result is clamped to lo … hi, NaN passes
 */

function lanes1(count: i32, table: usize, taps: i32, from: usize, weights: usize, bias: usize, out: usize, lo: f32, hi: f32): void {
  const end = table + taps * 4;
  const low = f32x4.splat(lo), high = f32x4.splat(hi);
  for (let tile = 0; tile < count; tile++) {
    let s0 = v128.load(bias);
    
    let w = weights;
    for (let tap = table; tap < end; tap += 4) {
      const p = from + <usize>load<u32>(tap);
      const b = v128.load(w);
      w += 32;
      s0 = madd(v128.load(p, 0), b, s0);
    }
    v128.store(out, f32x4.pmin(f32x4.pmax(s0, low), high), 0);
    from += 32;
    out += 32;
  }
}

function lanes2(count: i32, table: usize, taps: i32, from: usize, weights: usize, bias: usize, out: usize, lo: f32, hi: f32): void {
  const end = table + taps * 4;
  const low = f32x4.splat(lo), high = f32x4.splat(hi);
  for (let tile = 0; tile < count; tile++) {
    let s0 = v128.load(bias);
    let s1 = s0;
    let w = weights;
    for (let tap = table; tap < end; tap += 4) {
      const p = from + <usize>load<u32>(tap);
      const b = v128.load(w);
      w += 32;
      s0 = madd(v128.load(p, 0), b, s0);
      s1 = madd(v128.load(p, 32), b, s1);
    }
    v128.store(out, f32x4.pmin(f32x4.pmax(s0, low), high), 0);
    v128.store(out, f32x4.pmin(f32x4.pmax(s1, low), high), 32);
    from += 64;
    out += 64;
  }
}

function lanes3(count: i32, table: usize, taps: i32, from: usize, weights: usize, bias: usize, out: usize, lo: f32, hi: f32): void {
  const end = table + taps * 4;
  const low = f32x4.splat(lo), high = f32x4.splat(hi);
  for (let tile = 0; tile < count; tile++) {
    let s0 = v128.load(bias);
    let s1 = s0; let s2 = s0;
    let w = weights;
    for (let tap = table; tap < end; tap += 4) {
      const p = from + <usize>load<u32>(tap);
      const b = v128.load(w);
      w += 32;
      s0 = madd(v128.load(p, 0), b, s0);
      s1 = madd(v128.load(p, 32), b, s1);
      s2 = madd(v128.load(p, 64), b, s2);
    }
    v128.store(out, f32x4.pmin(f32x4.pmax(s0, low), high), 0);
    v128.store(out, f32x4.pmin(f32x4.pmax(s1, low), high), 32);
    v128.store(out, f32x4.pmin(f32x4.pmax(s2, low), high), 64);
    from += 96;
    out += 96;
  }
}

function lanes4(count: i32, table: usize, taps: i32, from: usize, weights: usize, bias: usize, out: usize, lo: f32, hi: f32): void {
  const end = table + taps * 4;
  const low = f32x4.splat(lo), high = f32x4.splat(hi);
  for (let tile = 0; tile < count; tile++) {
    let s0 = v128.load(bias);
    let s1 = s0; let s2 = s0; let s3 = s0;
    let w = weights;
    for (let tap = table; tap < end; tap += 4) {
      const p = from + <usize>load<u32>(tap);
      const b = v128.load(w);
      w += 32;
      s0 = madd(v128.load(p, 0), b, s0);
      s1 = madd(v128.load(p, 32), b, s1);
      s2 = madd(v128.load(p, 64), b, s2);
      s3 = madd(v128.load(p, 96), b, s3);
    }
    v128.store(out, f32x4.pmin(f32x4.pmax(s0, low), high), 0);
    v128.store(out, f32x4.pmin(f32x4.pmax(s1, low), high), 32);
    v128.store(out, f32x4.pmin(f32x4.pmax(s2, low), high), 64);
    v128.store(out, f32x4.pmin(f32x4.pmax(s3, low), high), 96);
    from += 128;
    out += 128;
  }
}

function lanes5(count: i32, table: usize, taps: i32, from: usize, weights: usize, bias: usize, out: usize, lo: f32, hi: f32): void {
  const end = table + taps * 4;
  const low = f32x4.splat(lo), high = f32x4.splat(hi);
  for (let tile = 0; tile < count; tile++) {
    let s0 = v128.load(bias);
    let s1 = s0; let s2 = s0; let s3 = s0; let s4 = s0;
    let w = weights;
    for (let tap = table; tap < end; tap += 4) {
      const p = from + <usize>load<u32>(tap);
      const b = v128.load(w);
      w += 32;
      s0 = madd(v128.load(p, 0), b, s0);
      s1 = madd(v128.load(p, 32), b, s1);
      s2 = madd(v128.load(p, 64), b, s2);
      s3 = madd(v128.load(p, 96), b, s3);
      s4 = madd(v128.load(p, 128), b, s4);
    }
    v128.store(out, f32x4.pmin(f32x4.pmax(s0, low), high), 0);
    v128.store(out, f32x4.pmin(f32x4.pmax(s1, low), high), 32);
    v128.store(out, f32x4.pmin(f32x4.pmax(s2, low), high), 64);
    v128.store(out, f32x4.pmin(f32x4.pmax(s3, low), high), 96);
    v128.store(out, f32x4.pmin(f32x4.pmax(s4, low), high), 128);
    from += 160;
    out += 160;
  }
}

function lanes6(count: i32, table: usize, taps: i32, from: usize, weights: usize, bias: usize, out: usize, lo: f32, hi: f32): void {
  const end = table + taps * 4;
  const low = f32x4.splat(lo), high = f32x4.splat(hi);
  for (let tile = 0; tile < count; tile++) {
    let s0 = v128.load(bias);
    let s1 = s0; let s2 = s0; let s3 = s0; let s4 = s0; let s5 = s0;
    let w = weights;
    for (let tap = table; tap < end; tap += 4) {
      const p = from + <usize>load<u32>(tap);
      const b = v128.load(w);
      w += 32;
      s0 = madd(v128.load(p, 0), b, s0);
      s1 = madd(v128.load(p, 32), b, s1);
      s2 = madd(v128.load(p, 64), b, s2);
      s3 = madd(v128.load(p, 96), b, s3);
      s4 = madd(v128.load(p, 128), b, s4);
      s5 = madd(v128.load(p, 160), b, s5);
    }
    v128.store(out, f32x4.pmin(f32x4.pmax(s0, low), high), 0);
    v128.store(out, f32x4.pmin(f32x4.pmax(s1, low), high), 32);
    v128.store(out, f32x4.pmin(f32x4.pmax(s2, low), high), 64);
    v128.store(out, f32x4.pmin(f32x4.pmax(s3, low), high), 96);
    v128.store(out, f32x4.pmin(f32x4.pmax(s4, low), high), 128);
    v128.store(out, f32x4.pmin(f32x4.pmax(s5, low), high), 160);
    from += 192;
    out += 192;
  }
}

function lanes7(count: i32, table: usize, taps: i32, from: usize, weights: usize, bias: usize, out: usize, lo: f32, hi: f32): void {
  const end = table + taps * 4;
  const low = f32x4.splat(lo), high = f32x4.splat(hi);
  for (let tile = 0; tile < count; tile++) {
    let s0 = v128.load(bias);
    let s1 = s0; let s2 = s0; let s3 = s0; let s4 = s0; let s5 = s0; let s6 = s0;
    let w = weights;
    for (let tap = table; tap < end; tap += 4) {
      const p = from + <usize>load<u32>(tap);
      const b = v128.load(w);
      w += 32;
      s0 = madd(v128.load(p, 0), b, s0);
      s1 = madd(v128.load(p, 32), b, s1);
      s2 = madd(v128.load(p, 64), b, s2);
      s3 = madd(v128.load(p, 96), b, s3);
      s4 = madd(v128.load(p, 128), b, s4);
      s5 = madd(v128.load(p, 160), b, s5);
      s6 = madd(v128.load(p, 192), b, s6);
    }
    v128.store(out, f32x4.pmin(f32x4.pmax(s0, low), high), 0);
    v128.store(out, f32x4.pmin(f32x4.pmax(s1, low), high), 32);
    v128.store(out, f32x4.pmin(f32x4.pmax(s2, low), high), 64);
    v128.store(out, f32x4.pmin(f32x4.pmax(s3, low), high), 96);
    v128.store(out, f32x4.pmin(f32x4.pmax(s4, low), high), 128);
    v128.store(out, f32x4.pmin(f32x4.pmax(s5, low), high), 160);
    v128.store(out, f32x4.pmin(f32x4.pmax(s6, low), high), 192);
    from += 224;
    out += 224;
  }
}

function lanes8(count: i32, table: usize, taps: i32, from: usize, weights: usize, bias: usize, out: usize, lo: f32, hi: f32): void {
  const end = table + taps * 4;
  const low = f32x4.splat(lo), high = f32x4.splat(hi);
  for (let tile = 0; tile < count; tile++) {
    let s0 = v128.load(bias);
    let s1 = s0; let s2 = s0; let s3 = s0; let s4 = s0; let s5 = s0; let s6 = s0; let s7 = s0;
    let w = weights;
    for (let tap = table; tap < end; tap += 4) {
      const p = from + <usize>load<u32>(tap);
      const b = v128.load(w);
      w += 32;
      s0 = madd(v128.load(p, 0), b, s0);
      s1 = madd(v128.load(p, 32), b, s1);
      s2 = madd(v128.load(p, 64), b, s2);
      s3 = madd(v128.load(p, 96), b, s3);
      s4 = madd(v128.load(p, 128), b, s4);
      s5 = madd(v128.load(p, 160), b, s5);
      s6 = madd(v128.load(p, 192), b, s6);
      s7 = madd(v128.load(p, 224), b, s7);
    }
    v128.store(out, f32x4.pmin(f32x4.pmax(s0, low), high), 0);
    v128.store(out, f32x4.pmin(f32x4.pmax(s1, low), high), 32);
    v128.store(out, f32x4.pmin(f32x4.pmax(s2, low), high), 64);
    v128.store(out, f32x4.pmin(f32x4.pmax(s3, low), high), 96);
    v128.store(out, f32x4.pmin(f32x4.pmax(s4, low), high), 128);
    v128.store(out, f32x4.pmin(f32x4.pmax(s5, low), high), 160);
    v128.store(out, f32x4.pmin(f32x4.pmax(s6, low), high), 192);
    v128.store(out, f32x4.pmin(f32x4.pmax(s7, low), high), 224);
    from += 256;
    out += 256;
  }
}

/** `count` tiles of `size` pixels each, one after the other. */
export function runLanes(size: i32, count: i32, table: usize, taps: i32, from: usize, weights: usize, bias: usize, out: usize, lo: f32, hi: f32): void {
  if (size == 8) {
    lanes8(count, table, taps, from, weights, bias, out, lo, hi);
    return;
  }
  if (size == 7) {
    lanes7(count, table, taps, from, weights, bias, out, lo, hi);
    return;
  }
  if (size == 6) {
    lanes6(count, table, taps, from, weights, bias, out, lo, hi);
    return;
  }
  if (size == 5) {
    lanes5(count, table, taps, from, weights, bias, out, lo, hi);
    return;
  }
  if (size == 4) {
    lanes4(count, table, taps, from, weights, bias, out, lo, hi);
    return;
  }
  if (size == 3) {
    lanes3(count, table, taps, from, weights, bias, out, lo, hi);
    return;
  }
  if (size == 2) {
    lanes2(count, table, taps, from, weights, bias, out, lo, hi);
    return;
  }
  if (size == 1) {
    lanes1(count, table, taps, from, weights, bias, out, lo, hi);
    return;
  }
}
