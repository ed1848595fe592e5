/**
 * Where in its plane, row-major, the largest number under each window of a pool is: the first one, or the last NaN. Planes
 * are f32[depth][height][width], row-major.
 */
export function f32_pool_places(
  input: usize, output: usize, depth: i32, height: i32, width: i32, outputDepth: i32, outputHeight: i32,
  outputWidth: i32, kernelDepth: i32, kernelHeight: i32, kernelWidth: i32, strideZ: i32, strideY: i32, strideX: i32,
  front: i32, top: i32, left: i32, dilationZ: i32, dilationY: i32, dilationX: i32, planeBegin: i32, planeEnd: i32
): void {
  const plane = depth * height * width * 4;
  for (let i = planeBegin; i < planeEnd; i++) {
    const from = input + <usize>i * plane;
    let to = output + <usize>i * outputDepth * outputHeight * outputWidth * 4;
    for (let oz = 0; oz < outputDepth; oz++) {
      for (let oy = 0; oy < outputHeight; oy++) {
        for (let ox = 0; ox < outputWidth; ox++, to += 4) {
          store<f32>(to, <f32>placeOfLargest(
            from, depth, height, width, kernelDepth, kernelHeight, kernelWidth, oz * strideZ - front,
            oy * strideY - top, ox * strideX - left, dilationZ, dilationY, dilationX
          ));
        }
      }
    }
  }
}

function placeOfLargest(
  from: usize, depth: i32, height: i32, width: i32, kernelDepth: i32, kernelHeight: i32, kernelWidth: i32,
  startZ: i32, startY: i32, startX: i32, dilationZ: i32, dilationY: i32, dilationX: i32
): i32 {
  let place = -1;
  let largest: f32 = 0;
  for (let k = 0, z = startZ; k < kernelDepth; k++, z += dilationZ) {
    if (z < 0 || z >= depth) continue;
    for (let i = 0, y = startY; i < kernelHeight; i++, y += dilationY) {
      if (y < 0 || y >= height) continue;
      for (let j = 0, x = startX; j < kernelWidth; j++, x += dilationX) {
        if (x < 0 || x >= width) continue;
        const at = (z * height + y) * width + x;
        const value = load<f32>(from + at * 4);
        if (place < 0 || value > largest || isNaN(value)) {
          largest = value;
          place = at;
        }
      }
    }
  }
  return max(place, 0);
}

/** Puts numbers to the places of their planes that a second tensor names, over zeros; a later one counts. */
export function f32_unpool(
  input: usize, places: usize, output: usize, inputPixels: i32, outputPixels: i32, planeBegin: i32, planeEnd: i32
): void {
  for (let i = planeBegin; i < planeEnd; i++) {
    const from = <usize>i * inputPixels * 4;
    const to = output + <usize>i * outputPixels * 4;
    memory.fill(to, 0, <usize>outputPixels * 4);
    for (let pixel: usize = from, end = from + inputPixels * 4; pixel < end; pixel += 4) {
      const place = load<f32>(places + pixel);
      if (place > -1 && place < <f32>outputPixels) store<f32>(to + <usize><i32>place * 4, load<f32>(input + pixel));
    }
  }
}
