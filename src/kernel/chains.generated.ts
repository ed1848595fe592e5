// Made by scripts/generate-chains.ts; do not edit.
import { madd } from "./simd";

/*
 * chain<n>: n pixels × 8 output channels of a sum of products that grows link by link: what several outputs share
 * is computed once and never leaves the registers.
 *
 * links    records of eight words: address of the left factor's first pixel; bytes between its planes of 8 channels;
 *          where the sum goes; what is done to it on the way, as below, which the sum itself does not keep; addresses
 *          of a first and a second addend and of 8 biases
 * blocks   planes of each left factor
 * weights  f32[links][blocks · 8][8]
 * begin    f32[n][8]: what the sum begins with, for every tile the same if `beginMask` is 0 and not −1
 *
 * 0: nothing, 1: one addend, 2: two addends; 3, 4, 5: the same, then the bias and a clamp to lo … hi. NaN passes.
 */

function chain1(count: i32, offset: usize, links: usize, linksEnd: usize, blocks: i32, weights: usize, begin: usize, beginMask: usize, lo: f32, hi: f32): void {
  let b0: v128, b1: v128, x: v128;
  for (let tile = 0; tile < count; tile++, offset += 32) {
    const start = begin + (offset & beginMask);
    let l0 = v128.load(start, 0), h0 = v128.load(start, 16);
    let w = weights;
    for (let link = links; link < linksEnd; link += 32) {
      let p0 = <usize>load<u32>(link) + offset;
      
      const plane = <usize>load<u32>(link, 4);
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
          p0 += plane; w += 256;
        } else {
          for (let k = 0; k < 8; k++) {
          b0 = v128.load(w); b1 = v128.load(w, 16);
          x = v128.load32_splat(p0, 0); l0 = madd(x, b0, l0); h0 = madd(x, b1, h0);
          p0 += 4; w += 32;
          }
          p0 += plane - 32;
        }
      }
      const out = <usize>load<u32>(link, 8) + offset;
      const kind = load<u32>(link, 12);
      const add = <usize>load<u32>(link, 16) + offset;
      const more = <usize>load<u32>(link, 20) + offset;
      const bias = <usize>load<u32>(link, 24);
      if (kind == 0) {
        v128.store(out, l0, 0);
        v128.store(out, h0, 16);
      } else if (kind == 1) {
        v128.store(out, f32x4.add(l0, v128.load(add, 0)), 0);
        v128.store(out, f32x4.add(h0, v128.load(add, 16)), 16);
      } else if (kind == 2) {
        v128.store(out, f32x4.add(f32x4.add(l0, v128.load(add, 0)), v128.load(more, 0)), 0);
        v128.store(out, f32x4.add(f32x4.add(h0, v128.load(add, 16)), v128.load(more, 16)), 16);
      } else if (kind == 3) {
        b0 = f32x4.splat(lo); b1 = f32x4.splat(hi);
        x = v128.load(bias, 0);
        v128.store(out, f32x4.pmin(f32x4.pmax(f32x4.add(l0, x), b0), b1), 0);
        x = v128.load(bias, 16);
        v128.store(out, f32x4.pmin(f32x4.pmax(f32x4.add(h0, x), b0), b1), 16);
      } else if (kind == 4) {
        b0 = f32x4.splat(lo); b1 = f32x4.splat(hi);
        x = v128.load(bias, 0);
        v128.store(out, f32x4.pmin(f32x4.pmax(f32x4.add(f32x4.add(l0, v128.load(add, 0)), x), b0), b1), 0);
        x = v128.load(bias, 16);
        v128.store(out, f32x4.pmin(f32x4.pmax(f32x4.add(f32x4.add(h0, v128.load(add, 16)), x), b0), b1), 16);
      } else if (kind == 5) {
        b0 = f32x4.splat(lo); b1 = f32x4.splat(hi);
        x = v128.load(bias, 0);
        v128.store(out, f32x4.pmin(f32x4.pmax(f32x4.add(f32x4.add(f32x4.add(l0, v128.load(add, 0)), v128.load(more, 0)), x), b0), b1), 0);
        x = v128.load(bias, 16);
        v128.store(out, f32x4.pmin(f32x4.pmax(f32x4.add(f32x4.add(f32x4.add(h0, v128.load(add, 16)), v128.load(more, 16)), x), b0), b1), 16);
      }
    }
  }
}

