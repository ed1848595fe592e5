import { type Colour, hex, mix, over, parseColour } from "./colour.ts";

/** The colours of a picture that stands by itself: each as `#rrggbb`. */
export interface PictureColours {
  readonly background: string;
  readonly foreground: string;
  readonly quiet: string;
  readonly border: string;
  readonly box: string;
  readonly frame: string;
  readonly line: string;
  readonly skip: string;
  readonly part: string;
  readonly error: string;
  readonly warning: string;
  readonly badge: string;
  readonly badgeText: string;
  /** Of a kind of op. */
  readonly kind: (category: string) => string;
  /** A box of this share of the total, from 0 to 1. */
  readonly heated: (share: number) => string;
}

/** A theme's variable by its name without `--vscode-`; "" where the theme has none. */
export type ThemeVariable = (name: string) => string;

/** The page's colours in a theme, as the style sheets mix them. A test holds the two equal. */
export function pictureColours(theme: ThemeVariable): PictureColours {
  const first = (...names: readonly string[]): Colour | undefined => {
    for (const name of names) {
      const colour = parseColour(theme(name));
      if (colour !== undefined) return colour;
    }
    return undefined;
  };
  const background = first("editor-background") ?? [255, 255, 255, 1];
  const foreground = first("foreground") ?? [59, 59, 59, 1];
  const contrast = first("contrastBorder");
  const opaque = (colour: Colour): Colour => over(colour, background);
  const of = (...names: readonly string[]): string => hex(opaque(first(...names) ?? foreground));
  const tint = (share: number): Colour => opaque([foreground[0], foreground[1], foreground[2], share]);
  const box = contrast === undefined ? mix(0.06, foreground, background) : background;
  const heat = first("symbolIcon-classForeground", "charts-yellow") ?? foreground;
  return {
    background: hex(background),
    foreground: hex(opaque(foreground)),
    quiet: of("descriptionForeground"),
    border: hex(contrast === undefined ? tint(0.16) : opaque(contrast)),
    box: hex(box),
    frame: hex(contrast === undefined ? tint(0.03) : background),
    line: hex(mix(0.48, foreground, background)),
    skip: of("charts-purple"),
    part: of("charts-yellow"),
    error: of("editorError-foreground"),
    warning: of("editorWarning-foreground"),
    badge: of("badge-background"),
    badgeText: of("badge-foreground"),
    kind: (category) => of(...(kindVariables[category] ?? ["descriptionForeground"])),
    heated: (share) => hex(opaque(mix(Math.sqrt(Math.min(share, 1)) * 0.55, heat, box))),
  };
}

const kindVariables: Readonly<Record<string, readonly string[]>> = {
  source: ["foreground"],
  convolution: ["charts-blue"],
  normalization: ["charts-purple"],
  activation: ["symbolIcon-classForeground", "charts-yellow"],
  pooling: ["charts-green"],
  linear: ["charts-red"],
  combine: ["charts-yellow"],
};
