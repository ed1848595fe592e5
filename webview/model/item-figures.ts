import { type CostUnit, type Dim, isUnknown, known, printDim } from "../../src/ir/index.ts";
import { byteSize, duration, narrowFormula, shortCost, shortCount } from "../../src/words/index.ts";
import { figuresOf } from "./figures.ts";
import { type Times, timeOf } from "./heat.ts";
import { type Item, nodesOf } from "./item.ts";
import type { ModelView } from "./model-view.ts";

/** What a figure is taken from. */
export interface Measured {
  readonly view: ModelView;
  readonly item: Item;
  readonly units: CostUnit;
  readonly times: Times | null;
}

/** A figure that boxes may show. */
interface ItemFigure {
  readonly word: string;
  /** In short, for the box; "" where the item has none. */
  readonly text: (measured: Measured) => string;
}

export const itemFigures = {
  parameters: {
    word: "Parameters",
    text: ({ view, item }) => {
      const { parameters } = figuresOf(view, item);
      return counts(parameters) ? `${shortCount(parameters, narrowFormula)} params` : "";
    },
  },
  macs: {
    word: "MACs",
    text: ({ view, item, units }) => {
      const { macs } = figuresOf(view, item);
      return counts(macs) ? shortCost(macs, units, narrowFormula) : "";
    },
  },
  memory: {
    word: "Memory",
    text: ({ view, item }) => byteSize(figuresOf(view, item).activationBytes, narrowFormula),
  },
  field: {
    word: "Receptive field",
    text: ({ view, item }) => {
      const last = nodesOf(item).at(-1);
      const field = last === undefined ? null : view.model.report.nodes[last]?.receptiveField;
      return field == null ? "" : `sees ${field.size.map((size) => printDim(size)).join("×")}`;
    },
  },
  time: {
    word: "Time",
    text: ({ item, times }) => {
      const milliseconds = timeOf(times, item);
      return milliseconds === undefined ? "" : duration(milliseconds);
    },
  },
} as const satisfies Readonly<Record<string, ItemFigure>>;

export type FigureId = keyof typeof itemFigures;

export const figureIds = Object.keys(itemFigures) as readonly FigureId[];

/** Whether a count is worth showing: unknown and symbolic ones are, 0 is not. */
export function counts(count: Dim): boolean {
  return isUnknown(count) || known(count) !== 0;
}
