import assert from "node:assert/strict";
import { describe, it } from "mocha";
import { newKernels } from "../../src/runtime/make-call.ts";
import { fillNormal } from "../../src/runtime/random.ts";
import { packingBytes, rowPacker } from "../../src/runtime/weights/pack-rows.ts";
import { packWinograd } from "../../src/runtime/weights/winograd.ts";
import { backends } from "../support/kernels.ts";

/** G of F(4×4, 3×3), and what stands in its place at stride 2. */
const plain = [
  [1 / 4, 0, 0],
  [-1 / 6, -1 / 6, -1 / 6],
  [-1 / 6, 1 / 6, -1 / 6],
  [1 / 24, 1 / 12, 1 / 6],
  [1 / 24, -1 / 12, 1 / 6],
  [0, 0, 1],
] as const;
const strided = [
  [1 / 2, 0, 0],
  [-1 / 2, 0, -1 / 2],
  [-1 / 6, 0, 1 / 6],
  [1 / 6, 0, 1 / 3],
  [0, 0, 1],
  [0, 1, 0],
] as const;

/** Eleven filters fill a block and a part of the next one. */
const outChannels = 11;
const inChannels = 3;
const length = 36 * 2 * inChannels * 8;

describe("Winograd's weights", () => {
  for (const { name, kernel } of backends) {
    it(`are G g Gᵀ, computed in double and rounded once, by ${name}`, () => {
      for (const G of [plain, strided]) {
        const memory = new WebAssembly.Memory({ initial: 4 });
        const packer = rowPacker(newKernels(kernel, memory), memory.buffer, 65_536);
        const target = new Float32Array(memory.buffer, 65_536 + packingBytes(inChannels * 9), length + 1);
        target[length] = 42;
        const weights = fillNormal(new Float32Array(outChannels * inChannels * 9), 1);
        // Most of these are no numbers in single.
        const scales = Float64Array.from({ length: outChannels }, (_, channel) => 1 + channel / 7);
        packWinograd(target, weights, scales, inChannels, G === strided, packer);
        assert.deepEqual(misfits(target, weights, scales, G), []);
        assert.equal(target[length], 42);
      }
    });
  }
});

/** Places whose number is not the exact one rounded once, but for the last digits of the double. */
function misfits(
  packed: Float32Array,
  weights: Float32Array,
  scales: Float64Array,
  G: typeof plain | typeof strided,
): readonly string[] {
  return Array.from({ length }, (_, index) => index).flatMap((index) => {
    const [lane, i] = [index % 8, Math.floor(index / 8) % inChannels];
    const [block, place] = [Math.floor(index / (8 * inChannels)) % 2, Math.floor(index / (16 * inChannels))];
    const o = block * 8 + lane;
    const filter = weights.subarray((o * inChannels + i) * 9, (o * inChannels + i + 1) * 9);
    const expected = o < outChannels ? transformed(filter, G, place) * (scales[o] ?? 0) : 0;
    const largest = Math.max(...filter.map(Math.abs), 0) * (scales[o] ?? 0);
    const error = Math.abs((packed[index] ?? 0) - expected);
    const isNear = error <= Math.abs(expected) * 2 ** -24 + largest * 2 ** -48;
    return isNear ? [] : [`${o}, ${i}, ${place}: ${packed[index]} for ${expected}`];
  });
}

function transformed(filter: Float32Array, G: typeof plain | typeof strided, place: number): number {
  const [down = [], along = []] = [G[Math.floor(place / 6)], G[place % 6]];
  return down.reduce<number>(
    (sum, left, y) =>
      sum + along.reduce<number>((row, right, x) => row + left * right * (filter[y * 3 + x] ?? 0), 0),
    0,
  );
}
