import { memo, useEffect, useMemo, useState } from "react";
import { exactCount } from "../../src/words/index.ts";
import { Button } from "../controls/index.ts";
import { type Fault, faultWords } from "../model/faults.ts";
import { itemAt } from "../model/item.ts";
import type { ModelView } from "../model/model-view.ts";
import { searchItems } from "../model/search.ts";
import { itemsAtSource, sourceOf } from "../model/source-marks.ts";
import { finishedOfView, goTo } from "../state/app-state.ts";
import { useApp, usePage } from "../state/page.ts";
import { useFaults } from "../state/use-faults.ts";
import { type Column, columns, type LayerRow, layerRows, type Order, sorted } from "./layer-rows.ts";

/** The same model as a table, with a row for each layer. */
export function LayerTable({ view }: { readonly view: ModelView }) {
  const units = useApp((state) => state.shown?.units ?? "MACs");
  const times = useApp((state) => finishedOfView(state)?.times ?? null);
  const search = useApp((state) => state.search);
  const [order, setOrder] = useState<Order>({ column: "path", descending: false });
  const [shown, setShown] = useState(pageOfRows);
  const rows = useMemo(() => layerRows(view, units, times), [view, units, times]);
  const filtered = useMemo(() => filter(view, rows, search), [view, rows, search]);
  const ordered = useMemo(() => sorted(filtered, order), [filtered, order]);
  useTableDrawn(view);
  return (
    <div className="table-view">
      <table className="layers" data-timed={times === null ? undefined : true}>
        <caption className="visually-hidden">Layers of {view.model.name}</caption>
        <thead>
          <tr>
            {columns.map((column) => (
              <Heading
                key={column}
                column={column}
                text={headings[column] ?? units}
                order={order}
                onOrder={setOrder}
              />
            ))}
          </tr>
        </thead>
        <tbody>
          <Rows view={view} rows={ordered.slice(0, shown)} />
        </tbody>
      </table>
      {ordered.length > shown && (
        <Button onClick={() => setShown(shown + pageOfRows)}>
          {`Show more (${exactCount(shown)} of ${exactCount(ordered.length)})`}
        </Button>
      )}
    </div>
  );
}

const pageOfRows = 1000;

const headings: Readonly<Record<Column, string | null>> = {
  path: "Path",
  op: "Op",
  output: "Output",
  parameters: "Parameters",
  work: null,
  share: "Share",
  time: "Time",
};

function filter(view: ModelView, rows: readonly LayerRow[], search: string): readonly LayerRow[] {
  if (search.trim() === "") return rows;
  const found = new Set(searchItems(view, search));
  return rows.filter(({ id }) => found.has(id));
}

interface HeadingProps {
  readonly column: Column;
  readonly text: string;
  readonly order: Order;
  readonly onOrder: (order: Order) => void;
}

/** The first click sorts numbers with the largest first, which is the usual interest. */
function Heading({ column, text, order, onOrder }: HeadingProps) {
  const active = order.column === column;
  const sort = active ? (order.descending ? "descending" : "ascending") : "none";
  const next = { column, descending: active ? !order.descending : numeric.has(column) };
  return (
    <th
      scope="col"
      aria-sort={sort}
      data-column={column}
      className={numeric.has(column) ? "number" : undefined}
    >
      <button type="button" onClick={() => onOrder(next)}>
        {text}
      </button>
    </th>
  );
}

const numeric: ReadonlySet<Column> = new Set(["parameters", "work", "share", "time"]);

const Rows = memo(function Rows({
  view,
  rows,
}: {
  readonly view: ModelView;
  readonly rows: readonly LayerRow[];
}) {
  const { store, host } = usePage();
  const selected = useApp((state) => state.selected);
  const cursor = useApp((state) => state.cursor);
  const marked = useMemo(() => {
    return cursor === null ? new Set<string>() : itemsAtSource(view.model.graph, view.tree, cursor);
  }, [view, cursor]);
  const faults = useFaults(view);
  const choose = (id: string): void => {
    store.update(goTo(id));
    const at = sourceOf(view.model.graph, itemAt(view.tree, id));
    if (at !== null) host.send("reveal", { at });
  };
  return rows.map(({ id, cells }) => {
    const fault = faults.get(id);
    return (
      <tr
        key={id}
        data-selected={selected === id || undefined}
        data-marked={marked.has(id) || undefined}
        data-fault={fault?.severity}
      >
        {columns.map((column) =>
          column === "path" ? (
            <PathCell key={column} cells={cells} fault={fault} onChoose={() => choose(id)} />
          ) : (
            <td
              key={column}
              data-column={column}
              title={column === "op" ? cells.op.text : undefined}
              className={numeric.has(column) ? "number" : column === "output" ? "shape" : undefined}
            >
              {cells[column].text}
            </td>
          ),
        )}
      </tr>
    );
  });
});

interface PathCellProps {
  readonly cells: LayerRow["cells"];
  readonly fault: Fault | undefined;
  readonly onChoose: () => void;
}

/** What the row is about, with a sign and a sentence where something is wrong with it. */
function PathCell({ cells, fault, onChoose }: PathCellProps) {
  const words = fault && faultWords(fault);
  return (
    <th scope="row" data-column="path" title={[words, cells.path.text].filter(Boolean).join("\n")}>
      {fault && (
        <span className="fault-sign" aria-hidden="true">
          !
        </span>
      )}
      <button type="button" className="link" onClick={onChoose}>
        {cells.path.text || cells.op.text}
      </button>
      {fault && <span className="visually-hidden">{` ${fault.severity}: ${words}`}</span>}
    </th>
  );
}

/** The table counts as a drawing of the model too: the host waits for it as for the graph. */
function useTableDrawn(view: ModelView): void {
  const { host } = usePage();
  useEffect(() => {
    const { nodes } = view.model.graph;
    const edges = nodes.reduce((count, { inputs }) => count + inputs.length, 0);
    host.send("drawn", { model: view.model.id, nodes: nodes.length, edges, folded: 0 });
  }, [view, host]);
}
