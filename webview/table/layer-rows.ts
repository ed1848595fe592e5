import { type CostUnit, type Dim, known, type NodeId } from "../../src/ir/index.ts";
import { costIn, duration, exactCount, percent } from "../../src/words/index.ts";
import { figuresOf, labelOf, shapesText } from "../model/figures.ts";
import type { Times } from "../model/heat.ts";
import { type ItemId, itemAt } from "../model/item.ts";
import type { ModelView } from "../model/model-view.ts";

/** One layer of the table: texts to read and numbers to sort by. */
export interface LayerRow {
  readonly id: ItemId;
  readonly node: NodeId;
  readonly cells: Readonly<Record<Column, Cell>>;
}

interface Cell {
  readonly text: string;
  /** Absent where there is no number. Such rows come last in either sort order. */
  readonly value?: number | undefined;
}

export const columns = ["path", "op", "output", "parameters", "work", "share", "time"] as const;
export type Column = (typeof columns)[number];

export function layerRows(view: ModelView, units: CostUnit, times: Times | null): readonly LayerRow[] {
  const totalMacs = known(view.model.report.total.macs);
  return view.tree.layerOf.map((id, node) => {
    const item = itemAt(view.tree, id);
    const { parameters, macs } = figuresOf(view, item);
    const time = times?.of.get(node);
    return {
      id,
      node,
      cells: {
        path: { text: item.path, value: node },
        op: { text: labelOf(view.model, node).title },
        output: { text: shapesText(view, [node]) },
        parameters: count(parameters),
        work: count(costIn(macs, units)),
        share: shareOf(known(macs), totalMacs),
        time: time === undefined ? { text: "" } : { text: duration(time), value: time },
      },
    };
  });
}

export interface Order {
  readonly column: Column;
  readonly descending: boolean;
}

export function sorted(rows: readonly LayerRow[], { column, descending }: Order): readonly LayerRow[] {
  const sign = descending ? -1 : 1;
  return [...rows].sort((a, b) => {
    const [left, right] = [a.cells[column], b.cells[column]];
    if (left.value === undefined || right.value === undefined) {
      if (left.value === right.value) return sign * left.text.localeCompare(right.text);
      return left.value === undefined ? 1 : -1;
    }
    return sign * (left.value - right.value);
  });
}

function count(dim: Dim): Cell {
  const value = known(dim);
  return value === 0 ? { text: "–", value } : { text: exactCount(dim), value };
}

function shareOf(part: number | undefined, whole: number | undefined): Cell {
  if (part === undefined || whole === undefined || whole === 0) return { text: "" };
  return part === 0 ? { text: "–", value: 0 } : { text: percent(part / whole), value: part / whole };
}
