/**
 * Nine stops of viridis (Smith and van der Walt 2015): even in lightness, and legible to the colour-blind.
 */
const stops: readonly (readonly [number, number, number])[] = [
  [68, 1, 84],
  [71, 44, 122],
  [59, 81, 139],
  [44, 113, 142],
  [33, 144, 141],
  [39, 173, 129],
  [92, 200, 99],
  [170, 220, 50],
  [253, 231, 37],
];

/** A colour for every byte, as a pixel of an `ImageData` that is read as 32-bit words. */
export const pixelColours: Uint32Array = new Uint32Array(
  new Uint8ClampedArray(Array.from({ length: 256 }, (_, value) => [...colourAt(value / 255), 255]).flat())
    .buffer,
);

/** The scale as a CSS background, from left to right. */
export function gradient(): string {
  return `linear-gradient(to right, ${stops.map((stop) => `rgb(${stop.join(" ")})`).join(", ")})`;
}

function colourAt(share: number): readonly number[] {
  const position = share * (stops.length - 1);
  const index = Math.min(Math.floor(position), stops.length - 2);
  const [from, to] = [stops[index] ?? [], stops[index + 1] ?? []];
  return from.map((value, channel) => value + ((to[channel] ?? value) - value) * (position - index));
}
