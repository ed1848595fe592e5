import type { CostUnit } from "../../src/ir/index.ts";
import { duration, percent, plural, shortReal } from "../../src/words/index.ts";
import { labelOf } from "../model/figures.ts";
import { itemAt } from "../model/item.ts";
import type { ModelView } from "../model/model-view.ts";
import { type Promised, promisedAndTaken, rateWords } from "../model/rates.ts";
import { stepName } from "../model/step-name.ts";
import { finishedOfView, goTo } from "../state/app-state.ts";
import { useApp, usePage } from "../state/page.ts";
import { Breakable } from "./breakable.tsx";
import { slowest } from "./slowest.ts";
import type { Tab } from "./tab.ts";

/** What the MACs of each layer promise beside what it took. */
export const speedTab: Tab = {
  id: "speed",
  title: "Speed",
  isOffered: (state) => finishedOfView(state) !== null,
  Content: SpeedPanel,
};

function SpeedPanel() {
  const view = useApp((state) => state.view);
  const times = useApp((state) => finishedOfView(state)?.times ?? null);
  const units = useApp((state) => state.shown?.units ?? "MACs");
  if (view === null || times === null) return null;
  const rows = promisedAndTaken(view, times);
  const { shown, others } = slowest(rows);
  const longest = Math.max(...rows.flatMap(({ macsShare, timeShare }) => [macsShare, timeShare]));
  return (
    <>
      <p className="hint">
        If every {units.slice(0, -1)} took the same time, both bars of a layer would be equally long. A layer
        with few {units} for each byte that it reads and writes waits for memory: a depthwise convolution is
        slower than its {units} promise.
      </p>
      <table className="small-table speeds">
        <caption>
          Share of {units} and of time by layer, slowest first. A layer’s time includes what was computed
          together with it.
        </caption>
        <thead>
          <tr>
            <th scope="col">Layer and its shares</th>
            <th scope="col">{units}/s</th>
            <th scope="col">
              <Breakable text={`${units}/byte`} />
            </th>
          </tr>
        </thead>
        {shown.map((row) => (
          <SpeedRows key={row.node} view={view} row={row} units={units} longest={longest} />
        ))}
        {others.count > 0 && (
          <tfoot>
            <tr>
              <th scope="row" colSpan={3}>
                {plural(others.count, "faster layer")}{" "}
                <span className="hint">together {duration(others.milliseconds)}</span>
              </th>
            </tr>
          </tfoot>
        )}
      </table>
    </>
  );
}

interface SpeedRowsProps {
  readonly view: ModelView;
  readonly row: Promised;
  readonly units: CostUnit;
  /** The largest share of all, which has the whole bar. */
  readonly longest: number;
}

/** A layer's name has the width of the table: beside the bars it would break into four lines. */
function SpeedRows({ view, row, units, longest }: SpeedRowsProps) {
  const { store } = usePage();
  const id = view.tree.layerOf[row.node] ?? view.tree.root;
  const { name } = itemAt(view.tree, id);
  const { title } = labelOf(view.model, row.node);
  const perByte = (units === "FLOPs" ? 2 : 1) * row.macsPerByte;
  return (
    <tbody>
      <tr>
        <th scope="rowgroup" colSpan={3}>
          <button type="button" className="link" onClick={() => store.update(goTo(id))}>
            {stepName(view, row.node)}
          </button>{" "}
          <span className="hint">
            {name === "" ? duration(row.milliseconds) : `${title}, ${duration(row.milliseconds)}`}
          </span>
        </th>
      </tr>
      <tr>
        <td className="two-shares">
          <Share word={units} share={row.macsShare} longest={longest} kind="promised" />
          <Share word="time" share={row.timeShare} longest={longest} kind="taken" />
        </td>
        <td>{row.rate === undefined ? "–" : rateWords(row.rate, units).replace(`${units}/s`, "")}</td>
        <td>{row.macs === 0 ? "–" : shortReal(perByte)}</td>
      </tr>
    </tbody>
  );
}

interface ShareProps {
  readonly word: string;
  readonly share: number;
  readonly longest: number;
  readonly kind: "promised" | "taken";
}

function Share({ word, share, longest, kind }: ShareProps) {
  return (
    <span className="one-share">
      <span className="share-bar" data-kind={kind} aria-hidden="true">
        <span style={{ width: percentWidth(share / longest) }} />
      </span>
      <span>
        {percent(share)} {word}
      </span>
    </span>
  );
}

function percentWidth(share: number): string {
  return `${(100 * share).toFixed(1)}%`;
}