function chain2(count: i32, offset: usize, links: usize, linksEnd: usize, blocks: i32, weights: usize, begin: usize, beginMask: usize, lo: f32, hi: f32): void {
  let b0: v128, b1: v128, x: v128;
  for (let tile = 0; tile < count; tile++, offset += 64) {
    const start = begin + (offset & beginMask);
    let l0 = v128.load(start, 0), h0 = v128.load(start, 16);
    let l1 = v128.load(start, 32), h1 = v128.load(start, 48);
    let w = weights;
    for (let link = links; link < linksEnd; link += 32) {
      let p0 = <usize>load<u32>(link) + offset;
      let p1 = p0 + 32;
      const plane = <usize>load<u32>(link, 4);
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
          p0 += plane; p1 += plane; w += 256;
        } else {
          for (let k = 0; k < 8; k++) {
          b0 = v128.load(w); b1 = v128.load(w, 16);
          x = v128.load32_splat(p0, 0); l0 = madd(x, b0, l0); h0 = madd(x, b1, h0);
          x = v128.load32_splat(p1, 0); l1 = madd(x, b0, l1); h1 = madd(x, b1, h1);
          p0 += 4; p1 += 4; w += 32;
          }
          p0 += plane - 32; p1 += plane - 32;
        }
      }
      const out = <usize>load<u32>(link, 8) + offset;
      const kind = load<u32>(link, 12);
      const add = <usize>load<u32>(link, 16) + offset;
      const more = <usize>load<u32>(link, 20) + offset;
      const bias = <usize>load<u32>(link, 24);
      if (kind == 0) {
        v128.store(out, l0, 0);
        v128.store(out, l1, 32);
        v128.store(out, h0, 16);
        v128.store(out, h1, 48);
      } else if (kind == 1) {
        v128.store(out, f32x4.add(l0, v128.load(add, 0)), 0);
        v128.store(out, f32x4.add(l1, v128.load(add, 32)), 32);
        v128.store(out, f32x4.add(h0, v128.load(add, 16)), 16);
        v128.store(out, f32x4.add(h1, v128.load(add, 48)), 48);
      } else if (kind == 2) {
        v128.store(out, f32x4.add(f32x4.add(l0, v128.load(add, 0)), v128.load(more, 0)), 0);
        v128.store(out, f32x4.add(f32x4.add(l1, v128.load(add, 32)), v128.load(more, 32)), 32);
        v128.store(out, f32x4.add(f32x4.add(h0, v128.load(add, 16)), v128.load(more, 16)), 16);
        v128.store(out, f32x4.add(f32x4.add(h1, v128.load(add, 48)), v128.load(more, 48)), 48);
      } else if (kind == 3) {
        b0 = f32x4.splat(lo); b1 = f32x4.splat(hi);
        x = v128.load(bias, 0);
        v128.store(out, f32x4.pmin(f32x4.pmax(f32x4.add(l0, x), b0), b1), 0);
        v128.store(out, f32x4.pmin(f32x4.pmax(f32x4.add(l1, x), b0), b1), 32);
        x = v128.load(bias, 16);
        v128.store(out, f32x4.pmin(f32x4.pmax(f32x4.add(h0, x), b0), b1), 16);
        v128.store(out, f32x4.pmin(f32x4.pmax(f32x4.add(h1, x), b0), b1), 48);
      } else if (kind == 4) {
        b0 = f32x4.splat(lo); b1 = f32x4.splat(hi);
        x = v128.load(bias, 0);
        v128.store(out, f32x4.pmin(f32x4.pmax(f32x4.add(f32x4.add(l0, v128.load(add, 0)), x), b0), b1), 0);
        v128.store(out, f32x4.pmin(f32x4.pmax(f32x4.add(f32x4.add(l1, v128.load(add, 32)), x), b0), b1), 32);
        x = v128.load(bias, 16);
        v128.store(out, f32x4.pmin(f32x4.pmax(f32x4.add(f32x4.add(h0, v128.load(add, 16)), x), b0), b1), 16);
        v128.store(out, f32x4.pmin(f32x4.pmax(f32x4.add(f32x4.add(h1, v128.load(add, 48)), x), b0), b1), 48);
      } else if (kind == 5) {
        b0 = f32x4.splat(lo); b1 = f32x4.splat(hi);
        x = v128.load(bias, 0);
        v128.store(out, f32x4.pmin(f32x4.pmax(f32x4.add(f32x4.add(f32x4.add(l0, v128.load(add, 0)), v128.load(more, 0)), x), b0), b1), 0);
        v128.store(out, f32x4.pmin(f32x4.pmax(f32x4.add(f32x4.add(f32x4.add(l1, v128.load(add, 32)), v128.load(more, 32)), x), b0), b1), 32);
        x = v128.load(bias, 16);
        v128.store(out, f32x4.pmin(f32x4.pmax(f32x4.add(f32x4.add(f32x4.add(h0, v128.load(add, 16)), v128.load(more, 16)), x), b0), b1), 16);
        v128.store(out, f32x4.pmin(f32x4.pmax(f32x4.add(f32x4.add(f32x4.add(h1, v128.load(add, 48)), v128.load(more, 48)), x), b0), b1), 48);
      }
    }
  }
}

