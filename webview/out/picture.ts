import type { CostUnit } from "../../src/ir/index.ts";
import type { Drawing } from "../graph/drawing.ts";
import { type EdgeLabel, edgeLabels, toldByLines } from "../graph/edge-labels.ts";
import { type ItemWords, itemWords } from "../graph/item-words.ts";
import type { Box } from "../layout/placed-graph.ts";
import { type Fault, type Faults, faultWords } from "../model/faults.ts";
import type { Times } from "../model/heat.ts";
import { type HeatMetric, heatOf, hottest } from "../model/heat-metrics.ts";
import type { Item, ItemId } from "../model/item.ts";
import type { FigureId } from "../model/item-figures.ts";
import type { VisibleEdge, VisibleItem } from "../model/visible-graph.ts";

/** What a picture shows besides the drawing itself: the choices that the author has made in the page. */
export interface PictureOptions {
  readonly units: CostUnit;
  readonly figures: readonly FigureId[];
  /** Whether shapes stand beside lines, or in boxes. */
  readonly shapes: boolean;
  readonly heat: HeatMetric;
  readonly times: Times | null;
  readonly faults: Faults;
  /** The item to show alone, with what is inside it; null for the whole drawing. */
  readonly only: ItemId | null;
}

/** A picture of the graph, in words and places: all that a writer of some format needs. */
export interface Picture {
  readonly title: string;
  readonly area: Box;
  /** Each frame comes before its content. */
  readonly items: readonly PictureItem[];
  readonly edges: readonly VisibleEdge[];
  readonly routes: Drawing["placed"]["routes"];
  readonly labels: readonly EdgeLabel[];
}

export interface PictureItem {
  readonly as: VisibleItem["as"];
  readonly box: Box;
  readonly words: ItemWords;
  readonly times: number;
  /** Of a frame: whether it stands for repeats rather than for a module of the author's. */
  readonly dotted: boolean;
  /** Whether its shape is in the box. */
  readonly shape: boolean;
  /** Its part of the full tint, from 0 to 1. */
  readonly heat: number;
  readonly fault: Fault | undefined;
  /** All that is known of it, a line each. */
  readonly hover: string;
}

export function pictureOf(drawing: Drawing, options: PictureOptions): Picture {
  const { view, graph, placed } = drawing;
  const area = areaOf(drawing, options.only);
  const isIn = (id: ItemId): boolean => contains(area, placed.boxes.get(id));
  const labels = options.shapes ? edgeLabels(drawing) : [];
  const told = toldByLines(drawing, labels);
  const full = hottest({ view, times: options.times }, options.heat, graph.items);
  const isShown = ({ source, target }: VisibleEdge): boolean => isIn(source) && isIn(target);
  return {
    title: view.model.name,
    area,
    items: graph.items.flatMap(({ item, as }) => {
      const box = placed.boxes.get(item.id);
      if (box === undefined || !isIn(item.id)) return [];
      return [pictureItem(drawing, options, { item, as, box, full, shape: !told.has(item.id) })];
    }),
    edges: graph.edges.filter(isShown),
    routes: placed.routes,
    labels: labels.filter(({ edge }) => isShown(edge)),
  };
}

interface Drawn {
  readonly item: Item;
  readonly as: VisibleItem["as"];
  readonly box: Box;
  /** The value that has the full tint. */
  readonly full: number | undefined;
  readonly shape: boolean;
}

function pictureItem(
  { view }: Drawing,
  { units, times, figures, heat, faults }: PictureOptions,
  { item, as, box, full, shape }: Drawn,
): PictureItem {
  const all = itemWords({ view, item, units, times }, figures);
  const words = figures.includes("time") ? all : { ...all, time: "" };
  const fault = faults.get(item.id);
  const lines = [item.path || words.title, words.title, words.output, words.cost, words.time];
  return {
    ...{ as, box, words, shape, fault },
    times: item.kind === "group" ? item.times : 1,
    dotted: item.kind === "group" && item.sort !== "module",
    heat: as === "frame" ? 0 : heatOf({ view, times }, item, heat, full),
    hover: [...(fault === undefined ? [] : [faultWords(fault)]), ...lines.filter(Boolean)].join("\n"),
  };
}

function areaOf({ placed }: Drawing, only: ItemId | null): Box {
  const { width, height } = placed;
  return placed.boxes.get(only ?? "") ?? { x: 0, y: 0, width, height };
}

function contains(area: Box, box: Box | undefined): boolean {
  if (box === undefined) return false;
  return (
    box.x >= area.x &&
    box.y >= area.y &&
    box.x + box.width <= area.x + area.width &&
    box.y + box.height <= area.y + area.height
  );
}
