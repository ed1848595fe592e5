/*
 * Windows of row-major images as columns, f32[channels][kernelHeight · kernelWidth][outputHeight · outputWidth], and back.
 */

/** What lies under each tap at each place; 0 outside the image. */
export function f32_unfold(
  input: usize, output: usize, height: i32, width: i32, kernelHeight: i32, kernelWidth: i32, strideY: i32, strideX: i32,
  top: i32, left: i32, dilationY: i32, dilationX: i32, outputHeight: i32, outputWidth: i32, channelBegin: i32,
  channelEnd: i32
): void {
  const taps = kernelHeight * kernelWidth, plane = height * width * 4;
  for (let channel = channelBegin; channel < channelEnd; channel++) {
    const from = input + channel * plane;
    let to = output + <usize>channel * taps * outputHeight * outputWidth * 4;
    for (let tap = 0; tap < taps; tap++) {
      const dy = (tap / kernelWidth) * dilationY - top, dx = (tap % kernelWidth) * dilationX - left;
      for (let i = 0; i < outputHeight; i++) {
        const y = i * strideY + dy;
        const isRow = y >= 0 && y < height;
        for (let j = 0; j < outputWidth; j++, to += 4) {
          const x = j * strideX + dx;
          store<f32>(to, isRow && x >= 0 && x < width ? load<f32>(from + (y * width + x) * 4) : 0);
        }
      }
    }
  }
}

/** Adds each column where its taps lie; what lies outside the image is left out. */
export function f32_fold(
  input: usize, output: usize, height: i32, width: i32, kernelHeight: i32, kernelWidth: i32, strideY: i32, strideX: i32,
  top: i32, left: i32, dilationY: i32, dilationX: i32, outputHeight: i32, outputWidth: i32, channelBegin: i32,
  channelEnd: i32
): void {
  const taps = kernelHeight * kernelWidth, plane = height * width * 4;
  for (let channel = channelBegin; channel < channelEnd; channel++) {
    const to = output + channel * plane;
    let from = input + <usize>channel * taps * outputHeight * outputWidth * 4;
    memory.fill(to, 0, plane);
    for (let tap = 0; tap < taps; tap++) {
      const dy = (tap / kernelWidth) * dilationY - top, dx = (tap % kernelWidth) * dilationX - left;
      for (let i = 0; i < outputHeight; i++) {
        const y = i * strideY + dy;
        const isRow = y >= 0 && y < height;
        for (let j = 0; j < outputWidth; j++, from += 4) {
          const x = j * strideX + dx;
          if (!isRow || x < 0 || x >= width) continue;
          const pixel = to + (y * width + x) * 4;
          store<f32>(pixel, load<f32>(pixel) + load<f32>(from));
        }
      }
    }
  }
}
