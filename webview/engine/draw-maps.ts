import type { NodeId } from "../../src/ir/index.ts";
import type { OutputTensor } from "../../src/runtime/index.ts";
import { mapStatistics } from "./map-statistics.ts";
import type { ChannelValues, FeatureMaps, MapsRequest } from "./messages.ts";

/** The first image's channels as grey values, no larger than requested. */
export function drawMaps(node: NodeId, tensor: OutputTensor, request: MapsRequest): FeatureMaps {
  const { channels, height, width } = planes(tensor.shape);
  const first = Math.min(request.first, channels);
  const count = Math.min(request.count, channels - first);
  const size = height * width;
  const image = tensor.data.subarray(0, channels * size);
  const planeAt = (index: number): Float32Array => image.subarray(index * size, (index + 1) * size);
  const planeRanges = Array.from({ length: channels }, (_, index) => rangeOf(planeAt(index)));
  const minimum = planeRanges.reduce((least, [low]) => Math.min(least, low), Infinity);
  const maximum = planeRanges.reduce((most, [, high]) => Math.max(most, high), -Infinity);
  const drawn = { height: Math.min(height, request.side), width: Math.min(width, request.side) };
  const pixels = new Uint8Array(count * drawn.height * drawn.width);
  const ranges = new Float32Array(2 * count);
  for (let i = 0; i < count; i++) {
    const [low, high] = planeRanges[first + i] ?? [0, 0];
    ranges.set([low, high], 2 * i);
    const scale = request.scale === "channel" ? { low, high } : { low: minimum, high: maximum };
    const into = pixels.subarray(i * drawn.height * drawn.width, (i + 1) * drawn.height * drawn.width);
    shrink({ values: planeAt(first + i), height, width }, { ...drawn, into }, scale);
  }
  return {
    ...{ node, shape: tensor.shape, channels, first, count, minimum, maximum },
    ...drawn,
    statistics: mapStatistics(image, size, [minimum, maximum]),
    pixels: pixels.buffer,
    ranges: ranges.buffer,
  };
}

/** One channel of the first image, as it is; null where the tensor has no such channel. */
export function channelValues({ shape, data }: OutputTensor, channel: number): ChannelValues | null {
  const { channels, height, width } = planes(shape);
  if (channel >= channels) return null;
  const from = channel * height * width;
  return { height, width, values: data.slice(from, from + height * width).buffer };
}

/** NCHW has C planes of H × W, and a vector [N, F] has F planes of one pixel. Anything else has one row per plane. */
function planes(shape: readonly number[]): {
  readonly channels: number;
  readonly height: number;
  readonly width: number;
} {
  const [, channels = 1, ...inner] = shape;
  const width = inner.at(-1) ?? 1;
  return { channels, width, height: inner.slice(0, -1).reduce((product, size) => product * size, 1) };
}

function rangeOf(values: Float32Array): [low: number, high: number] {
  let [low, high] = [Infinity, -Infinity];
  for (let at = 0; at < values.length; at++) {
    const value = values[at] ?? 0;
    if (!Number.isFinite(value)) continue;
    if (value < low) low = value;
    if (value > high) high = value;
  }
  return [low, high];
}

interface Plane {
  readonly values: Float32Array;
  readonly height: number;
  readonly width: number;
}

interface Picture {
  readonly into: Uint8Array;
  readonly height: number;
  readonly width: number;
}

/** Every pixel is the mean of the values that it covers, on a scale from 0 to 255. */
function shrink(
  from: Plane,
  to: Picture,
  { low, high }: { readonly low: number; readonly high: number },
): void {
  const factor = high > low ? 255 / (high - low) : 0;
  if (to.into.length === from.values.length) {
    // The first look comes before the browser has compiled this: plain indices are quick even then.
    const { values } = from;
    for (let at = 0; at < values.length; at++) to.into[at] = ((values[at] ?? 0) - low) * factor + 0.5;
    return;
  }
  for (let y = 0; y < to.height; y++) {
    const rows = covered(y, to.height, from.height);
    for (let x = 0; x < to.width; x++) {
      const mean = meanOf(from, rows, covered(x, to.width, from.width));
      to.into[y * to.width + x] = Math.round((mean - low) * factor);
    }
  }
}

type Span = readonly [from: number, to: number];

function covered(index: number, parts: number, whole: number): Span {
  return [Math.floor((index * whole) / parts), Math.ceil(((index + 1) * whole) / parts)];
}

function meanOf({ values, width }: Plane, [top, bottom]: Span, [left, right]: Span): number {
  let sum = 0;
  for (let y = top; y < bottom; y++) for (let x = left; x < right; x++) sum += values[y * width + x] ?? 0;
  return sum / ((bottom - top) * (right - left));
}
