import { elements } from "../elements.ts";
import type { TensorPlace } from "../plan.ts";

/** A copy of the tensor at a place, row-major. */
export function readTensor(memory: ArrayBuffer, place: TensorPlace): Float32Array {
  const count = elements(place.shape);
  const isRowMajor = place.layout === "planar" && !place.channelsLast;
  if (isRowMajor) return new Float32Array(memory, place.address, count).slice();
  return readImages(new Float32Array(memory), place, new Float32Array(count));
}

function readImages(memory: Float32Array, place: TensorPlace, target: Float32Array): Float32Array {
  const [N = 1, C = 1, H = 1, W = 1] = place.stored.length === 3 ? [1, ...place.stored] : place.stored;
  const pixels = H * W;
  const isBlocked = place.layout === "blocked";
  // How far a pixel is from the next, where it is read and where it goes, and a channel from the next there.
  const step = isBlocked ? 8 : 1;
  const [pixelTo, channelTo] = place.channelsLast ? [C, 1] : [1, pixels];
  for (let n = 0; n < N; n++) {
    for (let c = 0; c < C; c++) {
      const base = isBlocked
        ? (n * place.image + (c >> 3) * place.plane) / 4 + (c & 7)
        : (n * C + c) * pixels;
      const from = place.address / 4 + base;
      const to = n * C * pixels + c * channelTo;
      for (let i = 0; i < pixels; i++) target[to + i * pixelTo] = memory[from + i * step] ?? 0;
    }
  }
  return target;
}
