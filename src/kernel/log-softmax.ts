import { exp } from "./activation";

/** The logarithms of the softmax over the middle of a row-major f32[outer][size][inner]. */
export function f32_log_softmax(input: usize, output: usize, outer: i32, size: i32, inner: i32): void {
  const step = <usize>(inner * 4);
  for (let i = 0; i < outer; i++) {
    const offset = <usize>(i * size * inner * 4);
    if (inner == 1) {
      logRow(input + offset, output + offset, size);
    } else {
      let j = 0;
      for (; j + 4 <= inner; j += 4) fourColumns(input + offset + j * 4, output + offset + j * 4, size, step);
      for (; j < inner; j++) oneColumn(input + offset + j * 4, output + offset + j * 4, size, step);
    }
  }
}

/** The maximum is taken out first, so that no exponential overflows; a NaN spreads over its row. */
function logRow(from: usize, to: usize, size: i32): void {
  let largest: f32 = -Infinity;
  for (let i = 0; i < size; i++) largest = max(largest, load<f32>(from + i * 4));
  const shift = f32x4.splat(largest);
  let sums = f32x4.splat(0);
  let sum: f32 = 0;
  let i = 0;
  for (; i + 4 <= size; i += 4) sums = f32x4.add(sums, exp(f32x4.sub(v128.load(from + i * 4), shift)));
  for (; i < size; i++) sum += f32x4.extract_lane(exp(f32x4.sub(v128.load32_splat(from + i * 4), shift)), 0);
  sum += f32x4.extract_lane(sums, 0) + f32x4.extract_lane(sums, 1);
  sum += f32x4.extract_lane(sums, 2) + f32x4.extract_lane(sums, 3);
  // In this order: largest and logarithm may be as far apart as 1e7 and 1.
  const log = Mathf.log(sum);
  for (i = 0; i < size; i++) store<f32>(to + i * 4, load<f32>(from + i * 4) - largest - log);
}

function fourColumns(from: usize, to: usize, size: i32, step: usize): void {
  const end = from + size * step;
  let largest = f32x4.splat(-Infinity);
  for (let p = from; p < end; p += step) largest = f32x4.max(largest, v128.load(p));
  let sum = f32x4.splat(0);
  for (let p = from; p < end; p += step) sum = f32x4.add(sum, exp(f32x4.sub(v128.load(p), largest)));
  const log = f32x4(
    Mathf.log(f32x4.extract_lane(sum, 0)),
    Mathf.log(f32x4.extract_lane(sum, 1)),
    Mathf.log(f32x4.extract_lane(sum, 2)),
    Mathf.log(f32x4.extract_lane(sum, 3)),
  );
  for (let p = from, q = to; p < end; p += step, q += step) {
    v128.store(q, f32x4.sub(f32x4.sub(v128.load(p), largest), log));
  }
}

function oneColumn(from: usize, to: usize, size: i32, step: usize): void {
  const end = from + size * step;
  let largest: f32 = -Infinity;
  for (let p = from; p < end; p += step) largest = max(largest, load<f32>(p));
  let sum: f32 = 0;
  for (let p = from; p < end; p += step) sum += f32x4.extract_lane(exp(f32x4.splat(load<f32>(p) - largest)), 0);
  const log = Mathf.log(sum);
  for (let p = from, q = to; p < end; p += step, q += step) store<f32>(q, load<f32>(p) - largest - log);
}