function chain3(count: i32, offset: usize, links: usize, linksEnd: usize, blocks: i32, weights: usize, begin: usize, beginMask: usize, lo: f32, hi: f32): void {
  let b0: v128, b1: v128, x: v128;
  for (let tile = 0; tile < count; tile++, offset += 96) {
    const start = begin + (offset & beginMask);
    let l0 = v128.load(start, 0), h0 = v128.load(start, 16);
    let l1 = v128.load(start, 32), h1 = v128.load(start, 48);
    let l2 = v128.load(start, 64), h2 = v128.load(start, 80);
    let w = weights;
    for (let link = links; link < linksEnd; link += 32) {
      let p0 = <usize>load<u32>(link) + offset;
      let p1 = p0 + 32; let p2 = p0 + 64;
      const plane = <usize>load<u32>(link, 4);
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
          p0 += plane; p1 += plane; p2 += plane; w += 256;
        } else {
          for (let k = 0; k < 8; k++) {
          b0 = v128.load(w); b1 = v128.load(w, 16);
          x = v128.load32_splat(p0, 0); l0 = madd(x, b0, l0); h0 = madd(x, b1, h0);
          x = v128.load32_splat(p1, 0); l1 = madd(x, b0, l1); h1 = madd(x, b1, h1);
          x = v128.load32_splat(p2, 0); l2 = madd(x, b0, l2); h2 = madd(x, b1, h2);
          p0 += 4; p1 += 4; p2 += 4; w += 32;
          }
          p0 += plane - 32; p1 += plane - 32; p2 += plane - 32;
        }
      }
      const out = <usize>load<u32>(link, 8) + offset;
      const kind = load<u32>(link, 12);
      const add = <usize>load<u32>(link, 16) + offset;
      const more = <usize>load<u32>(link, 20) + offset;
      const bias = <usize>load<u32>(link, 24);
      if (kind == 0) {
        v128.store(out, l0, 0);
        v128.store(out, l1, 32);
        v128.store(out, l2, 64);
        v128.store(out, h0, 16);
        v128.store(out, h1, 48);
        v128.store(out, h2, 80);
      } else if (kind == 1) {
        v128.store(out, f32x4.add(l0, v128.load(add, 0)), 0);
        v128.store(out, f32x4.add(l1, v128.load(add, 32)), 32);
        v128.store(out, f32x4.add(l2, v128.load(add, 64)), 64);
        v128.store(out, f32x4.add(h0, v128.load(add, 16)), 16);
        v128.store(out, f32x4.add(h1, v128.load(add, 48)), 48);
        v128.store(out, f32x4.add(h2, v128.load(add, 80)), 80);
      } else if (kind == 2) {
        v128.store(out, f32x4.add(f32x4.add(l0, v128.load(add, 0)), v128.load(more, 0)), 0);
        v128.store(out, f32x4.add(f32x4.add(l1, v128.load(add, 32)), v128.load(more, 32)), 32);
        v128.store(out, f32x4.add(f32x4.add(l2, v128.load(add, 64)), v128.load(more, 64)), 64);
        v128.store(out, f32x4.add(f32x4.add(h0, v128.load(add, 16)), v128.load(more, 16)), 16);
        v128.store(out, f32x4.add(f32x4.add(h1, v128.load(add, 48)), v128.load(more, 48)), 48);
        v128.store(out, f32x4.add(f32x4.add(h2, v128.load(add, 80)), v128.load(more, 80)), 80);
      } else if (kind == 3) {
        b0 = f32x4.splat(lo); b1 = f32x4.splat(hi);
        x = v128.load(bias, 0);
        v128.store(out, f32x4.pmin(f32x4.pmax(f32x4.add(l0, x), b0), b1), 0);
        v128.store(out, f32x4.pmin(f32x4.pmax(f32x4.add(l1, x), b0), b1), 32);
        v128.store(out, f32x4.pmin(f32x4.pmax(f32x4.add(l2, x), b0), b1), 64);
        x = v128.load(bias, 16);
        v128.store(out, f32x4.pmin(f32x4.pmax(f32x4.add(h0, x), b0), b1), 16);
        v128.store(out, f32x4.pmin(f32x4.pmax(f32x4.add(h1, x), b0), b1), 48);
        v128.store(out, f32x4.pmin(f32x4.pmax(f32x4.add(h2, x), b0), b1), 80);
      } else if (kind == 4) {
        b0 = f32x4.splat(lo); b1 = f32x4.splat(hi);
        x = v128.load(bias, 0);
        v128.store(out, f32x4.pmin(f32x4.pmax(f32x4.add(f32x4.add(l0, v128.load(add, 0)), x), b0), b1), 0);
        v128.store(out, f32x4.pmin(f32x4.pmax(f32x4.add(f32x4.add(l1, v128.load(add, 32)), x), b0), b1), 32);
        v128.store(out, f32x4.pmin(f32x4.pmax(f32x4.add(f32x4.add(l2, v128.load(add, 64)), x), b0), b1), 64);
        x = v128.load(bias, 16);
        v128.store(out, f32x4.pmin(f32x4.pmax(f32x4.add(f32x4.add(h0, v128.load(add, 16)), x), b0), b1), 16);
        v128.store(out, f32x4.pmin(f32x4.pmax(f32x4.add(f32x4.add(h1, v128.load(add, 48)), x), b0), b1), 48);
        v128.store(out, f32x4.pmin(f32x4.pmax(f32x4.add(f32x4.add(h2, v128.load(add, 80)), x), b0), b1), 80);
      } else if (kind == 5) {
        b0 = f32x4.splat(lo); b1 = f32x4.splat(hi);
        x = v128.load(bias, 0);
        v128.store(out, f32x4.pmin(f32x4.pmax(f32x4.add(f32x4.add(f32x4.add(l0, v128.load(add, 0)), v128.load(more, 0)), x), b0), b1), 0);
        v128.store(out, f32x4.pmin(f32x4.pmax(f32x4.add(f32x4.add(f32x4.add(l1, v128.load(add, 32)), v128.load(more, 32)), x), b0), b1), 32);
        v128.store(out, f32x4.pmin(f32x4.pmax(f32x4.add(f32x4.add(f32x4.add(l2, v128.load(add, 64)), v128.load(more, 64)), x), b0), b1), 64);
        x = v128.load(bias, 16);
        v128.store(out, f32x4.pmin(f32x4.pmax(f32x4.add(f32x4.add(f32x4.add(h0, v128.load(add, 16)), v128.load(more, 16)), x), b0), b1), 16);
        v128.store(out, f32x4.pmin(f32x4.pmax(f32x4.add(f32x4.add(f32x4.add(h1, v128.load(add, 48)), v128.load(more, 48)), x), b0), b1), 48);
        v128.store(out, f32x4.pmin(f32x4.pmax(f32x4.add(f32x4.add(f32x4.add(h2, v128.load(add, 80)), v128.load(more, 80)), x), b0), b1), 80);
      }
    }
  }
}

