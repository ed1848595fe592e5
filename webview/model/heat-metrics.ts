import { type CostUnit, known } from "../../src/ir/index.ts";
import { byteSize, duration, exactCount, shortCost, shortCount } from "../../src/words/index.ts";
import { figuresOf } from "./figures.ts";
import { type Times, timeOf } from "./heat.ts";
import { type Item, nodesOf } from "./item.ts";
import type { ModelView } from "./model-view.ts";
import { rateOf, rateWords } from "./rates.ts";
import type { VisibleGraph } from "./visible-graph.ts";

/** What a metric is taken from. */
interface Source {
  readonly view: ModelView;
  readonly times: Times | null;
}

/** A quantity that the tint of the boxes can show. */
interface Metric {
  readonly word: (units: CostUnit) => string;
  /** Whether it is known only after a run. */
  readonly isMeasured?: true;
  /** Undefined where it is symbolic, unknown or was not measured. */
  readonly of: (source: Source, item: Item) => number | undefined;
  readonly text: (value: number, units: CostUnit) => string;
}

export const heatMetrics = {
  time: {
    word: () => "time",
    isMeasured: true,
    of: ({ times }, item) => timeOf(times, item),
    text: duration,
  },
  rate: {
    word: (units) => `${units} per second`,
    isMeasured: true,
    of: ({ view, times }, item) => rateOf(view, times, item),
    text: rateWords,
  },
  macs: {
    word: (units) => units,
    of: ({ view }, item) => known(figuresOf(view, item).macs),
    text: shortCost,
  },
  parameters: {
    word: () => "parameters",
    of: ({ view }, item) => known(figuresOf(view, item).parameters),
    text: (count) => shortCount(Math.round(count)),
  },
  memory: {
    word: () => "activations",
    of: ({ view }, item) => known(figuresOf(view, item).activationBytes),
    text: (bytes) => byteSize(bytes),
  },
  field: {
    word: () => "receptive field",
    of: ({ view }, item) => fieldOf(view, item),
    text: (pixels) => `${exactCount(Math.round(pixels))} px`,
  },
} as const satisfies Readonly<Record<string, Metric>>;

export type HeatMetric = "none" | keyof typeof heatMetrics;

export function metricOf(heat: Exclude<HeatMetric, "none">): Metric {
  return heatMetrics[heat];
}

/** Whether it is known only after a run. */
export function isMeasured(heat: HeatMetric): boolean {
  return heat !== "none" && metricOf(heat).isMeasured === true;
}

/**
 * The value that has the full tint: the largest of a drawn box. Shares of the model's total would be faint in a net of
 * hundreds of layers. Undefined where nothing is known.
 */
export function hottest(source: Source, heat: HeatMetric, drawn: VisibleGraph["items"]): number | undefined {
  if (heat === "none") return undefined;
  const { of } = metricOf(heat);
  let most: number | undefined;
  for (const { item, as } of drawn) {
    const value = as === "frame" ? undefined : of(source, item);
    if (value !== undefined && (most === undefined || value > most)) most = value;
  }
  return most;
}

/** The item's part of the full tint, from 0 to 1; 0 where it is symbolic or was not measured. */
export function heatOf(source: Source, item: Item, heat: HeatMetric, full: number | undefined): number {
  if (heat === "none") return 0;
  const value = metricOf(heat).of(source, item);
  return value === undefined || full === undefined || full === 0 ? 0 : Math.min(value / full, 1);
}

/** How much of the tint and of the bar a part gets. Most are small; their square root spreads them over the scale. */
export function tintOf(part: number): number {
  return Math.sqrt(part);
}

export interface Tick {
  /** Along the scale, from 0 to 1. */
  readonly at: number;
  readonly text: string;
}

/** The numbers at the start, the middle and the end of the scale; none where nothing is known. */
export function heatTicks(
  heat: Exclude<HeatMetric, "none">,
  full: number | undefined,
  units: CostUnit,
): readonly Tick[] {
  const { text } = metricOf(heat);
  if (full === undefined || full === 0) return [];
  return [0, 0.25, 1].map((part) => ({
    at: tintOf(part),
    text: part === 0 ? "0" : text(part * full, units),
  }));
}

/** The longer side of what one output of the item sees; of a block, of its last layer. */
function fieldOf({ model }: ModelView, item: Item): number | undefined {
  const last = nodesOf(item).at(-1);
  const field = last === undefined ? null : model.report.nodes[last]?.receptiveField;
  const sides = field?.size.map(known) ?? [];
  const numbers = sides.filter((side) => side !== undefined);
  return numbers.length === 0 || numbers.length < sides.length ? undefined : Math.max(...numbers);
}
