/** Running sums along the middle axis of a row-major f32[outer][size][inner], added up in double precision. */
export function f32_cumulative_sum(
  input: usize, output: usize, size: i32, inner: i32, outerBegin: i32, outerEnd: i32
): void {
  const step = <usize>inner * 4, length = <usize>size * step;
  for (let i = outerBegin; i < outerEnd; i++) {
    const start = <usize>i * length;
    for (let j: usize = 0; j < step; j += 4) {
      let sum: f64 = 0;
      for (let at = start + j, end = at + length; at < end; at += step) {
        sum += <f64>load<f32>(input + at);
        store<f32>(output + at, <f32>sum);
      }
    }
  }
}