function chain4(count: i32, offset: usize, links: usize, linksEnd: usize, blocks: i32, weights: usize, begin: usize, beginMask: usize, lo: f32, hi: f32): void {
  let b0: v128, b1: v128, x: v128;
  for (let tile = 0; tile < count; tile++, offset += 128) {
    const start = begin + (offset & beginMask);
    let l0 = v128.load(start, 0), h0 = v128.load(start, 16);
    let l1 = v128.load(start, 32), h1 = v128.load(start, 48);
    let l2 = v128.load(start, 64), h2 = v128.load(start, 80);
    let l3 = v128.load(start, 96), h3 = v128.load(start, 112);
    let w = weights;
    for (let link = links; link < linksEnd; link += 32) {
      let p0 = <usize>load<u32>(link) + offset;
      let p1 = p0 + 32; let p2 = p0 + 64; let p3 = p0 + 96;
      const plane = <usize>load<u32>(link, 4);
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
          p0 += plane; p1 += plane; p2 += plane; p3 += plane; w += 256;
        } else {
          for (let k = 0; k < 8; k++) {
          b0 = v128.load(w); b1 = v128.load(w, 16);
          x = v128.load32_splat(p0, 0); l0 = madd(x, b0, l0); h0 = madd(x, b1, h0);
          x = v128.load32_splat(p1, 0); l1 = madd(x, b0, l1); h1 = madd(x, b1, h1);
          x = v128.load32_splat(p2, 0); l2 = madd(x, b0, l2); h2 = madd(x, b1, h2);
          x = v128.load32_splat(p3, 0); l3 = madd(x, b0, l3); h3 = madd(x, b1, h3);
          p0 += 4; p1 += 4; p2 += 4; p3 += 4; w += 32;
          }
          p0 += plane - 32; p1 += plane - 32; p2 += plane - 32; p3 += plane - 32;
        }
      }
      const out = <usize>load<u32>(link, 8) + offset;
      const kind = load<u32>(link, 12);
      const add = <usize>load<u32>(link, 16) + offset;
      const more = <usize>load<u32>(link, 20) + offset;
      const bias = <usize>load<u32>(link, 24);
      if (kind == 0) {
        v128.store(out, l0, 0);
        v128.store(out, l1, 32);
        v128.store(out, l2, 64);
        v128.store(out, l3, 96);
        v128.store(out, h0, 16);
        v128.store(out, h1, 48);
        v128.store(out, h2, 80);
        v128.store(out, h3, 112);
      } else if (kind == 1) {
        v128.store(out, f32x4.add(l0, v128.load(add, 0)), 0);
        v128.store(out, f32x4.add(l1, v128.load(add, 32)), 32);
        v128.store(out, f32x4.add(l2, v128.load(add, 64)), 64);
        v128.store(out, f32x4.add(l3, v128.load(add, 96)), 96);
        v128.store(out, f32x4.add(h0, v128.load(add, 16)), 16);
        v128.store(out, f32x4.add(h1, v128.load(add, 48)), 48);
        v128.store(out, f32x4.add(h2, v128.load(add, 80)), 80);
        v128.store(out, f32x4.add(h3, v128.load(add, 112)), 112);
      } else if (kind == 2) {
        v128.store(out, f32x4.add(f32x4.add(l0, v128.load(add, 0)), v128.load(more, 0)), 0);
        v128.store(out, f32x4.add(f32x4.add(l1, v128.load(add, 32)), v128.load(more, 32)), 32);
        v128.store(out, f32x4.add(f32x4.add(l2, v128.load(add, 64)), v128.load(more, 64)), 64);
        v128.store(out, f32x4.add(f32x4.add(l3, v128.load(add, 96)), v128.load(more, 96)), 96);
        v128.store(out, f32x4.add(f32x4.add(h0, v128.load(add, 16)), v128.load(more, 16)), 16);
        v128.store(out, f32x4.add(f32x4.add(h1, v128.load(add, 48)), v128.load(more, 48)), 48);
        v128.store(out, f32x4.add(f32x4.add(h2, v128.load(add, 80)), v128.load(more, 80)), 80);
        v128.store(out, f32x4.add(f32x4.add(h3, v128.load(add, 112)), v128.load(more, 112)), 112);
      } else if (kind == 3) {
        b0 = f32x4.splat(lo); b1 = f32x4.splat(hi);
        x = v128.load(bias, 0);
        v128.store(out, f32x4.pmin(f32x4.pmax(f32x4.add(l0, x), b0), b1), 0);
        v128.store(out, f32x4.pmin(f32x4.pmax(f32x4.add(l1, x), b0), b1), 32);
        v128.store(out, f32x4.pmin(f32x4.pmax(f32x4.add(l2, x), b0), b1), 64);
        v128.store(out, f32x4.pmin(f32x4.pmax(f32x4.add(l3, x), b0), b1), 96);
        x = v128.load(bias, 16);
        v128.store(out, f32x4.pmin(f32x4.pmax(f32x4.add(h0, x), b0), b1), 16);
        v128.store(out, f32x4.pmin(f32x4.pmax(f32x4.add(h1, x), b0), b1), 48);
        v128.store(out, f32x4.pmin(f32x4.pmax(f32x4.add(h2, x), b0), b1), 80);
        v128.store(out, f32x4.pmin(f32x4.pmax(f32x4.add(h3, x), b0), b1), 112);
      } else if (kind == 4) {
        b0 = f32x4.splat(lo); b1 = f32x4.splat(hi);
        x = v128.load(bias, 0);
        v128.store(out, f32x4.pmin(f32x4.pmax(f32x4.add(f32x4.add(l0, v128.load(add, 0)), x), b0), b1), 0);
        v128.store(out, f32x4.pmin(f32x4.pmax(f32x4.add(f32x4.add(l1, v128.load(add, 32)), x), b0), b1), 32);
        v128.store(out, f32x4.pmin(f32x4.pmax(f32x4.add(f32x4.add(l2, v128.load(add, 64)), x), b0), b1), 64);
        v128.store(out, f32x4.pmin(f32x4.pmax(f32x4.add(f32x4.add(l3, v128.load(add, 96)), x), b0), b1), 96);
        x = v128.load(bias, 16);
        v128.store(out, f32x4.pmin(f32x4.pmax(f32x4.add(f32x4.add(h0, v128.load(add, 16)), x), b0), b1), 16);
        v128.store(out, f32x4.pmin(f32x4.pmax(f32x4.add(f32x4.add(h1, v128.load(add, 48)), x), b0), b1), 48);
        v128.store(out, f32x4.pmin(f32x4.pmax(f32x4.add(f32x4.add(h2, v128.load(add, 80)), x), b0), b1), 80);
        v128.store(out, f32x4.pmin(f32x4.pmax(f32x4.add(f32x4.add(h3, v128.load(add, 112)), x), b0), b1), 112);
      } else if (kind == 5) {
        b0 = f32x4.splat(lo); b1 = f32x4.splat(hi);
        x = v128.load(bias, 0);
        v128.store(out, f32x4.pmin(f32x4.pmax(f32x4.add(f32x4.add(f32x4.add(l0, v128.load(add, 0)), v128.load(more, 0)), x), b0), b1), 0);
        v128.store(out, f32x4.pmin(f32x4.pmax(f32x4.add(f32x4.add(f32x4.add(l1, v128.load(add, 32)), v128.load(more, 32)), x), b0), b1), 32);
        v128.store(out, f32x4.pmin(f32x4.pmax(f32x4.add(f32x4.add(f32x4.add(l2, v128.load(add, 64)), v128.load(more, 64)), x), b0), b1), 64);
        v128.store(out, f32x4.pmin(f32x4.pmax(f32x4.add(f32x4.add(f32x4.add(l3, v128.load(add, 96)), v128.load(more, 96)), x), b0), b1), 96);
        x = v128.load(bias, 16);
        v128.store(out, f32x4.pmin(f32x4.pmax(f32x4.add(f32x4.add(f32x4.add(h0, v128.load(add, 16)), v128.load(more, 16)), x), b0), b1), 16);
        v128.store(out, f32x4.pmin(f32x4.pmax(f32x4.add(f32x4.add(f32x4.add(h1, v128.load(add, 48)), v128.load(more, 48)), x), b0), b1), 48);
        v128.store(out, f32x4.pmin(f32x4.pmax(f32x4.add(f32x4.add(f32x4.add(h2, v128.load(add, 80)), v128.load(more, 80)), x), b0), b1), 80);
        v128.store(out, f32x4.pmin(f32x4.pmax(f32x4.add(f32x4.add(f32x4.add(h3, v128.load(add, 112)), v128.load(more, 112)), x), b0), b1), 112);
      }
    }
  }
}

