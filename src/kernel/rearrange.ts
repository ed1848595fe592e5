/*
 * The same numbers in other places. Tables hold bytes, made by the planner.
 */

/**
 * A row-major tensor whose axes stand in another order: places rowBegin … rowEnd of `columns` × `items` numbers each.
 *
 * places   u32[rows]: bytes from the input's start to a place's first number
 */
export function f32_permute(
  input: usize, output: usize, places: usize, columns: i32, columnStep: usize, items: i32, itemStep: usize,
  rowBegin: i32, rowEnd: i32
): void {
  const bytes: usize = items * 4;
  for (let row = rowBegin; row < rowEnd; row++) {
    let from = input + load<u32>(places + row * 4);
    let to = output + <usize>row * columns * bytes;
    for (let i = 0; i < columns; i++, from += columnStep) {
      if (itemStep == 4) {
        memory.copy(to, from, bytes);
        to += bytes;
      } else {
        let item = from;
        for (const end = to + bytes; to < end; to += 4, item += itemStep) store<f32>(to, load<f32>(item));
      }
    }
  }
}

/**
 * Channels of a blocked image, wherever they stand, in blocks of another. Lanes beyond the last one become 0.
 *
 * places   u32[channels]: bytes from the input's start to the channel's number at the first pixel
 */
export function f32_gather_channels(
  input: usize, output: usize, outputPlane: usize, pixels: i32, places: usize, channels: i32, planeBegin: i32,
  planeEnd: i32
): void {
  for (let plane = planeBegin; plane < planeEnd; plane++) {
    const to = output + plane * outputPlane, place = places + plane * 32;
    if (plane * 8 + 8 <= channels) {
      gatherEight(input, to, pixels, place);
    } else {
      gatherFew(input, to, pixels, place, channels - plane * 8);
    }
  }
}

function gatherEight(input: usize, to: usize, pixels: i32, place: usize): void {
  let a = input + load<u32>(place), b = input + load<u32>(place, 4);
  let c = input + load<u32>(place, 8), d = input + load<u32>(place, 12);
  let e = input + load<u32>(place, 16), f = input + load<u32>(place, 20);
  let g = input + load<u32>(place, 24), h = input + load<u32>(place, 28);
  for (const end = to + pixels * 32; to < end; to += 32) {
    store<f32>(to, load<f32>(a));
    store<f32>(to, load<f32>(b), 4);
    store<f32>(to, load<f32>(c), 8);
    store<f32>(to, load<f32>(d), 12);
    store<f32>(to, load<f32>(e), 16);
    store<f32>(to, load<f32>(f), 20);
    store<f32>(to, load<f32>(g), 24);
    store<f32>(to, load<f32>(h), 28);
    a += 32; b += 32; c += 32; d += 32; e += 32; f += 32; g += 32; h += 32;
  }
}

function gatherFew(input: usize, to: usize, pixels: i32, place: usize, present: i32): void {
  for (let lane = 0; lane < 8; lane++) {
    let q = to + lane * 4;
    const end = q + pixels * 32;
    if (lane < present) {
      for (let p = input + load<u32>(place + lane * 4); q < end; q += 32, p += 32) store<f32>(q, load<f32>(p));
    } else {
      for (; q < end; q += 32) store<f32>(q, 0);
    }
  }
}

/** Blocked to row-major f32[pixels][channels]. */
export function f32_channels_last(
  input: usize, inputPlane: usize, output: usize, channels: i32, pixels: i32, planeBegin: i32, planeEnd: i32
): void {
  const step: usize = channels * 4;
  for (let plane = planeBegin; plane < planeEnd; plane++) {
    const present = min(8, channels - plane * 8);
    let from = input + plane * inputPlane, to = output + plane * 32;
    for (const end = from + pixels * 32; from < end; from += 32, to += step) {
      if (present == 8) {
        v128.store(to, v128.load(from));
        v128.store(to, v128.load(from, 16), 16);
      } else {
        for (let lane = 0; lane < present; lane++) store<f32>(to + lane * 4, load<f32>(from + lane * 4));
      }
    }
  }
}

/** Row-major f32[pixels][channels] to blocked; lanes beyond the last channel become 0. */
export function f32_channels_first(
  input: usize, output: usize, outputPlane: usize, channels: i32, pixels: i32, planeBegin: i32, planeEnd: i32
): void {
  const step: usize = channels * 4;
  for (let plane = planeBegin; plane < planeEnd; plane++) {
    const present = min(8, channels - plane * 8);
    let from = input + plane * 32, to = output + plane * outputPlane;
    for (const end = to + pixels * 32; to < end; to += 32, from += step) {
      if (present == 8) {
        v128.store(to, v128.load(from));
        v128.store(to, v128.load(from, 16), 16);
      } else {
        for (let lane = 0; lane < 8; lane++) store<f32>(to + lane * 4, lane < present ? load<f32>(from + lane * 4) : 0);
      }
    }
  }
}
