/**
 * Row-major f32[channels][pixels] to blocked f32[channels / 8][…][8]; lanes beyond the last channel become
 * 0.
 */
export function f32_to_blocked(
  input: usize, output: usize, outputPlane: usize, channels: i32, pixels: i32
): void {
  for (let c = 0; c < channels; c += 8) {
    const present = min(8, channels - c);
    blockPlane(input + c * pixels * 4, output, present, pixels);
    output += outputPlane;
  }
}

function blockPlane(from: usize, to: usize, present: i32, pixels: i32): void {
  const row = <usize>pixels * 4;
  let i = 0;
  if (present == 8) {
    for (; i + 4 <= pixels; i += 4, from += 16, to += 128) {
      transpose(from, row, to, 32);
      transpose(from + 4 * row, row, to + 16, 32);
    }
  }
  for (; i < pixels; i++, from += 4, to += 32) {
    for (let lane = 0; lane < 8; lane++) {
      store<f32>(to + lane * 4, lane < present ? load<f32>(from + lane * row) : 0);
    }
  }
}

/** Blocked to row-major f32[channels][pixels]. */
export function f32_to_planar(
  input: usize, inputPlane: usize, output: usize, channels: i32, pixels: i32
): void {
  for (let c = 0; c < channels; c += 8) {
    unblockPlane(input, output + c * pixels * 4, min(8, channels - c), pixels);
    input += inputPlane;
  }
}

function unblockPlane(from: usize, to: usize, present: i32, pixels: i32): void {
  const row = <usize>pixels * 4;
  let i = 0;
  if (present == 8) {
    for (; i + 4 <= pixels; i += 4, from += 128, to += 16) {
      transpose(from, 32, to, row);
      transpose(from + 16, 32, to + 4 * row, row);
    }
  }
  for (; i < pixels; i++, from += 32, to += 4) {
    for (let lane = 0; lane < present; lane++) store<f32>(to + lane * row, load<f32>(from + lane * 4));
  }
}

/** A 4 × 4 block: rows `fromRow` bytes apart become columns of rows `toRow` bytes apart. */
function transpose(from: usize, fromRow: usize, to: usize, toRow: usize): void {
  const a = v128.load(from), b = v128.load(from + fromRow);
  const c = v128.load(from + 2 * fromRow), d = v128.load(from + 3 * fromRow);
  const ab0 = i32x4.shuffle(a, b, 0, 4, 1, 5), ab1 = i32x4.shuffle(a, b, 2, 6, 3, 7);
  const cd0 = i32x4.shuffle(c, d, 0, 4, 1, 5), cd1 = i32x4.shuffle(c, d, 2, 6, 3, 7);
  v128.store(to, i32x4.shuffle(ab0, cd0, 0, 1, 4, 5));
  v128.store(to + toRow, i32x4.shuffle(ab0, cd0, 2, 3, 6, 7));
  v128.store(to + 2 * toRow, i32x4.shuffle(ab1, cd1, 0, 1, 4, 5));
  v128.store(to + 3 * toRow, i32x4.shuffle(ab1, cd1, 2, 3, 6, 7));
}

/** Planes planeBegin … planeEnd of a blocked image, of which each stride's first row and pixel is kept. */
export function f32_thin(
  input: usize, inputPlane: usize, inputWidth: i32, output: usize, outputPlane: usize, outputHeight: i32,
  outputWidth: i32, strideHeight: i32, strideWidth: i32, planeBegin: i32, planeEnd: i32
): void {
  const step: usize = strideWidth * 32;
  for (let plane = planeBegin; plane < planeEnd; plane++) {
    let to = output + plane * outputPlane;
    for (let y = 0; y < outputHeight; y++) {
      let from = input + plane * inputPlane + y * strideHeight * inputWidth * 32;
      for (const end = to + outputWidth * 32; to < end; to += 32, from += step) {
        v128.store(to, v128.load(from));
        v128.store(to, v128.load(from, 16), 16);
      }
    }
  }
}

/** `rows` rows of `bytes` bytes, `inputRow` and `outputRow` bytes apart. */
export function copy_rows(
  input: usize, inputRow: usize, output: usize, outputRow: usize, bytes: usize, rows: i32
): void {
  for (let i = 0; i < rows; i++, input += inputRow, output += outputRow) memory.copy(output, input, bytes);
}
