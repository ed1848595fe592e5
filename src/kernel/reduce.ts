/** The mean of every plane of blocked activations: f32[8] a plane, `outputStep` bytes apart. */
export function f32_mean_planes(
  input: usize, inputPlane: usize, output: usize, outputStep: usize, rows: i32, columns: i32,
  planeBegin: i32, planeEnd: i32
): void {
  for (let plane = planeBegin; plane < planeEnd; plane++) meanPlane(
    input + plane * inputPlane, output + plane * outputStep, rows, columns
  );
}

/** Sums each row by itself first, so that the error of a large map stays small. */
function meanPlane(from: usize, to: usize, rows: i32, columns: i32): void {
  let lo = f32x4.splat(0);
  let hi = lo;
  for (let y = 0; y < rows; y++) {
    let rowLo = f32x4.splat(0);
    let rowHi = rowLo;
    for (let x = 0; x < columns; x++, from += 32) {
      rowLo = f32x4.add(rowLo, v128.load(from));
      rowHi = f32x4.add(rowHi, v128.load(from, 16));
    }
    lo = f32x4.add(lo, rowLo);
    hi = f32x4.add(hi, rowHi);
  }
  const count = f32x4.splat(<f32>(rows * columns));
  v128.store(to, f32x4.div(lo, count));
  v128.store(to, f32x4.div(hi, count), 16);
}

/** The mean over the middle of a row-major f32[outer][size][inner]; sums are kept in double. */
export function f32_mean(input: usize, output: usize, outer: i32, size: i32, inner: i32): void {
  const step = <usize>inner * 4;
  for (let i = 0; i < outer; i++) {
    for (let j = 0; j < inner; j++, output += 4) {
      let p = input + (<usize>i * size * inner + j) * 4;
      let sum: f64 = 0;
      for (let k = 0; k < size; k++, p += step) sum += <f64>load<f32>(p);
      store<f32>(output, <f32>(sum / <f64>size));
    }
  }
}
