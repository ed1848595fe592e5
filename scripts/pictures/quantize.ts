import type { RgbImage } from "./read-png.ts";

/** An image whose pixels are numbers of colours in a palette. */
export interface IndexedImage {
  readonly width: number;
  readonly height: number;
  /** At most 256 colours, three bytes each. */
  readonly palette: Uint8Array;
  readonly indices: Uint8Array;
}

type Rgb = readonly [red: number, green: number, blue: number];

interface Colour {
  readonly rgb: Rgb;
  /** The number of pixels that have it. */
  readonly count: number;
}

interface Box {
  readonly colours: readonly Colour[];
  /** The channel in which the box's colours differ most. */
  readonly channel: 0 | 1 | 2;
  /** How much is gained by cutting the box in two. */
  readonly gain: number;
}

/** Reduces an image to 256 colours. On a screenshot of text the difference is invisible. */
export function quantize({ width, height, rgb }: RgbImage): IndexedImage {
  const pixels = Uint32Array.from({ length: width * height }, (_, i) => {
    const [red = 0, green = 0, blue = 0] = rgb.subarray(3 * i, 3 * i + 3);
    return (red << 16) | (green << 8) | blue;
  });
  const counts = new Map<number, number>();
  for (const pixel of pixels) counts.set(pixel, (counts.get(pixel) ?? 0) + 1);
  const colours = [...counts].map(([pixel, count]): Colour => ({ rgb: rgbOf(pixel), count }));
  const palette = choosePalette(colours);
  const nearest = new Map([...counts.keys()].map((pixel) => [pixel, nearestTo(rgbOf(pixel), palette)]));
  return {
    width,
    height,
    palette: Uint8Array.from(palette.flat()),
    indices: Uint8Array.from(pixels, (pixel) => nearest.get(pixel) ?? 0),
  };
}

function rgbOf(pixel: number): Rgb {
  return [pixel >> 16, (pixel >> 8) & 255, pixel & 255];
}

/** The most common colours stay exact, so that surfaces keep theirs; the others are chosen by median cut. */
function choosePalette(colours: readonly Colour[]): readonly Rgb[] {
  const sorted = [...colours].sort((a, b) => b.count - a.count);
  const exact = sorted.slice(0, 64);
  const boxes = sorted.length > 64 ? [boxOf(sorted.slice(64))] : [];
  while (exact.length + boxes.length < 256) {
    boxes.sort((a, b) => a.gain - b.gain);
    const box = boxes.at(-1);
    if (box === undefined || box.gain === 0) break;
    boxes.splice(-1, 1, ...cut(box));
  }
  return [...exact.map(({ rgb }) => rgb), ...boxes.map(meanOf)];
}

function boxOf(colours: readonly Colour[]): Box {
  const lengths = ([0, 1, 2] as const).map((channel) => {
    let [least, most] = [255, 0];
    for (const { rgb } of colours) {
      least = Math.min(least, rgb[channel]);
      most = Math.max(most, rgb[channel]);
    }
    return { channel, length: most - least };
  });
  const [longest = { channel: 0, length: 0 } as const] = lengths.sort((a, b) => b.length - a.length);
  return { colours, channel: longest.channel, gain: longest.length * Math.sqrt(pixelsIn(colours)) };
}

/** Cuts a box where half of its pixels are on either side. */
function cut({ colours, channel }: Box): readonly [Box, Box] {
  const sorted = [...colours].sort((a, b) => a.rgb[channel] - b.rgb[channel]);
  const half = pixelsIn(colours) / 2;
  let [at, passed] = [0, 0];
  while (passed < half) passed += sorted[at++]?.count ?? half;
  const middle = Math.min(Math.max(at, 1), sorted.length - 1);
  return [boxOf(sorted.slice(0, middle)), boxOf(sorted.slice(middle))];
}

function meanOf({ colours }: Box): Rgb {
  const total = pixelsIn(colours);
  const mean = (channel: 0 | 1 | 2) =>
    Math.round(colours.reduce((sum, { rgb, count }) => sum + rgb[channel] * count, 0) / total);
  return [mean(0), mean(1), mean(2)];
}

function pixelsIn(colours: readonly Colour[]): number {
  return colours.reduce((sum, { count }) => sum + count, 0);
}

function nearestTo([red, green, blue]: Rgb, palette: readonly Rgb[]): number {
  let [best, least] = [0, Number.POSITIVE_INFINITY];
  for (const [index, [r, g, b]] of palette.entries()) {
    const distance = (r - red) ** 2 + (g - green) ** 2 + (b - blue) ** 2;
    if (distance < least) [best, least] = [index, distance];
  }
  return best;
}
