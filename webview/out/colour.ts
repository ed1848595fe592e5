/** Red, green and blue from 0 to 255, and how opaque it is, from 0 to 1. */
export type Colour = readonly [red: number, green: number, blue: number, alpha: number];

/** `#rgb`, `#rrggbb`, `#rrggbbaa`, `rgb(…)` or `rgba(…)`, as themes write colours; undefined for anything else. */
export function parseColour(text: string): Colour | undefined {
  const hex = /^#([\da-f]{3,8})$/i.exec(text.trim())?.[1];
  if (hex !== undefined) return fromHex(hex);
  const parts =
    /^rgba?\(([^)]*)\)$/i
      .exec(text.trim())?.[1]
      ?.split(/[\s,/]+/)
      .filter(Boolean) ?? [];
  const [red, green, blue, alpha = 1] = parts.map(Number);
  if (red === undefined || green === undefined || blue === undefined) return undefined;
  return [red, green, blue, alpha].every(Number.isFinite) ? [red, green, blue, alpha] : undefined;
}

/** A share of one colour, from 0 to 1, and the rest of another one. */
export function mix(share: number, one: Colour, other: Colour): Colour {
  const [a, b] = [share * one[3], (1 - share) * other[3]];
  const alpha = a + b;
  const part = (index: 0 | 1 | 2): number => (alpha === 0 ? 0 : (a * one[index] + b * other[index]) / alpha);
  return [part(0), part(1), part(2), alpha];
}

/** What is seen of a colour on an opaque ground. */
export function over(colour: Colour, ground: Colour): Colour {
  return mix(colour[3], [colour[0], colour[1], colour[2], 1], ground);
}

export function hex([red, green, blue]: Colour): string {
  return `#${[red, green, blue].map((part) => Math.round(part).toString(16).padStart(2, "0")).join("")}`;
}

function fromHex(digits: string): Colour | undefined {
  const wide = digits.length < 6 ? digits.replace(/./g, "$&$&") : digits;
  if (wide.length !== 6 && wide.length !== 8) return undefined;
  const part = (at: number): number => Number.parseInt(wide.slice(at, at + 2), 16);
  return [part(0), part(2), part(4), wide.length === 8 ? part(6) / 255 : 1];
}
