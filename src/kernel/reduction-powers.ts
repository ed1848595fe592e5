import { exp } from "./elementary";
import { lower, upper } from "./normalize";
import { reduceFour, reduceRow } from "./reduction-lanes";

/*
 * Norms by absolute numbers and by squares, and logarithms of sums of exponentials, added up in double; by number as in
 * reduction.ts.
 */

/** Whether a reduction is among those that are here; a norm of another order takes powers, one number at a time. */
@inline
export function isOfPowers(fn: i32, order: f32): bool {
  return fn == 7 || (fn == 6 && (order == 1 || order == 2));
}

/** Reduces four neighbouring numbers, each with those that follow it `step` bytes apart. */
export function powersFour(fn: i32, from: usize, size: i32, step: usize, order: f32): v128 {
  const shift = fn == 7 ? finite(reduceFour(1, from, size, step)) : f32x4.splat(0);
  let a = f64x2.splat(0), b = a;
  for (let i = 0; i < size; i++, from += step) {
    const x = term(fn, v128.load(from), shift);
    a = f64x2.add(a, scaled(fn, lower(x), order));
    b = f64x2.add(b, scaled(fn, upper(x), order));
  }
  if (fn == 7) {
    return f32x4(
      logarithm(f64x2.extract_lane(a, 0), f32x4.extract_lane(shift, 0)),
      logarithm(f64x2.extract_lane(a, 1), f32x4.extract_lane(shift, 1)),
      logarithm(f64x2.extract_lane(b, 0), f32x4.extract_lane(shift, 2)),
      logarithm(f64x2.extract_lane(b, 1), f32x4.extract_lane(shift, 3))
    );
  }
  if (order == 2) {
    a = f64x2.sqrt(a);
    b = f64x2.sqrt(b);
  }
  return i32x4.shuffle(f32x4.demote_f64x2_zero(a), f32x4.demote_f64x2_zero(b), 0, 1, 4, 5);
}

/** Whether a row is long enough for four at a time to be worth it: an exponential sooner than an absolute number. */
@inline
export function isLongRow(fn: i32, size: i32): bool {
  return size >= (fn == 7 ? 8 : 32);
}

/** Reduces `size` consecutive numbers to one. */
export function powersOfRow(fn: i32, from: usize, size: i32, order: f32): f32 {
  const shift = fn == 7 ? finite(f32x4.splat(reduceRow(1, from, size))) : f32x4.splat(0);
  let a = f64x2.splat(0), b = a, i = 0;
  for (; i + 4 <= size; i += 4, from += 16) {
    const x = term(fn, v128.load(from), shift);
    a = f64x2.add(a, scaled(fn, lower(x), order));
    b = f64x2.add(b, scaled(fn, upper(x), order));
  }
  a = f64x2.add(a, b);
  let total = f64x2.extract_lane(a, 0) + f64x2.extract_lane(a, 1);
  for (; i < size; i++, from += 4) {
    const x = <f64>abs(load<f32>(from));
    total += fn == 7 ? <f64>f32x4.extract_lane(term(fn, v128.load32_splat(from), shift), 0) : order == 2 ? x * x : x;
  }
  if (fn == 7) return logarithm(total, f32x4.extract_lane(shift, 0));
  return <f32>(order == 2 ? sqrt(total) : total);
}

/** An exponential, or the number without its sign. */
@inline
function term(fn: i32, x: v128, shift: v128): v128 {
  return fn == 7 ? exp(f32x4.sub(x, shift)) : f32x4.abs(x);
}

/** Squares are taken in double precision, where none overflows. */
@inline
function scaled(fn: i32, x: v128, order: f32): v128 {
  return fn == 6 && order == 2 ? f64x2.mul(x, x) : x;
}

/** The largest numbers, which are subtracted first so that no exponential overflows; 0 where they are infinite or NaN. */
@inline
function finite(largest: v128): v128 {
  return v128.and(largest, f32x4.lt(f32x4.abs(largest), f32x4.splat(Infinity)));
}

@inline
function logarithm(total: f64, shift: f32): f32 {
  return <f32>(Math.log(total) + <f64>shift);
}
