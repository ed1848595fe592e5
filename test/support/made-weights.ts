import { createHash } from "node:crypto";

/**
 * Numbers from 0 to 1 that follow from a name: MurmurHash3's last step of each index after a start.
 * `test/reports/torchvision/record.py` makes the same ones.
 */
export function fractions(name: string, count: number): Float64Array {
  const start = createHash("sha256").update(name).digest().readUInt32BE(0);
  const made = new Float64Array(count);
  for (let index = 0; index < count; index++) {
    let h = start + index;
    h ^= h >>> 16;
    h = Math.imul(h, 0x85ebca6b);
    h ^= h >>> 13;
    h = Math.imul(h, 0xc2b2ae35);
    h ^= h >>> 16;
    made[index] = (h >>> 0) / 2 ** 32;
  }
  return made;
}

/** A weight that keeps the size of what passes through it, by its name in a `state_dict`. */
export function madeWeight(name: string, shape: readonly number[]): Float32Array {
  const count = shape.reduce((a, b) => a * b, 1);
  const kind = name.slice(name.lastIndexOf(".") + 1);
  return scaled(fractions(name, count), scaleOf(kind, shape, count));
}

/** An image of mean 0 and variance 1. */
export function madeImage(count: number): Float32Array {
  return scaled(fractions("image", count), (r) => (r - 0.5) * Math.sqrt(12));
}

function scaleOf(kind: string, shape: readonly number[], count: number): (r: number) => number {
  if (kind === "running_mean" || kind === "bias") return (r) => (r - 0.5) / 5;
  if (kind === "layer_scale") return (r) => r / 2;
  if (shape.length === 1) return (r) => r + 0.5;
  const range = Math.sqrt((24 * (shape[0] ?? 1)) / count);
  return (r) => (r - 0.5) * range;
}

/** A loop, because a net has a hundred million weights. */
function scaled(numbers: Float64Array, scale: (r: number) => number): Float32Array {
  const made = new Float32Array(numbers.length);
  for (let index = 0; index < numbers.length; index++) made[index] = scale(numbers[index] ?? 0);
  return made;
}
