import { barText, boxText, shapesInBox } from "../graph/box-text.ts";
import { categoryDrawing, type Stroke } from "../graph/category-drawings.ts";
import { frameHeader } from "../layout/sizes.ts";
import { textWidth } from "./fit-text.ts";
import type { PictureItem } from "./picture.ts";
import type { PictureColours } from "./picture-colours.ts";
import { lineSvg, type TextRun, textSvg } from "./svg-text.ts";
import { element, xmlText } from "./xml.ts";

/** How far the sheet behind a folded block stands out. */
export const shadowRoom = 3;

/** Frames lie below the lines, boxes and the titles of frames above them. */
export function itemSvg(item: PictureItem, colours: PictureColours, layer: "frame" | "box"): string {
  if (layer === "frame") return frame(item, colours);
  const content = item.as === "frame" ? bar(item, colours) : box(item, colours);
  return element("g", {}, element("title", {}, xmlText(item.hover)), ...content, fault(item, colours));
}

function frame({ box, dotted }: PictureItem, { frame, border }: PictureColours): string {
  const dashes = dotted ? "1.5 2.5" : undefined;
  return element("rect", { ...box, rx: 7, fill: frame, stroke: border, "stroke-dasharray": dashes });
}

/** The title of an unfolded group. */
function bar({ box, words, ...item }: PictureItem, colours: PictureColours): readonly string[] {
  const { x, y, width } = box;
  const place = { left: x + 28, right: x + width - 10, baseline: y + 19.5 };
  const { title, figures } = barText(words, width);
  return [
    element("rect", {
      ...{ x, y, width, height: frameHeader, rx: 6 },
      fill: colours.box,
      stroke: edgeColour(item, colours),
    }),
    glyph([{ d: "M4 6l4 4 4-4" }], { x: x + 6, y: y + 7 }, colours.foreground),
    lineSvg(place, names(words, title, colours), quietly(figures, colours)),
  ];
}

function box(item: PictureItem, colours: PictureColours): readonly string[] {
  const { as, box, words, heat, shape, times } = item;
  const { x, y, width, height } = box;
  const stroke = edgeColour(item, colours);
  const fill = heat > 0 ? colours.heated(heat) : colours.box;
  const place = { left: x + 31, right: x + width - 8 };
  const isLayer = as === "layer";
  const kind = colours.kind(words.category);
  const output: TextRun = {
    text: shapesInBox(words),
    font: { size: 11, mono: true },
    fill: colours.foreground,
  };
  const time: TextRun | null =
    words.time === "" ? null : { text: words.time, font: { size: 13 }, fill: colours.foreground };
  const cost = quietly(words.cost, colours);
  const isAlone = cost === null && !shape;
  const isTimeBelow = cost !== null && !shape;
  const { title, rest } = boxText(words, {
    ...(isTimeBelow ? { below: words.time } : { beside: words.time }),
    isAlone,
  });
  const below = rest === "" ? null : quietly(rest, colours, 13);
  return [
    isLayer
      ? ""
      : element("rect", { ...box, x: x + 3, y: y + 3, rx: 5, fill: colours.box, stroke: colours.border }),
    element("rect", { ...box, rx: 5, fill, stroke }),
    isLayer ? element("path", { d: `M${x + 4} ${y}q-4 0 -4 4v${height - 8}q0 4 4 4z`, fill: kind }) : "",
    isLayer
      ? glyph(categoryDrawing(words.category), { x: x + 9, y: y + height / 2 - 8 }, kind)
      : glyph([{ d: "M6 4l4 4-4 4" }], { x: x + 7, y: y + height / 2 - 8 }, colours.foreground),
    lineSvg(
      { ...place, baseline: isAlone && below === null ? y + height / 2 + 5 : y + 20 },
      names(words, title, colours),
      isTimeBelow ? null : time,
    ),
    lineSvg(
      { ...place, baseline: y + 38 },
      below !== null ? [below] : shape ? [output] : cost === null ? [] : [cost],
      below === null && shape ? cost : isTimeBelow ? time : null,
    ),
    times > 1 && !isLayer ? badge(`×${times}`, x + width + 8, y, colours) : "",
  ];
}

function names(
  { name }: PictureItem["words"],
  title: string,
  { foreground, quiet }: PictureColours,
): readonly TextRun[] {
  const plain: TextRun = { text: title, font: { size: 13 }, fill: name === "" ? foreground : quiet };
  if (name === "") return [plain];
  return [{ text: name, font: { size: 13, bold: true }, fill: foreground }, plain];
}

function quietly(text: string, { quiet }: PictureColours, size = 11): TextRun | null {
  return text === "" ? null : { text, font: { size }, fill: quiet };
}

function badge(text: string, right: number, y: number, colours: PictureColours): string {
  const width = textWidth(text, { size: 11 }) + 14;
  const at = { x: right - width / 2, y: y + 4, fill: colours.badgeText, "text-anchor": "middle" };
  return (
    element("rect", { x: right - width, y: y - 9, width, height: 18, rx: 9, fill: colours.badge }) +
    textSvg(text, at, { size: 11 })
  );
}

/** A sign besides the colour of the border. */
function fault({ box, fault }: PictureItem, colours: PictureColours): string {
  if (fault === undefined) return "";
  const [x, y] = [box.x + box.width, box.y];
  const at = { x, y: y + 4, fill: colours.background, "text-anchor": "middle" };
  return (
    element("circle", { cx: x, cy: y, r: 7.5, fill: colours[fault.severity] }) +
    textSvg("!", at, { size: 11, bold: true })
  );
}

function edgeColour({ fault }: Pick<PictureItem, "fault">, colours: PictureColours): string {
  return fault === undefined ? colours.border : colours[fault.severity];
}

function glyph(
  strokes: readonly Stroke[],
  at: { readonly x: number; readonly y: number },
  colour: string,
): string {
  return element(
    "g",
    {
      transform: `translate(${at.x} ${at.y})`,
      fill: "none",
      stroke: colour,
      "stroke-width": 1.3,
      "stroke-linecap": "round",
      "stroke-linejoin": "round",
    },
    ...strokes.map(({ d, solid, dashes }) =>
      element("path", { d, fill: solid ? colour : undefined, "stroke-dasharray": dashes }),
    ),
  );
}
