import { elements } from "../elements.ts";
import type { TensorPlace } from "../plan.ts";

/** A copy of the tensor at a place, row-major. */
export function readTensor(memory: ArrayBuffer, place: TensorPlace): Float32Array {
  const count = elements(place.shape);
  if (place.layout === "planar") return new Float32Array(memory, place.address, count).slice();
  return readBlocked(new Float32Array(memory), place, new Float32Array(count));
}

function readBlocked(memory: Float32Array, place: TensorPlace, target: Float32Array): Float32Array {
  const [N = 1, C = 1, H = 1, W = 1] = place.stored.length === 3 ? [1, ...place.stored] : place.stored;
  const pixels = H * W;
  let next = 0;
  for (let n = 0; n < N; n++) {
    for (let c = 0; c < C; c++) {
      const base = (place.address + n * place.image + (c >> 3) * place.plane) / 4 + (c & 7);
      for (let i = 0; i < pixels; i++) target[next++] = memory[base + i * 8] ?? 0;
    }
  }
  return target;
}
