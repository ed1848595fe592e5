import { lower, sumRow, upper } from "./normalize";

/*
 * Sums, and the largest and smallest numbers and their places, four at a time; by number as in reduction.ts.
 */

/** Whether a reduction is among those that are here. */
@inline
export function isBySums(fn: i32): bool {
  return fn <= 2 || fn >= 8;
}

/** Reduces four neighbouring numbers, each with those that follow it `step` bytes apart. */
export function reduceFour(fn: i32, from: usize, size: i32, step: usize): v128 {
  if (fn == 0) return sumFour(from, size, step);
  let best = v128.load(from);
  let place = i32x4.splat(0), k = place;
  for (let i = 1; i < size; i++) {
    from += step;
    k = i32x4.add(k, i32x4.splat(1));
    const x = v128.load(from);
    const takes = isBetter(fn, x, best);
    best = v128.bitselect(x, best, takes);
    place = v128.bitselect(k, place, takes);
  }
  return fn >= 8 ? f32x4.convert_i32x4_s(place) : best;
}

/** By lanes, whether x comes before the best so far: the first NaN does, then what is larger, or smaller. */
@inline
function isBetter(fn: i32, x: v128, best: v128): v128 {
  const beyond = fn == 1 || fn == 8 ? f32x4.gt(x, best) : f32x4.lt(x, best);
  return v128.or(beyond, v128.and(f32x4.ne(x, x), f32x4.eq(best, best)));
}

function sumFour(from: usize, size: i32, step: usize): v128 {
  let a = f64x2.splat(0), b = a;
  for (let i = 0; i < size; i++, from += step) {
    const x = v128.load(from);
    a = f64x2.add(a, lower(x));
    b = f64x2.add(b, upper(x));
  }
  return i32x4.shuffle(f32x4.demote_f64x2_zero(a), f32x4.demote_f64x2_zero(b), 0, 1, 4, 5);
}

/** Reduces `size` consecutive numbers to one. */
export function reduceRow(fn: i32, from: usize, size: i32): f32 {
  if (fn == 0) return <f32>sumRow(from, size);
  let best = load<f32>(from);
  let place = 0, i = 0;
  if (size >= 4) {
    let lanes = v128.load(from), places = i32x4(0, 1, 2, 3), k = places;
    for (i = 4; i + 4 <= size; i += 4) {
      k = i32x4.add(k, i32x4.splat(4));
      const x = v128.load(from + i * 4);
      const takes = isBetter(fn, x, lanes);
      lanes = v128.bitselect(x, lanes, takes);
      places = v128.bitselect(k, places, takes);
    }
    best = f32x4.extract_lane(lanes, 0);
    place = i32x4.extract_lane(places, 0);
    for (let lane = 1; lane < 4; lane++) {
      const x = f32x4.extract_lane(lanes, 1), at = i32x4.extract_lane(places, 1);
      lanes = i32x4.shuffle(lanes, lanes, 0, 2, 3, 1);
      places = i32x4.shuffle(places, places, 0, 2, 3, 1);
      if (comesBefore(fn, x, at, best, place)) {
        best = x;
        place = at;
      }
    }
  }
  for (; i < size; i++) {
    const x = load<f32>(from + i * 4);
    if (comesBefore(fn, x, i, best, place)) {
      best = x;
      place = i;
    }
  }
  return fn >= 8 ? <f32>place : best;
}

/** Of equal numbers, and of NaNs, the first one does. */
function comesBefore(fn: i32, x: f32, at: i32, best: f32, place: i32): bool {
  if (isNaN(x) || isNaN(best)) return isNaN(x) && (!isNaN(best) || at < place);
  if (x == best) return at < place;
  return fn == 1 || fn == 8 ? x > best : x < best;
}
