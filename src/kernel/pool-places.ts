import { endInside, firstInside } from "./pool";

/**
 * The place of the largest number under each window of a pool, counted row by row in its plane
 * f32[depth][height][width]: the first of equals, or the last NaN.
 */
export function f32_pool_places(
  input: usize, output: usize, depth: i32, height: i32, width: i32, outputDepth: i32, outputHeight: i32,
  outputWidth: i32, kernelDepth: i32, kernelHeight: i32, kernelWidth: i32, strideZ: i32, strideY: i32,
  strideX: i32, front: i32, top: i32, left: i32, dilationZ: i32, dilationY: i32, dilationX: i32,
  planeBegin: i32, planeEnd: i32
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
  const firstX = firstInside(startX, dilationX), endX = endInside(startX, kernelWidth, dilationX, width);
  const firstY = firstInside(startY, dilationY), endY = endInside(startY, kernelHeight, dilationY, height);
  const endZ = endInside(startZ, kernelDepth, dilationZ, depth);
  for (let z = firstInside(startZ, dilationZ); z < endZ; z += dilationZ) {
    for (let y = firstY; y < endY; y += dilationY) {
      const row = (z * height + y) * width;
      for (let x = firstX; x < endX; x += dilationX) {
        const value = load<f32>(from + (row + x) * 4);
        if (place < 0 || value > largest || isNaN(value)) {
          largest = value;
          place = row + x;
        }
      }
    }
  }
  return max(place, 0);
}

/**
 * Writes numbers to the places of their planes that a second tensor names, with zeros everywhere else. The last
 * of several at one place counts; a place outside the plane is skipped.
 */
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