function chain5(count: i32, offset: usize, links: usize, linksEnd: usize, blocks: i32, weights: usize, begin: usize, beginMask: usize, lo: f32, hi: f32): void {
  let b0: v128, b1: v128, x: v128;
  for (let tile = 0; tile < count; tile++, offset += 160) {
    const start = begin + (offset & beginMask);
    let l0 = v128.load(start, 0), h0 = v128.load(start, 16);
    let l1 = v128.load(start, 32), h1 = v128.load(start, 48);
    let l2 = v128.load(start, 64), h2 = v128.load(start, 80);
    let l3 = v128.load(start, 96), h3 = v128.load(start, 112);
    let l4 = v128.load(start, 128), h4 = v128.load(start, 144);
    let w = weights;
    for (let link = links; link < linksEnd; link += 32) {
      let p0 = <usize>load<u32>(link) + offset;
      let p1 = p0 + 32; let p2 = p0 + 64; let p3 = p0 + 96; let p4 = p0 + 128;
      const plane = <usize>load<u32>(link, 4);
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
          p0 += plane; p1 += plane; p2 += plane; p3 += plane; p4 += plane; w += 256;
        } else {
          for (let k = 0; k < 8; k++) {
          b0 = v128.load(w); b1 = v128.load(w, 16);
          x = v128.load32_splat(p0, 0); l0 = madd(x, b0, l0); h0 = madd(x, b1, h0);
          x = v128.load32_splat(p1, 0); l1 = madd(x, b0, l1); h1 = madd(x, b1, h1);
          x = v128.load32_splat(p2, 0); l2 = madd(x, b0, l2); h2 = madd(x, b1, h2);
          x = v128.load32_splat(p3, 0); l3 = madd(x, b0, l3); h3 = madd(x, b1, h3);
          x = v128.load32_splat(p4, 0); l4 = madd(x, b0, l4); h4 = madd(x, b1, h4);
          p0 += 4; p1 += 4; p2 += 4; p3 += 4; p4 += 4; w += 32;
          }
          p0 += plane - 32; p1 += plane - 32; p2 += plane - 32; p3 += plane - 32; p4 += plane - 32;
        }
      }
      const out = <usize>load<u32>(link, 8) + offset;
      const kind = load<u32>(link, 12);
      const add = <usize>load<u32>(link, 16) + offset;
      const more = <usize>load<u32>(link, 20) + offset;
      const bias = <usize>load<u32>(link, 24);
      if (kind == 0) {
        v128.store(out, l0, 0);
        v128.store(out, l1, 32);
        v128.store(out, l2, 64);
        v128.store(out, l3, 96);
        v128.store(out, l4, 128);
        v128.store(out, h0, 16);
        v128.store(out, h1, 48);
        v128.store(out, h2, 80);
        v128.store(out, h3, 112);
        v128.store(out, h4, 144);
      } else if (kind == 1) {
        v128.store(out, f32x4.add(l0, v128.load(add, 0)), 0);
        v128.store(out, f32x4.add(l1, v128.load(add, 32)), 32);
        v128.store(out, f32x4.add(l2, v128.load(add, 64)), 64);
        v128.store(out, f32x4.add(l3, v128.load(add, 96)), 96);
        v128.store(out, f32x4.add(l4, v128.load(add, 128)), 128);
        v128.store(out, f32x4.add(h0, v128.load(add, 16)), 16);
        v128.store(out, f32x4.add(h1, v128.load(add, 48)), 48);
        v128.store(out, f32x4.add(h2, v128.load(add, 80)), 80);
        v128.store(out, f32x4.add(h3, v128.load(add, 112)), 112);
        v128.store(out, f32x4.add(h4, v128.load(add, 144)), 144);
      } else if (kind == 2) {
        v128.store(out, f32x4.add(f32x4.add(l0, v128.load(add, 0)), v128.load(more, 0)), 0);
        v128.store(out, f32x4.add(f32x4.add(l1, v128.load(add, 32)), v128.load(more, 32)), 32);
        v128.store(out, f32x4.add(f32x4.add(l2, v128.load(add, 64)), v128.load(more, 64)), 64);
        v128.store(out, f32x4.add(f32x4.add(l3, v128.load(add, 96)), v128.load(more, 96)), 96);
        v128.store(out, f32x4.add(f32x4.add(l4, v128.load(add, 128)), v128.load(more, 128)), 128);
        v128.store(out, f32x4.add(f32x4.add(h0, v128.load(add, 16)), v128.load(more, 16)), 16);
        v128.store(out, f32x4.add(f32x4.add(h1, v128.load(add, 48)), v128.load(more, 48)), 48);
        v128.store(out, f32x4.add(f32x4.add(h2, v128.load(add, 80)), v128.load(more, 80)), 80);
        v128.store(out, f32x4.add(f32x4.add(h3, v128.load(add, 112)), v128.load(more, 112)), 112);
        v128.store(out, f32x4.add(f32x4.add(h4, v128.load(add, 144)), v128.load(more, 144)), 144);
      } else if (kind == 3) {
        b0 = f32x4.splat(lo); b1 = f32x4.splat(hi);
        x = v128.load(bias, 0);
        v128.store(out, f32x4.pmin(f32x4.pmax(f32x4.add(l0, x), b0), b1), 0);
        v128.store(out, f32x4.pmin(f32x4.pmax(f32x4.add(l1, x), b0), b1), 32);
        v128.store(out, f32x4.pmin(f32x4.pmax(f32x4.add(l2, x), b0), b1), 64);
        v128.store(out, f32x4.pmin(f32x4.pmax(f32x4.add(l3, x), b0), b1), 96);
        v128.store(out, f32x4.pmin(f32x4.pmax(f32x4.add(l4, x), b0), b1), 128);
        x = v128.load(bias, 16);
        v128.store(out, f32x4.pmin(f32x4.pmax(f32x4.add(h0, x), b0), b1), 16);
        v128.store(out, f32x4.pmin(f32x4.pmax(f32x4.add(h1, x), b0), b1), 48);
        v128.store(out, f32x4.pmin(f32x4.pmax(f32x4.add(h2, x), b0), b1), 80);
        v128.store(out, f32x4.pmin(f32x4.pmax(f32x4.add(h3, x), b0), b1), 112);
        v128.store(out, f32x4.pmin(f32x4.pmax(f32x4.add(h4, x), b0), b1), 144);
      } else if (kind == 4) {
        b0 = f32x4.splat(lo); b1 = f32x4.splat(hi);
        x = v128.load(bias, 0);
        v128.store(out, f32x4.pmin(f32x4.pmax(f32x4.add(f32x4.add(l0, v128.load(add, 0)), x), b0), b1), 0);
        v128.store(out, f32x4.pmin(f32x4.pmax(f32x4.add(f32x4.add(l1, v128.load(add, 32)), x), b0), b1), 32);
        v128.store(out, f32x4.pmin(f32x4.pmax(f32x4.add(f32x4.add(l2, v128.load(add, 64)), x), b0), b1), 64);
        v128.store(out, f32x4.pmin(f32x4.pmax(f32x4.add(f32x4.add(l3, v128.load(add, 96)), x), b0), b1), 96);
        v128.store(out, f32x4.pmin(f32x4.pmax(f32x4.add(f32x4.add(l4, v128.load(add, 128)), x), b0), b1), 128);
        x = v128.load(bias, 16);
        v128.store(out, f32x4.pmin(f32x4.pmax(f32x4.add(f32x4.add(h0, v128.load(add, 16)), x), b0), b1), 16);
        v128.store(out, f32x4.pmin(f32x4.pmax(f32x4.add(f32x4.add(h1, v128.load(add, 48)), x), b0), b1), 48);
        v128.store(out, f32x4.pmin(f32x4.pmax(f32x4.add(f32x4.add(h2, v128.load(add, 80)), x), b0), b1), 80);
        v128.store(out, f32x4.pmin(f32x4.pmax(f32x4.add(f32x4.add(h3, v128.load(add, 112)), x), b0), b1), 112);
        v128.store(out, f32x4.pmin(f32x4.pmax(f32x4.add(f32x4.add(h4, v128.load(add, 144)), x), b0), b1), 144);
      } else if (kind == 5) {
        b0 = f32x4.splat(lo); b1 = f32x4.splat(hi);
        x = v128.load(bias, 0);
        v128.store(out, f32x4.pmin(f32x4.pmax(f32x4.add(f32x4.add(f32x4.add(l0, v128.load(add, 0)), v128.load(more, 0)), x), b0), b1), 0);
        v128.store(out, f32x4.pmin(f32x4.pmax(f32x4.add(f32x4.add(f32x4.add(l1, v128.load(add, 32)), v128.load(more, 32)), x), b0), b1), 32);
        v128.store(out, f32x4.pmin(f32x4.pmax(f32x4.add(f32x4.add(f32x4.add(l2, v128.load(add, 64)), v128.load(more, 64)), x), b0), b1), 64);
        v128.store(out, f32x4.pmin(f32x4.pmax(f32x4.add(f32x4.add(f32x4.add(l3, v128.load(add, 96)), v128.load(more, 96)), x), b0), b1), 96);
        v128.store(out, f32x4.pmin(f32x4.pmax(f32x4.add(f32x4.add(f32x4.add(l4, v128.load(add, 128)), v128.load(more, 128)), x), b0), b1), 128);
        x = v128.load(bias, 16);
        v128.store(out, f32x4.pmin(f32x4.pmax(f32x4.add(f32x4.add(f32x4.add(h0, v128.load(add, 16)), v128.load(more, 16)), x), b0), b1), 16);
        v128.store(out, f32x4.pmin(f32x4.pmax(f32x4.add(f32x4.add(f32x4.add(h1, v128.load(add, 48)), v128.load(more, 48)), x), b0), b1), 48);
        v128.store(out, f32x4.pmin(f32x4.pmax(f32x4.add(f32x4.add(f32x4.add(h2, v128.load(add, 80)), v128.load(more, 80)), x), b0), b1), 80);
        v128.store(out, f32x4.pmin(f32x4.pmax(f32x4.add(f32x4.add(f32x4.add(h3, v128.load(add, 112)), v128.load(more, 112)), x), b0), b1), 112);
        v128.store(out, f32x4.pmin(f32x4.pmax(f32x4.add(f32x4.add(f32x4.add(h4, v128.load(add, 144)), v128.load(more, 144)), x), b0), b1), 144);
      }
    }
  }
}

