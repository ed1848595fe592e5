import type { EdgeLabel } from "../graph/edge-labels.ts";
import { rounded } from "../graph/rounded.ts";
import { canvasPadding } from "../layout/sizes.ts";
import type { VisibleEdge } from "../model/visible-graph.ts";
import type { Picture } from "./picture.ts";
import type { PictureColours } from "./picture-colours.ts";
import { itemSvg, shadowRoom } from "./svg-items.ts";
import { monoFamily, sansFamily } from "./svg-text.ts";
import { element, xmlText } from "./xml.ts";

/** A picture as a file of its own: no script, no link, no font that it would have to fetch. */
export function writeSvg(picture: Picture, colours: PictureColours): string {
  const { title, area, items, edges, routes, labels } = picture;
  const [x, y] = [area.x - canvasPadding, area.y - canvasPadding];
  const [width, height] = svgSize(picture);
  const frames = items.filter(({ as }) => as === "frame");
  return `<?xml version="1.0" encoding="UTF-8"?>\n${element(
    "svg",
    {
      xmlns: "http://www.w3.org/2000/svg",
      viewBox: [x, y, width, height].map((part) => Math.round(part * 100) / 100).join(" "),
      width,
      height,
      role: "img",
      "font-family": sansFamily,
      "font-size": 13,
    },
    element("title", {}, xmlText(title)),
    element("rect", { x, y, width, height, fill: colours.background }),
    element("defs", {}, ...lineForms.map((form) => arrowHead(form, colours))),
    ...frames.map((item) => itemSvg(item, colours, "frame")),
    ...edges.map((edge) =>
      element("path", {
        d: rounded(routes.get(edge.id) ?? []),
        fill: "none",
        "marker-end": `url(#arrow-${formOf(edge)})`,
        ...strokeOf(formOf(edge), colours),
      }),
    ),
    ...labels.map((label) => labelSvg(label, colours)),
    ...items.map((item) => itemSvg(item, colours, "box")),
  )}\n`;
}

/** Its width and height in pixels. */
export function svgSize({ area }: Picture): readonly [width: number, height: number] {
  return [area.width + 2 * canvasPadding + shadowRoom, area.height + 2 * canvasPadding + shadowRoom];
}

const lineForms = ["plain", "skip", "part"] as const;
type LineForm = (typeof lineForms)[number];

function formOf({ skip, part }: VisibleEdge): LineForm {
  if (part) return "part";
  return skip ? "skip" : "plain";
}

function strokeOf(form: LineForm, { line, skip, part }: PictureColours) {
  if (form === "skip") return { stroke: skip, "stroke-width": 1.6, "stroke-dasharray": "6 3" };
  return form === "part" ? { stroke: part, "stroke-width": 1.4 } : { stroke: line, "stroke-width": 1.2 };
}

function arrowHead(form: LineForm, colours: PictureColours): string {
  const { stroke } = strokeOf(form, colours);
  return element(
    "marker",
    {
      id: `arrow-${form}`,
      viewBox: "0 0 8 8",
      refX: 7,
      refY: 4,
      markerUnits: "userSpaceOnUse",
      markerWidth: 9,
      markerHeight: 9,
      orient: "auto",
    },
    element("path", {
      d: "M1 1 7 4 1 7",
      fill: "none",
      stroke,
      "stroke-width": 1.3,
      "stroke-linecap": "round",
    }),
  );
}

/** Not by `dominant-baseline`: not every program that shows SVG knows it. */
function labelSvg({ text, at, anchor }: EdgeLabel, { quiet, background }: PictureColours): string {
  return element(
    "text",
    {
      x: at.x,
      y: at.y + 3.6,
      "text-anchor": anchor,
      "font-family": monoFamily,
      "font-size": 10.5,
      fill: quiet,
      stroke: background,
      "stroke-width": 4,
      "stroke-linejoin": "round",
      "paint-order": "stroke",
    },
    xmlText(text),
  );
}
