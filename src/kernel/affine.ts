import { activateRange } from "./activation";
import { clamp, madd } from "./simd";

/**
 * x · scale + shift per channel over blocked activations; scale and shift are f32[planes][8]. In place is
 * fine.
 */
export function f32_affine(
  input: usize, inputPlane: usize, output: usize, outputPlane: usize, pixels: i32, scale: usize,
  shift: usize, planeBegin: i32, planeEnd: i32, lo: f32, hi: f32, act: i32, alpha: f32
): void {
  for (let plane = planeBegin; plane < planeEnd; plane++) {
    const from = input + plane * inputPlane;
    const to = output + plane * outputPlane;
    affinePlane(from, to, pixels, scale + plane * 32, shift + plane * 32, lo, hi);
    if (act) activateRange(to, to, pixels * 32, act, alpha);
  }
}

function affinePlane(
  from: usize, to: usize, pixels: i32, scale: usize, shift: usize, least: f32, most: f32
): void {
  const s0 = v128.load(scale), s1 = v128.load(scale, 16);
  const t0 = v128.load(shift), t1 = v128.load(shift, 16);
  const lo = f32x4.splat(least);
  const hi = f32x4.splat(most);
  for (let i = 0; i < pixels; i++, from += 32, to += 32) {
    v128.store(to, clamp(madd(v128.load(from), s0, t0), lo, hi));
    v128.store(to, clamp(madd(v128.load(from, 16), s1, t1), lo, hi), 16);
  }
}
