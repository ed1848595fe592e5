/*
 * Windows of row-major volumes as columns, f32[channels][kernelDepth · kernelHeight · kernelWidth][outputDepth ·
 * outputHeight · outputWidth], and back. An image is a volume of one slice.
 */

/** What lies under each tap at each place; 0 outside the volume. */
export function f32_unfold(
  input: usize, output: usize, depth: i32, height: i32, width: i32, kernelDepth: i32, kernelHeight: i32,
  kernelWidth: i32, strideZ: i32, strideY: i32, strideX: i32, front: i32, top: i32, left: i32, dilationZ: i32,
  dilationY: i32, dilationX: i32, outputDepth: i32, outputHeight: i32, outputWidth: i32, channelBegin: i32,
  channelEnd: i32
): void {
  const area = kernelHeight * kernelWidth, taps = kernelDepth * area, plane = depth * height * width * 4;
  const places = outputDepth * outputHeight * outputWidth;
  for (let channel = channelBegin; channel < channelEnd; channel++) {
    const from = input + channel * plane;
    let to = output + <usize>channel * taps * places * 4;
    for (let tap = 0; tap < taps; tap++) {
      const dz = (tap / area) * dilationZ - front;
      const dy = ((tap % area) / kernelWidth) * dilationY - top, dx = (tap % kernelWidth) * dilationX - left;
      for (let row = 0; row < outputDepth * outputHeight; row++) {
        const z = (row / outputHeight) * strideZ + dz, y = (row % outputHeight) * strideY + dy;
        const isRow = z >= 0 && z < depth && y >= 0 && y < height, line = (z * height + y) * width;
        for (let j = 0; j < outputWidth; j++, to += 4) {
          const x = j * strideX + dx;
          store<f32>(to, isRow && x >= 0 && x < width ? load<f32>(from + (line + x) * 4) : 0);
        }
      }
    }
  }
}

/** Adds each column where its taps lie; what lies outside the volume is left out. */
export function f32_fold(
  input: usize, output: usize, depth: i32, height: i32, width: i32, kernelDepth: i32, kernelHeight: i32,
  kernelWidth: i32, strideZ: i32, strideY: i32, strideX: i32, front: i32, top: i32, left: i32, dilationZ: i32,
  dilationY: i32, dilationX: i32, outputDepth: i32, outputHeight: i32, outputWidth: i32, channelBegin: i32,
  channelEnd: i32
): void {
  const area = kernelHeight * kernelWidth, taps = kernelDepth * area, plane = depth * height * width * 4;
  const places = outputDepth * outputHeight * outputWidth;
  for (let channel = channelBegin; channel < channelEnd; channel++) {
    const to = output + channel * plane;
    let from = input + <usize>channel * taps * places * 4;
    memory.fill(to, 0, plane);
    for (let tap = 0; tap < taps; tap++) {
      const dz = (tap / area) * dilationZ - front;
      const dy = ((tap % area) / kernelWidth) * dilationY - top, dx = (tap % kernelWidth) * dilationX - left;
      for (let row = 0; row < outputDepth * outputHeight; row++) {
        const z = (row / outputHeight) * strideZ + dz, y = (row % outputHeight) * strideY + dy;
        const isRow = z >= 0 && z < depth && y >= 0 && y < height, line = (z * height + y) * width;
        for (let j = 0; j < outputWidth; j++, from += 4) {
          const x = j * strideX + dx;
          if (!isRow || x < 0 || x >= width) continue;
          const pixel = to + (line + x) * 4;
          store<f32>(pixel, load<f32>(pixel) + load<f32>(from));
        }
      }
    }
  }
}
