import { type Font, fitText, textWidth } from "./fit-text.ts";
import { element, xmlText } from "./xml.ts";

export const sansFamily = "system-ui, -apple-system, 'Segoe UI', Ubuntu, Roboto, sans-serif";
export const monoFamily = "ui-monospace, SFMono-Regular, Menlo, Consolas, 'Droid Sans Mono', monospace";

export interface TextRun {
  readonly text: string;
  readonly font: Font;
  readonly fill: string;
}

/** Texts side by side on one line between two edges. The last keeps to the right; those before it share what is left. */
export function lineSvg(
  { left, right, baseline }: { readonly left: number; readonly right: number; readonly baseline: number },
  runs: readonly TextRun[],
  end: TextRun | null,
): string {
  const last = end === null ? "" : fitText(end.text, (right - left) * 0.6, end.font);
  const limit = last === "" || end === null ? right : right - textWidth(last, end.font) - gap;
  const parts: string[] = [];
  let x = left;
  for (const { text, font, fill } of runs) {
    const fitted = fitText(text, limit - x, font);
    if (fitted === "") continue;
    // From where the one before really ends, in whatever font that is.
    const dx = parts.length === 0 ? undefined : gap;
    parts.push(element("tspan", { dx, fill, ...fontAttributes(font) }, xmlText(fitted)));
    x += textWidth(fitted, font) + gap;
  }
  const together = parts.length === 0 ? "" : element("text", { x: left, y: baseline }, ...parts);
  if (last === "" || end === null) return together;
  return together + textSvg(last, { x: right, y: baseline, fill: end.fill, "text-anchor": "end" }, end.font);
}

const gap = 7;

export function textSvg(
  text: string,
  attributes: Readonly<Record<string, string | number>>,
  font: Font,
): string {
  return element("text", { ...attributes, ...fontAttributes(font) }, xmlText(text));
}

function fontAttributes({ size, bold, mono }: Font) {
  return {
    "font-size": size === 13 ? undefined : size,
    "font-weight": bold ? 600 : undefined,
    "font-family": mono ? monoFamily : undefined,
  };
}
