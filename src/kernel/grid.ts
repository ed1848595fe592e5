/*
 * Images and volumes, read at the points of a grid. Coordinates run from −1 to 1 along each axis: from edge to
 * edge, or with `alignCorners` between the centres of the outermost pixels. A point names the last axis of an
 * image first.
 */

/** The points of an image or volume, moved by a matrix f32[axes][axes + 1]: f32[depth][height][width][axes]. */
export function f32_affine_grid(
  matrix: usize, output: usize, depth: i32, height: i32, width: i32, axes: i32, alignCorners: i32
): void {
  let to = output;
  for (let z = 0; z < depth; z++) {
    const dz = <f32>placeOf(z, depth, alignCorners);
    for (let y = 0; y < height; y++) {
      const dy = <f32>placeOf(y, height, alignCorners);
      for (let x = 0; x < width; x++) {
        const dx = <f32>placeOf(x, width, alignCorners);
        for (let axis = 0, row = matrix; axis < axes; axis++, row += (axes + 1) * 4, to += 4) {
          let moved = load<f32>(row) * dx + load<f32>(row, 4) * dy;
          if (axes == 3) moved += load<f32>(row, 8) * dz;
          store<f32>(to, moved + load<f32>(row + axes * 4));
        }
      }
    }
  }
}

function placeOf(i: i32, size: i32, alignCorners: i32): f64 {
  if (alignCorners) return size == 1 ? 0 : <f64>(2 * i - size + 1) / <f64>(size - 1);
  return <f64>(2 * i - size + 1) / <f64>size;
}

/**
 * One image f32[channels][depth][height][width] at points f32[points][axes]. An image that is not a volume has a
 * depth of 1.
 *
 * mode     0 mixes the two neighbours along each axis, 1 takes the nearest pixel, 2 mixes four by Keys' curve
 * padding  what is outside: 0 zeros, 1 the edge, 2 the mirrored image
 * taps     scratch of 224 bytes: 4 pairs i32, f32 for each axis, depth first (the slice, row or column, −1 for none,
 *          and its share), then up to 16 pairs for the point (the offset in a plane in bytes, and the share)
 */
export function f32_grid_sample(
  input: usize, grid: usize, output: usize, channels: i32, depth: i32, height: i32, width: i32, points: i32,
  axes: i32, mode: i32, padding: i32, alignCorners: i32, taps: usize, pointBegin: i32, pointEnd: i32
): void {
  const count = mode == 0 ? 2 : mode == 1 ? 1 : 4;
  const slices = axes == 3 ? count : 1;
  const plane = <usize>depth * height * width * 4;
  const begin = taps + 96;
  store<i32>(taps, 0);
  store<f32>(taps, 1, 4);
  for (let point = pointBegin; point < pointEnd; point++) {
    const at = grid + <usize>point * axes * 4;
    if (axes == 3) tapsAlong(load<f32>(at, 8), depth, mode, padding, alignCorners, taps);
    tapsAlong(load<f32>(at, 4), height, mode, padding, alignCorners, taps + 32);
    tapsAlong(load<f32>(at), width, mode, padding, alignCorners, taps + 64);
    const end = tapsOfPoint(taps, slices, count, height, width, begin);
    let from = input, to = output + <usize>point * 4;
    for (let channel = 0; channel < channels; channel++, from += plane, to += <usize>points * 4) {
      let sum: f32 = 0;
      for (let tap = begin; tap < end; tap += 8) sum += load<f32>(from + load<i32>(tap)) * load<f32>(tap, 4);
      store<f32>(to, sum);
    }
  }
}

/** Combines the taps along the axes, from `to` on, without those outside; gives the end. */
function tapsOfPoint(taps: usize, slices: i32, count: i32, height: i32, width: i32, to: usize): usize {
  for (let k = 0, slice = taps; k < slices; k++, slice += 8) {
    const z = load<i32>(slice);
    if (z < 0) continue;
    for (let i = 0, row = taps + 32; i < count; i++, row += 8) {
      const y = load<i32>(row);
      if (y < 0) continue;
      const share = load<f32>(slice, 4) * load<f32>(row, 4);
      for (let j = 0, column = taps + 64; j < count; j++, column += 8) {
        const x = load<i32>(column);
        if (x < 0) continue;
        store<i32>(to, ((z * height + y) * width + x) * 4);
        store<f32>(to, share * load<f32>(column, 4), 4);
        to += 8;
      }
    }
  }
  return to;
}

function tapsAlong(place: f32, size: i32, mode: i32, padding: i32, alignCorners: i32, to: usize): void {
  const at = alignCorners ? ((place + 1) / 2) * <f32>(size - 1) : ((place + 1) * <f32>size - 1) / 2;
  if (mode == 2) {
    const first = floor(at), offset = at - first;
    for (let tap = 0; tap < 4; tap++) {
      const distance = abs(<f32>(tap - 1) - offset);
      tapAt(inside(first + <f32>(tap - 1), size, padding, alignCorners), size, cubicShare(distance), to + tap * 8);
    }
    return;
  }
  const moved = inside(at, size, padding, alignCorners);
  if (mode == 1) {
    tapAt(nearest(moved), size, 1, to);
    return;
  }
  const first = floor(moved), share = moved - first;
  tapAt(first, size, 1 - share, to);
  tapAt(first + 1, size, share, to + 8);
}

function tapAt(place: f32, size: i32, share: f32, to: usize): void {
  const isThere = place >= 0 && place < <f32>size;
  store<i32>(to, isThere ? <i32>place : -1);
  store<f32>(to, share, 4);
}

/** The place that is read for one outside the image. */
function inside(place: f32, size: i32, padding: i32, alignCorners: i32): f32 {
  if (padding == 0) return place;
  const moved = padding == 1 ? place : mirrored(place, size, alignCorners);
  return moved > 0 ? min(moved, <f32>(size - 1)) : 0;
}

/** The mirrors are at the centres of the outermost pixels, or at their edges. */
function mirrored(place: f32, size: i32, alignCorners: i32): f32 {
  const edge: f32 = alignCorners ? 0 : -0.5;
  const span = <f32>(alignCorners ? size - 1 : size);
  if (span == 0) return 0;
  const distance = abs(place - edge);
  const turns = floor(distance / span);
  const rest = distance - turns * span;
  return (<f64>turns % 2 == 0 ? rest : span - rest) + edge;
}

/** Keys' curve with the slope −¾ at distance 1. */
function cubicShare(x: f32): f32 {
  const a: f32 = -0.75;
  if (x <= 1) return ((a + 2) * x - (a + 3)) * x * x + 1;
  return x < 2 ? ((x - 5) * x + 8) * x * a - 4 * a : 0;
}
