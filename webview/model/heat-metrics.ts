import { type CostUnit, known } from "../../src/ir/index.ts";
import { byteSize, duration, exactCount, shortCost, shortCount } from "../../src/words/index.ts";
import { figuresOf } from "./figures.ts";
import { type Times, timeOf } from "./heat.ts";
import { type Item, nodesOf } from "./item.ts";
import type { ModelView } from "./model-view.ts";
import { rateOf, rateWords } from "./rates.ts";

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
  /** What the full tint stands for: the model's total, or the largest value of a layer. */
  readonly full: (source: Source) => number | undefined;
  readonly text: (value: number, units: CostUnit) => string;
  /** Whether `full` is a total, of which each box has a share. */
  readonly isShare: boolean;
}

export const heatMetrics = {
  time: {
    word: () => "time",
    isMeasured: true,
    of: ({ times }, item) => timeOf(times, item),
    full: ({ times }) => times?.total,
    text: duration,
    isShare: true,
  },
  rate: {
    word: (units) => `${units} per second`,
    isMeasured: true,
    of: ({ view, times }, item) => rateOf(view, times, item),
    full: (source) => largest(source, (item) => rateOf(source.view, source.times, item)),
    text: rateWords,
    isShare: false,
  },
  macs: {
    word: (units) => units,
    of: ({ view }, item) => known(figuresOf(view, item).macs),
    full: ({ view }) => known(view.model.report.total.macs),
    text: shortCost,
    isShare: true,
  },
  parameters: {
    word: () => "parameters",
    of: ({ view }, item) => known(figuresOf(view, item).parameters),
    full: ({ view }) => known(view.model.report.total.parameters),
    text: (count) => shortCount(Math.round(count)),
    isShare: true,
  },
  memory: {
    word: () => "activations",
    of: ({ view }, item) => known(figuresOf(view, item).activationBytes),
    full: ({ view }) => known(view.model.report.total.activationBytes),
    text: (bytes) => byteSize(bytes),
    isShare: true,
  },
  field: {
    word: () => "receptive field",
    of: ({ view }, item) => fieldOf(view, item),
    full: (source) => largest(source, (item) => fieldOf(source.view, item)),
    text: (pixels) => `${exactCount(Math.round(pixels))} px`,
    isShare: false,
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

/** The item's part of the full tint, from 0 to 1; 0 where it is symbolic or was not measured. */
export function heatOf(view: ModelView, item: Item, heat: HeatMetric, times: Times | null): number {
  if (heat === "none") return 0;
  const metric = metricOf(heat);
  const [value, full] = [metric.of({ view, times }, item), fullOf(heat, view, times)];
  return value === undefined || full === undefined || full === 0 ? 0 : Math.min(value / full, 1);
}

/**
 * How much of the tint and of the bar a part gets. Shares in a long model are small; their square root spreads them over
 * the scale.
 */
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
  { view, times }: Source,
  heat: Exclude<HeatMetric, "none">,
  units: CostUnit,
): readonly Tick[] {
  const { text, isShare } = metricOf(heat);
  const full = fullOf(heat, view, times);
  if (full === undefined || full === 0) return [];
  return [0, 0.25, 1].map((part) => ({
    at: tintOf(part),
    text: part === 0 ? "0" : `${text(part * full, units)}${isShare && part === 1 ? " in all" : ""}`,
  }));
}

/** Kept with the view and the times: every box asks for it in each drawing. */
function fullOf(heat: Exclude<HeatMetric, "none">, view: ModelView, times: Times | null): number | undefined {
  const key = times ?? view;
  const ofView = fulls.get(view) ?? new WeakMap<object, Map<HeatMetric, number | undefined>>();
  fulls.set(view, ofView);
  const kept = ofView.get(key) ?? new Map<HeatMetric, number | undefined>();
  ofView.set(key, kept);
  if (!kept.has(heat)) kept.set(heat, metricOf(heat).full({ view, times }));
  return kept.get(heat);
}

const fulls = new WeakMap<ModelView, WeakMap<object, Map<HeatMetric, number | undefined>>>();

function largest({ view }: Source, measure: (item: Item) => number | undefined): number | undefined {
  let most: number | undefined;
  for (const item of view.tree.items.values()) {
    const value = item.kind === "layer" ? measure(item) : undefined;
    if (value !== undefined && (most === undefined || value > most)) most = value;
  }
  return most;
}

/** The longer side of what one output of the item sees; of a block, of its last layer. */
function fieldOf({ model }: ModelView, item: Item): number | undefined {
  const last = nodesOf(item).at(-1);
  const field = last === undefined ? null : model.report.nodes[last]?.receptiveField;
  const sides = field?.size.map(known) ?? [];
  const numbers = sides.filter((side) => side !== undefined);
  return numbers.length === 0 || numbers.length < sides.length ? undefined : Math.max(...numbers);
}
