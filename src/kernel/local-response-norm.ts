/**
 * x / (k + alpha / size · Σ x²)^beta over `size` neighbouring channels of a row-major f32[channels][pixels].
 * The power is taken in double by AssemblyScript's `Math.pow`; a step that is rare is better right than fast.
 */
export function f32_local_response_norm(
  input: usize, output: usize, channels: i32, pixels: i32, size: i32, alpha: f32, beta: f32, k: f32
): void {
  const plane = <usize>pixels * 4;
  const scale = alpha / <f32>size;
  for (let c = 0; c < channels; c++) {
    const begin = max(c - size / 2, 0);
    const end = min(c + (size - 1) / 2 + 1, channels);
    for (let i: usize = 0; i < plane; i += 4) {
      let sum: f32 = 0;
      for (let n = begin; n < end; n++) {
        const x = load<f32>(input + n * plane + i);
        sum += x * x;
      }
      const divisor = <f32>Math.pow(<f64>(k + scale * sum), <f64>beta);
      store<f32>(output + c * plane + i, load<f32>(input + c * plane + i) / divisor);
    }
  }
}
