import { clamp } from "./simd";

/*
 * Element by element: 0 add, 1 subtract, 2 multiply, 3 divide, 4 maximum, 5 minimum, 6 power, and comparisons, which give 1
 * or 0: 7 equal, 8 not equal, 9 less, 10 less or equal, 11 greater, 12 greater or equal; 13 the left, but the product where it is negative; the order is that of `binaryCodes`
 * in the runtime.
 */

@inline
function combine(fn: i32, a: v128, b: v128): v128 {
  if (fn == 0) return f32x4.add(a, b);
  if (fn == 1) return f32x4.sub(a, b);
  if (fn == 2) return f32x4.mul(a, b);
  if (fn == 3) return f32x4.div(a, b);
  return combineRarely(fn, a, b);
}

function combineRarely(fn: i32, a: v128, b: v128): v128 {
  if (fn == 4) return f32x4.max(a, b);
  if (fn == 5) return f32x4.min(a, b);
  if (fn == 6) return power(a, b);
  if (fn == 13) return v128.bitselect(f32x4.mul(a, b), a, f32x4.lt(a, f32x4.splat(0)));
  let holds = f32x4.eq(a, b);
  if (fn == 8) holds = v128.not(holds);
  else if (fn == 9) holds = f32x4.lt(a, b);
  else if (fn == 10) holds = f32x4.le(a, b);
  else if (fn == 11) holds = f32x4.gt(a, b);
  else if (fn == 12) holds = f32x4.ge(a, b);
  return v128.and(holds, f32x4.splat(1));
}

function power(a: v128, b: v128): v128 {
  let pair = f32x4.splat(Mathf.pow(f32x4.extract_lane(a, 0), f32x4.extract_lane(b, 0)));
  pair = f32x4.replace_lane(pair, 1, Mathf.pow(f32x4.extract_lane(a, 1), f32x4.extract_lane(b, 1)));
  const third = f32x4.replace_lane(pair, 2, Mathf.pow(f32x4.extract_lane(a, 2), f32x4.extract_lane(b, 2)));
  return f32x4.replace_lane(third, 3, Mathf.pow(f32x4.extract_lane(a, 3), f32x4.extract_lane(b, 3)));
}

/**
 * Over blocked activations: planes planeBegin … planeEnd of `pixels` pixels. An operand with plane stride 0
 * is one plane for all channels, and its lane 0 stands for them all where `splatLeft` or `splatRight` is 1;
 * pixel stride 0 is one pixel.
 */
export function f32_binary(
  fn: i32, left: usize, leftPlane: usize, leftPixel: usize, splatLeft: i32, right: usize,
  rightPlane: usize, rightPixel: usize, splatRight: i32, output: usize, outputPlane: usize, pixels: i32,
  planeBegin: i32, planeEnd: i32, lo: f32, hi: f32
): void {
  for (let plane = planeBegin; plane < planeEnd; plane++) {
    const a = left + plane * leftPlane;
    const b = right + plane * rightPlane;
    const to = output + plane * outputPlane;
    if (fn == 0) blockedPlane(0, a, leftPixel, splatLeft, b, rightPixel, splatRight, to, pixels, lo, hi);
    else if (fn == 1) blockedPlane(1, a, leftPixel, splatLeft, b, rightPixel, splatRight, to, pixels, lo, hi);
    else if (fn == 2) blockedPlane(2, a, leftPixel, splatLeft, b, rightPixel, splatRight, to, pixels, lo, hi);
    else if (fn == 3) blockedPlane(3, a, leftPixel, splatLeft, b, rightPixel, splatRight, to, pixels, lo, hi);
    else blockedPlane(fn, a, leftPixel, splatLeft, b, rightPixel, splatRight, to, pixels, lo, hi);
  }
}

function blockedPlane(
  fn: i32, left: usize, leftPixel: usize, splatLeft: i32, right: usize, rightPixel: usize, splatRight: i32,
  out: usize, pixels: i32, least: f32, most: f32
): void {
  const lo = f32x4.splat(least);
  const hi = f32x4.splat(most);
  for (let i = 0; i < pixels; i++) {
    const a0 = splatLeft ? v128.load32_splat(left) : v128.load(left);
    const a1 = splatLeft ? a0 : v128.load(left, 16);
    const b0 = splatRight ? v128.load32_splat(right) : v128.load(right);
    const b1 = splatRight ? b0 : v128.load(right, 16);
    v128.store(out, clamp(combine(fn, a0, b0), lo, hi));
    v128.store(out, clamp(combine(fn, a1, b1), lo, hi), 16);
    left += leftPixel;
    right += rightPixel;
    out += 32;
  }
}

/**
 * Over row-major tensors: `rows` rows of `columns` elements, written one after the other; an operand's
 * element stride is 4, or 0 where it is broadcast along the row. `leftRows` and `rightRows` are u32[rows]:
 * byte offsets of the rows.
 */
export function f32_binary_rows(
  fn: i32, left: usize, leftRows: usize, leftStep: usize, right: usize, rightRows: usize, rightStep: usize,
  output: usize, columns: i32, rows: i32, lo: f32, hi: f32
): void {
  for (let row = 0; row < rows; row++) {
    const a = left + load<u32>(leftRows + row * 4);
    const b = right + load<u32>(rightRows + row * 4);
    binaryRow(fn, a, leftStep, b, rightStep, output + row * columns * 4, columns, lo, hi);
  }
}

function binaryRow(
  fn: i32, a: usize, aStep: usize, b: usize, bStep: usize, out: usize, columns: i32, least: f32, most: f32
): void {
  const lo = f32x4.splat(least);
  const hi = f32x4.splat(most);
  let i = 0;
  for (; i + 4 <= columns; i += 4) {
    const x = aStep ? v128.load(a) : v128.load32_splat(a);
    const y = bStep ? v128.load(b) : v128.load32_splat(b);
    v128.store(out, clamp(combine(fn, x, y), lo, hi));
    a += aStep * 4; b += bStep * 4; out += 16;
  }
  for (; i < columns; i++) {
    const value = clamp(combine(fn, v128.load32_splat(a), v128.load32_splat(b)), lo, hi);
    store<f32>(out, f32x4.extract_lane(value, 0));
    a += aStep; b += bStep; out += 4;
  }
}
