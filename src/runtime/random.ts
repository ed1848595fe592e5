import { elements } from "./elements.ts";

/**
 * Random numbers that depend on nothing but a seed and a name, so that the same model with the same seed has
 * the same weights and inputs in the preview, on the command line and under Node, in whatever order they are
 * drawn.
 */

/**
 * A stream of unsigned 32-bit integers: a counter passed through a mixing function (Wellons' `splitmix32`).
 * It is the counter's start; number i is `mix(start + (i + 1) · 0x9e3779b9)`.
 */
export type Stream = number;

/** The stream of a seed and a name; different names give unrelated streams. */
export function randomStream(seed: number, name: string): Stream {
  return mix((Math.trunc(seed) | 0) ^ hash(name)) | 0;
}

/** Fills with numbers uniform in middle − bound … middle + bound. Written out: a network has millions of weights. */
export function fillUniform(target: Float32Array, bound: number, stream: Stream, middle = 0): Float32Array {
  const scale = bound / 0x80000000;
  let state = stream;
  for (let i = 0; i < target.length; i++) {
    state = (state + 0x9e3779b9) | 0;
    let z = state ^ (state >>> 16);
    z = Math.imul(z, 0x21f0aaad);
    z ^= z >>> 15;
    z = Math.imul(z, 0x735a2d97);
    // mix(state) − 2³¹, by turning the highest bit: a signed integer is quicker to convert.
    target[i] = middle + (z ^ (z >>> 15) ^ 0x80000000) * scale;
  }
  return target;
}

/** Fills from a normal distribution, two numbers at a time (Box and Muller 1958). */
export function fillNormal(target: Float32Array, stream: Stream, mean = 0, deviation = 1): Float32Array {
  let state = stream;
  for (let i = 0; i < target.length; i += 2) {
    const first = (state + 0x9e3779b9) | 0;
    state = (first + 0x9e3779b9) | 0;
    const radius = Math.sqrt(-2 * Math.log((mix(first) + 0.5) / 0x100000000));
    const angle = (2 * Math.PI * mix(state)) / 0x100000000;
    target[i] = mean + deviation * radius * Math.cos(angle);
    if (i + 1 < target.length) target[i + 1] = mean + deviation * radius * Math.sin(angle);
  }
  return target;
}

/** The input that `randn` describes: row-major, of the given shape, from the stream of that number. */
export function randnInput(shape: readonly number[], seed: number, stream = 0): Float32Array {
  return fillNormal(new Float32Array(elements(shape)), randomStream(seed, `randn ${stream}`));
}

/** The same for `rand`: uniform between 0 and 1. */
export function randInput(shape: readonly number[], seed: number, stream = 0): Float32Array {
  return fillUniform(new Float32Array(elements(shape)), 0.5, randomStream(seed, `rand ${stream}`), 0.5);
}

function mix(state: number): number {
  let z = state ^ (state >>> 16);
  z = Math.imul(z, 0x21f0aaad);
  z ^= z >>> 15;
  z = Math.imul(z, 0x735a2d97);
  return (z ^ (z >>> 15)) >>> 0;
}

/** FNV-1a over UTF-16 code units. */
function hash(text: string): number {
  let state = 0x811c9dc5;
  for (let i = 0; i < text.length; i++) state = Math.imul(state ^ text.charCodeAt(i), 0x01000193);
  return state;
}
