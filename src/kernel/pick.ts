/*
 * Numbers picked axis by axis: rows of the output that come from rows of the input, and runs along each of them. Tables
 * hold bytes, made by the planner; what has no place in the input holds −1 and becomes a fill value.
 */

/**
 * Row-major numbers.
 *
 * rows   i32[rows]: bytes from the input's start to the row
 * runs   i32[runCount][2]: bytes from the row's start to the run, and how many bytes it has
 */
export function f32_pick(
  input: usize, output: usize, outputRow: usize, rows: usize, runs: usize, runCount: i32, fill: f32, rowBegin: i32,
  rowEnd: i32
): void {
  for (let row = rowBegin; row < rowEnd; row++) {
    const from = load<i32>(rows + row * 4);
    let to = output + <usize>row * outputRow;
    if (from < 0) {
      fillNumbers(to, outputRow, fill);
      continue;
    }
    for (let run = runs, end = runs + runCount * 8; run < end; run += 8) {
      const place = load<i32>(run), bytes = <usize>load<i32>(run, 4);
      if (place < 0) fillNumbers(to, bytes, fill);
      else if (bytes == 4) store<f32>(to, load<f32>(input + from + place));
      else memory.copy(to, input + from + place, bytes);
      to += bytes;
    }
  }
}

function fillNumbers(to: usize, bytes: usize, fill: f32): void {
  for (const end = to + bytes; to < end; to += 4) store<f32>(to, fill);
}

/**
 * Pixels of blocked images; the tables as above, from a plane's start.
 *
 * fills   f32[planes][8]: the fill value, but 0 in lanes beyond the last channel
 */
export function f32_pick_pixels(
  input: usize, inputPlane: usize, output: usize, outputPlane: usize, outputHeight: i32, outputRow: usize, rows: usize,
  runs: usize, runCount: i32, fills: usize, planeBegin: i32, planeEnd: i32
): void {
  for (let plane = planeBegin; plane < planeEnd; plane++) {
    const from = input + plane * inputPlane, fill = fills + plane * 32;
    let to = output + plane * outputPlane;
    for (let y = 0; y < outputHeight; y++) {
      const row = load<i32>(rows + y * 4);
      if (row < 0) {
        fillPixels(to, outputRow, fill);
        to += outputRow;
        continue;
      }
      for (let run = runs, end = runs + runCount * 8; run < end; run += 8) {
        const place = load<i32>(run), bytes = <usize>load<i32>(run, 4);
        if (place < 0) fillPixels(to, bytes, fill);
        else copyPixels(to, from + row + place, bytes);
        to += bytes;
      }
    }
  }
}

function fillPixels(to: usize, bytes: usize, fill: usize): void {
  const lo = v128.load(fill), hi = v128.load(fill, 16);
  for (const end = to + bytes; to < end; to += 32) {
    v128.store(to, lo);
    v128.store(to, hi, 16);
  }
}

function copyPixels(to: usize, from: usize, bytes: usize): void {
  for (const end = to + bytes; to < end; to += 32, from += 32) {
    v128.store(to, v128.load(from));
    v128.store(to, v128.load(from, 16), 16);
  }
}
