import type { Fan } from "../../ops/index.ts";
import type { ConcreteInit } from "../../passes/index.ts";
import { fillNormal, fillUniform, randomStream } from "../random.ts";

/** The starting values of a parameter that is not calculated from others. */
export type StartingInit = Exclude<ConcreteInit, { kind: "calculated" }>;

/**
 * Fills a tensor with its starting values; what it held before does not matter. Random ones depend only on the seed and the
 * parameter's name.
 */
export function fillInitial(
  target: Float32Array,
  init: StartingInit,
  shape: readonly number[],
  random: { readonly seed: number; readonly name: string },
): Float32Array {
  if (init.kind === "constant") return target.fill(init.value);
  if (init.kind === "numbers") return Float32Array.from(init.values);
  // Such a model only runs with weights of a file, which take the place of these.
  if (init.kind === "open") return target.fill(Number.NaN);
  if (init.kind === "dirac") return fillDirac(target, shape, init.groups);
  const stream = randomStream(random.seed, random.name);
  switch (init.kind) {
    case "normal":
      return fillNormal(target, stream, init.mean, init.deviation);
    case "uniform":
      return fillUniform(target, (init.to - init.from) / 2, stream, (init.from + init.to) / 2);
    case "kaiming-uniform":
      return fillUniform(target, 1 / Math.sqrt(init.fanIn), stream);
    case "fan-normal":
      return fillNormal(target, stream, 0, init.gain / Math.sqrt(fanOf(shape, init.fan)));
    case "fan-uniform":
      return fillUniform(target, init.gain * Math.sqrt(3 / fanOf(shape, init.fan)), stream);
    case "truncated-normal":
      return fillTruncated(target, init, random);
    case "orthogonal":
      return fillOrthogonal(fillNormal(target, stream), shape, init.gain);
    case "sparse":
      return fillSparse(fillNormal(target, stream, 0, init.deviation), init.sparsity, shape, random);
  }
}

/** The inputs of a neuron, the neurons that take its output, or the mean of both. */
function fanOf([outputs = 1, inputs = 1, ...window]: readonly number[], fan: Fan): number {
  const taps = window.reduce((product, size) => product * size, 1);
  if (fan === "mean") return ((inputs + outputs) / 2) * taps;
  return (fan === "in" ? inputs : outputs) * taps;
}

/** Redraws before what is still outside is clamped: bounds far from the mean are hardly ever hit. */
const mostRounds = 64;

/** Redraws numbers outside the bounds. */
function fillTruncated(
  target: Float32Array,
  { mean, deviation, from, to }: Extract<StartingInit, { kind: "truncated-normal" }>,
  { seed, name }: { readonly seed: number; readonly name: string },
): Float32Array {
  fillNormal(target, randomStream(seed, name), mean, deviation);
  const isOutside = (value: number): boolean => value < from || value > to;
  let outside = [...target.keys()].filter((index) => isOutside(target[index] ?? 0));
  for (let round = 1; outside.length > 0 && round <= mostRounds; round++) {
    const stream = randomStream(seed, `${name} drawn again ${round}`);
    const drawn = fillNormal(new Float32Array(outside.length), stream, mean, deviation);
    for (const [place, index] of outside.entries()) target[index] = drawn[place] ?? 0;
    outside = outside.filter((index) => isOutside(target[index] ?? 0));
  }
  for (const index of outside) target[index] = Math.min(Math.max(target[index] ?? 0, from), to);
  return target;
}

/** Puts a one at the centre of the window where an output channel meets the input channel of its number. */
function fillDirac(target: Float32Array, shape: readonly number[], groups: number): Float32Array {
  const [outputs = 1, inputs = 1, ...window] = shape;
  const taps = window.reduce((product, size) => product * size, 1);
  const middle = window.reduce((place, size) => place * size + Math.floor(size / 2), 0);
  target.fill(0);
  const outputsAGroup = outputs / groups;
  for (let output = 0; output < outputs; output++) {
    const channel = output % outputsAGroup;
    if (channel < inputs) target[(output * inputs + channel) * taps + middle] = 1;
  }
  return target;
}

/**
 * Makes the rows of a random matrix, or its columns if there are fewer, orthogonal one by one (Gram and
 * Schmidt).
 */
function fillOrthogonal(target: Float32Array, shape: readonly number[], gain: number): Float32Array {
  const [rows = 1] = shape;
  const columns = target.length / rows;
  const isWide = rows <= columns;
  const [count, length] = isWide ? [rows, columns] : [columns, rows];
  const [stride, step] = isWide ? [columns, 1] : [1, columns];
  const vectors = Array.from({ length: count }, (_, vector) =>
    Float64Array.from({ length }, (__, place) => target[vector * stride + place * step] ?? 0),
  );
  for (const [index, vector] of vectors.entries()) {
    for (const before of vectors.slice(0, index)) addTo(vector, before, -dot(vector, before));
    const scale = 1 / Math.sqrt(dot(vector, vector));
    for (let place = 0; place < length; place++) vector[place] = (vector[place] ?? 0) * scale;
  }
  for (const [index, vector] of vectors.entries())
    for (let place = 0; place < length; place++)
      target[index * stride + place * step] = gain * (vector[place] ?? 0);
  return target;
}

/** Puts zeros into the rows of each column that come first in a random order of its own. */
function fillSparse(
  target: Float32Array,
  sparsity: number,
  [rows = 1, columns = 1]: readonly number[],
  { seed, name }: { readonly seed: number; readonly name: string },
): Float32Array {
  const ranks = fillUniform(new Float32Array(target.length), 1, randomStream(seed, `${name} zeros`));
  const zeros = Math.min(Math.ceil(sparsity * rows), rows);
  for (let column = 0; column < columns; column++) {
    const places = Array.from({ length: rows }, (_, row) => row * columns + column);
    places.sort((a, b) => (ranks[a] ?? 0) - (ranks[b] ?? 0));
    for (const place of places.slice(0, zeros)) target[place] = 0;
  }
  return target;
}

function dot(left: Float64Array, right: Float64Array): number {
  let sum = 0;
  for (let i = 0; i < left.length; i++) sum += (left[i] ?? 0) * (right[i] ?? 0);
  return sum;
}

function addTo(target: Float64Array, source: Float64Array, factor: number): void {
  for (let i = 0; i < target.length; i++) target[i] = (target[i] ?? 0) + factor * (source[i] ?? 0);
}