function chain6(count: i32, offset: usize, links: usize, linksEnd: usize, blocks: i32, weights: usize, begin: usize, beginMask: usize, lo: f32, hi: f32): void {
  let b0: v128, b1: v128, x: v128;
  for (let tile = 0; tile < count; tile++, offset += 192) {
    const start = begin + (offset & beginMask);
    let l0 = v128.load(start, 0), h0 = v128.load(start, 16);
    let l1 = v128.load(start, 32), h1 = v128.load(start, 48);
    let l2 = v128.load(start, 64), h2 = v128.load(start, 80);
    let l3 = v128.load(start, 96), h3 = v128.load(start, 112);
    let l4 = v128.load(start, 128), h4 = v128.load(start, 144);
    let l5 = v128.load(start, 160), h5 = v128.load(start, 176);
    let w = weights;
    for (let link = links; link < linksEnd; link += 32) {
      let p0 = <usize>load<u32>(link) + offset;
      let p1 = p0 + 32; let p2 = p0 + 64; let p3 = p0 + 96; let p4 = p0 + 128; let p5 = p0 + 160;
      const plane = <usize>load<u32>(link, 4);
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
          p0 += plane; p1 += plane; p2 += plane; p3 += plane; p4 += plane; p5 += plane; w += 256;
        } else {
          for (let k = 0; k < 8; k++) {
          b0 = v128.load(w); b1 = v128.load(w, 16);
          x = v128.load32_splat(p0, 0); l0 = madd(x, b0, l0); h0 = madd(x, b1, h0);
          x = v128.load32_splat(p1, 0); l1 = madd(x, b0, l1); h1 = madd(x, b1, h1);
          x = v128.load32_splat(p2, 0); l2 = madd(x, b0, l2); h2 = madd(x, b1, h2);
          x = v128.load32_splat(p3, 0); l3 = madd(x, b0, l3); h3 = madd(x, b1, h3);
          x = v128.load32_splat(p4, 0); l4 = madd(x, b0, l4); h4 = madd(x, b1, h4);
          x = v128.load32_splat(p5, 0); l5 = madd(x, b0, l5); h5 = madd(x, b1, h5);
          p0 += 4; p1 += 4; p2 += 4; p3 += 4; p4 += 4; p5 += 4; w += 32;
          }
          p0 += plane - 32; p1 += plane - 32; p2 += plane - 32; p3 += plane - 32; p4 += plane - 32; p5 += plane - 32;
        }
      }
      const out = <usize>load<u32>(link, 8) + offset;
      const kind = load<u32>(link, 12);
      const add = <usize>load<u32>(link, 16) + offset;
      const more = <usize>load<u32>(link, 20) + offset;
      const bias = <usize>load<u32>(link, 24);
      if (kind == 0) {
        v128.store(out, l0, 0);
        v128.store(out, l1, 32);
        v128.store(out, l2, 64);
        v128.store(out, l3, 96);
        v128.store(out, l4, 128);
        v128.store(out, l5, 160);
        v128.store(out, h0, 16);
        v128.store(out, h1, 48);
        v128.store(out, h2, 80);
        v128.store(out, h3, 112);
        v128.store(out, h4, 144);
        v128.store(out, h5, 176);
      } else if (kind == 1) {
        v128.store(out, f32x4.add(l0, v128.load(add, 0)), 0);
        v128.store(out, f32x4.add(l1, v128.load(add, 32)), 32);
        v128.store(out, f32x4.add(l2, v128.load(add, 64)), 64);
        v128.store(out, f32x4.add(l3, v128.load(add, 96)), 96);
        v128.store(out, f32x4.add(l4, v128.load(add, 128)), 128);
        v128.store(out, f32x4.add(l5, v128.load(add, 160)), 160);
        v128.store(out, f32x4.add(h0, v128.load(add, 16)), 16);
        v128.store(out, f32x4.add(h1, v128.load(add, 48)), 48);
        v128.store(out, f32x4.add(h2, v128.load(add, 80)), 80);
        v128.store(out, f32x4.add(h3, v128.load(add, 112)), 112);
        v128.store(out, f32x4.add(h4, v128.load(add, 144)), 144);
        v128.store(out, f32x4.add(h5, v128.load(add, 176)), 176);
      } else if (kind == 2) {
        v128.store(out, f32x4.add(f32x4.add(l0, v128.load(add, 0)), v128.load(more, 0)), 0);
        v128.store(out, f32x4.add(f32x4.add(l1, v128.load(add, 32)), v128.load(more, 32)), 32);
        v128.store(out, f32x4.add(f32x4.add(l2, v128.load(add, 64)), v128.load(more, 64)), 64);
        v128.store(out, f32x4.add(f32x4.add(l3, v128.load(add, 96)), v128.load(more, 96)), 96);
        v128.store(out, f32x4.add(f32x4.add(l4, v128.load(add, 128)), v128.load(more, 128)), 128);
        v128.store(out, f32x4.add(f32x4.add(l5, v128.load(add, 160)), v128.load(more, 160)), 160);
        v128.store(out, f32x4.add(f32x4.add(h0, v128.load(add, 16)), v128.load(more, 16)), 16);
        v128.store(out, f32x4.add(f32x4.add(h1, v128.load(add, 48)), v128.load(more, 48)), 48);
        v128.store(out, f32x4.add(f32x4.add(h2, v128.load(add, 80)), v128.load(more, 80)), 80);
        v128.store(out, f32x4.add(f32x4.add(h3, v128.load(add, 112)), v128.load(more, 112)), 112);
        v128.store(out, f32x4.add(f32x4.add(h4, v128.load(add, 144)), v128.load(more, 144)), 144);
        v128.store(out, f32x4.add(f32x4.add(h5, v128.load(add, 176)), v128.load(more, 176)), 176);
      } else if (kind == 3) {
        b0 = f32x4.splat(lo); b1 = f32x4.splat(hi);
        x = v128.load(bias, 0);
        v128.store(out, f32x4.pmin(f32x4.pmax(f32x4.add(l0, x), b0), b1), 0);
        v128.store(out, f32x4.pmin(f32x4.pmax(f32x4.add(l1, x), b0), b1), 32);
        v128.store(out, f32x4.pmin(f32x4.pmax(f32x4.add(l2, x), b0), b1), 64);
        v128.store(out, f32x4.pmin(f32x4.pmax(f32x4.add(l3, x), b0), b1), 96);
        v128.store(out, f32x4.pmin(f32x4.pmax(f32x4.add(l4, x), b0), b1), 128);
        v128.store(out, f32x4.pmin(f32x4.pmax(f32x4.add(l5, x), b0), b1), 160);
        x = v128.load(bias, 16);
        v128.store(out, f32x4.pmin(f32x4.pmax(f32x4.add(h0, x), b0), b1), 16);
        v128.store(out, f32x4.pmin(f32x4.pmax(f32x4.add(h1, x), b0), b1), 48);
        v128.store(out, f32x4.pmin(f32x4.pmax(f32x4.add(h2, x), b0), b1), 80);
        v128.store(out, f32x4.pmin(f32x4.pmax(f32x4.add(h3, x), b0), b1), 112);
        v128.store(out, f32x4.pmin(f32x4.pmax(f32x4.add(h4, x), b0), b1), 144);
        v128.store(out, f32x4.pmin(f32x4.pmax(f32x4.add(h5, x), b0), b1), 176);
      } else if (kind == 4) {
        b0 = f32x4.splat(lo); b1 = f32x4.splat(hi);
        x = v128.load(bias, 0);
        v128.store(out, f32x4.pmin(f32x4.pmax(f32x4.add(f32x4.add(l0, v128.load(add, 0)), x), b0), b1), 0);
        v128.store(out, f32x4.pmin(f32x4.pmax(f32x4.add(f32x4.add(l1, v128.load(add, 32)), x), b0), b1), 32);
        v128.store(out, f32x4.pmin(f32x4.pmax(f32x4.add(f32x4.add(l2, v128.load(add, 64)), x), b0), b1), 64);
        v128.store(out, f32x4.pmin(f32x4.pmax(f32x4.add(f32x4.add(l3, v128.load(add, 96)), x), b0), b1), 96);
        v128.store(out, f32x4.pmin(f32x4.pmax(f32x4.add(f32x4.add(l4, v128.load(add, 128)), x), b0), b1), 128);
        v128.store(out, f32x4.pmin(f32x4.pmax(f32x4.add(f32x4.add(l5, v128.load(add, 160)), x), b0), b1), 160);
        x = v128.load(bias, 16);
        v128.store(out, f32x4.pmin(f32x4.pmax(f32x4.add(f32x4.add(h0, v128.load(add, 16)), x), b0), b1), 16);
        v128.store(out, f32x4.pmin(f32x4.pmax(f32x4.add(f32x4.add(h1, v128.load(add, 48)), x), b0), b1), 48);
        v128.store(out, f32x4.pmin(f32x4.pmax(f32x4.add(f32x4.add(h2, v128.load(add, 80)), x), b0), b1), 80);
        v128.store(out, f32x4.pmin(f32x4.pmax(f32x4.add(f32x4.add(h3, v128.load(add, 112)), x), b0), b1), 112);
        v128.store(out, f32x4.pmin(f32x4.pmax(f32x4.add(f32x4.add(h4, v128.load(add, 144)), x), b0), b1), 144);
        v128.store(out, f32x4.pmin(f32x4.pmax(f32x4.add(f32x4.add(h5, v128.load(add, 176)), x), b0), b1), 176);
      } else if (kind == 5) {
        b0 = f32x4.splat(lo); b1 = f32x4.splat(hi);
        x = v128.load(bias, 0);
        v128.store(out, f32x4.pmin(f32x4.pmax(f32x4.add(f32x4.add(f32x4.add(l0, v128.load(add, 0)), v128.load(more, 0)), x), b0), b1), 0);
        v128.store(out, f32x4.pmin(f32x4.pmax(f32x4.add(f32x4.add(f32x4.add(l1, v128.load(add, 32)), v128.load(more, 32)), x), b0), b1), 32);
        v128.store(out, f32x4.pmin(f32x4.pmax(f32x4.add(f32x4.add(f32x4.add(l2, v128.load(add, 64)), v128.load(more, 64)), x), b0), b1), 64);
        v128.store(out, f32x4.pmin(f32x4.pmax(f32x4.add(f32x4.add(f32x4.add(l3, v128.load(add, 96)), v128.load(more, 96)), x), b0), b1), 96);
        v128.store(out, f32x4.pmin(f32x4.pmax(f32x4.add(f32x4.add(f32x4.add(l4, v128.load(add, 128)), v128.load(more, 128)), x), b0), b1), 128);
        v128.store(out, f32x4.pmin(f32x4.pmax(f32x4.add(f32x4.add(f32x4.add(l5, v128.load(add, 160)), v128.load(more, 160)), x), b0), b1), 160);
        x = v128.load(bias, 16);
        v128.store(out, f32x4.pmin(f32x4.pmax(f32x4.add(f32x4.add(f32x4.add(h0, v128.load(add, 16)), v128.load(more, 16)), x), b0), b1), 16);
        v128.store(out, f32x4.pmin(f32x4.pmax(f32x4.add(f32x4.add(f32x4.add(h1, v128.load(add, 48)), v128.load(more, 48)), x), b0), b1), 48);
        v128.store(out, f32x4.pmin(f32x4.pmax(f32x4.add(f32x4.add(f32x4.add(h2, v128.load(add, 80)), v128.load(more, 80)), x), b0), b1), 80);
        v128.store(out, f32x4.pmin(f32x4.pmax(f32x4.add(f32x4.add(f32x4.add(h3, v128.load(add, 112)), v128.load(more, 112)), x), b0), b1), 112);
        v128.store(out, f32x4.pmin(f32x4.pmax(f32x4.add(f32x4.add(f32x4.add(h4, v128.load(add, 144)), v128.load(more, 144)), x), b0), b1), 144);
        v128.store(out, f32x4.pmin(f32x4.pmax(f32x4.add(f32x4.add(f32x4.add(h5, v128.load(add, 176)), v128.load(more, 176)), x), b0), b1), 176);
      }
    }
  }
}

/** `count` tiles of `size` pixels each, the first one `offset` bytes behind every address. */
export function runChains(size: i32, count: i32, offset: usize, links: usize, linksEnd: usize, blocks: i32, weights: usize, begin: usize, beginMask: usize, lo: f32, hi: f32): void {
  if (TILE >= 6 && size == 6) {
    chain6(count, offset, links, linksEnd, blocks, weights, begin, beginMask, lo, hi);
    return;
  }
  if (TILE >= 5 && size == 5) {
    chain5(count, offset, links, linksEnd, blocks, weights, begin, beginMask, lo, hi);
    return;
  }
  if (TILE >= 4 && size == 4) {
    chain4(count, offset, links, linksEnd, blocks, weights, begin, beginMask, lo, hi);
    return;
  }
  if (TILE >= 3 && size == 3) {
    chain3(count, offset, links, linksEnd, blocks, weights, begin, beginMask, lo, hi);
    return;
  }
  if (TILE >= 2 && size == 2) {
    chain2(count, offset, links, linksEnd, blocks, weights, begin, beginMask, lo, hi);
    return;
  }
  if (TILE >= 1 && size == 1) {
    chain1(count, offset, links, linksEnd, blocks, weights, begin, beginMask, lo, hi);
    return;
  }
}
