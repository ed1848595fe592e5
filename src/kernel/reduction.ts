import { isBySums, reduceFour, reduceRow } from "./reduction-lanes";
import { isLongRow, isOfPowers, powersFour, powersOfRow } from "./reduction-powers";
import { isOfSpread, spreadFour, varianceOfRow } from "./reduction-spreads";

/**
 * One number for the middle of a row-major f32[outer][size][inner]: 0 sum, 1 largest, 2 smallest, 3 product, 4 variance,
 * 5 standard deviation, 6 norm, 7 logarithm of the sum of exponentials, 8 place of the largest, 9 of the smallest; the order
 * is that of `reductionCodes` in the runtime. Sums are kept in double.
 *
 * parameter   what is taken off the count for 4 and 5, the order of the norm
 */
export function f32_reduce(
  fn: i32, input: usize, output: usize, outer: i32, size: i32, inner: i32, parameter: f32
): void {
  const step = <usize>inner * 4, length = <usize>size * step;
  for (let i = 0; i < outer; i++, input += length) {
    let j = 0;
    if (isBySums(fn)) {
      for (; j + 4 <= inner; j += 4, output += 16) v128.store(output, reduceFour(fn, input + j * 4, size, step));
    } else if (isOfSpread(fn)) {
      for (; j + 4 <= inner; j += 4, output += 16) v128.store(output, spreadFour(fn, input + j * 4, size, step, parameter));
    } else if (isOfPowers(fn, parameter)) {
      for (; j + 4 <= inner; j += 4, output += 16) v128.store(output, powersFour(fn, input + j * 4, size, step, parameter));
    }
    for (; j < inner; j++, output += 4) {
      const from = input + j * 4;
      store<f32>(output, reduce(fn, from, from + length, step, parameter));
    }
  }
}

function reduce(fn: i32, from: usize, end: usize, step: usize, parameter: f32): f32 {
  if (step == 4 && isBySums(fn)) return reduceRow(fn, from, <i32>((end - from) >> 2));
  if (step == 4 && isOfPowers(fn, parameter)) {
    const size = <i32>((end - from) >> 2);
    if (isLongRow(fn, size)) return powersOfRow(fn, from, size, parameter);
  }
  if (fn == 0) return <f32>sum(from, end, step);
  if (fn == 1) return load<f32>(extreme(from, end, step, true));
  if (fn == 2) return load<f32>(extreme(from, end, step, false));
  if (fn == 3) return <f32>product(from, end, step);
  if (fn == 4) return <f32>variance(from, end, step, parameter);
  if (fn == 5) return <f32>Math.sqrt(variance(from, end, step, parameter));
  if (fn == 6) return <f32>norm(from, end, step, parameter);
  if (fn == 7) return <f32>logarithmOfSum(from, end, step);
  return <f32>((extreme(from, end, step, fn == 8) - from) / step);
}

function sum(from: usize, end: usize, step: usize): f64 {
  let total: f64 = 0;
  for (let p = from; p < end; p += step) total += <f64>load<f32>(p);
  return total;
}

function product(from: usize, end: usize, step: usize): f64 {
  let total: f64 = 1;
  for (let p = from; p < end; p += step) total *= <f64>load<f32>(p);
  return total;
}

/** Where the first of the largest, or smallest, numbers is, or the first NaN. */
function extreme(from: usize, end: usize, step: usize, largest: bool): usize {
  let place = from, best = load<f32>(from);
  for (let p = from; p < end; p += step) {
    const x = load<f32>(p);
    if (isNaN(x)) return p;
    if (largest ? x > best : x < best) {
      best = x;
      place = p;
    }
  }
  return place;
}

function variance(from: usize, end: usize, step: usize, correction: f32): f64 {
  if (step == 4) return varianceOfRow(from, <i32>((end - from) >> 2), correction);
  const count = <f64>((end - from) / step);
  const mean = sum(from, end, step) / count;
  let squares: f64 = 0;
  for (let p = from; p < end; p += step) {
    const deviation = <f64>load<f32>(p) - mean;
    squares += deviation * deviation;
  }
  return squares / max<f64>(count - <f64>correction, 0);
}

function norm(from: usize, end: usize, step: usize, order: f32): f64 {
  let total: f64 = 0;
  for (let p = from; p < end; p += step) {
    const x = abs(<f64>load<f32>(p));
    total += order == 1 ? x : order == 2 ? x * x : Math.pow(x, <f64>order);
  }
  return order == 1 ? total : order == 2 ? Math.sqrt(total) : Math.pow(total, 1 / <f64>order);
}

/** The largest number is taken out first, so that no exponential overflows. */
function logarithmOfSum(from: usize, end: usize, step: usize): f64 {
  const largest = <f64>load<f32>(extreme(from, end, step, true));
  const shift = isFinite(largest) ? largest : 0;
  let total: f64 = 0;
  for (let p = from; p < end; p += step) total += Math.exp(<f64>load<f32>(p) - shift);
  return Math.log(total) + shift;
}
