import type { Dim } from "../../src/ir/index.ts";
import { costIn, percent, shortCount } from "../../src/words/index.ts";
import { costShares } from "../model/cost-shares.ts";
import { figuresOf } from "../model/figures.ts";
import type { Item } from "../model/item.ts";
import type { ModelView } from "../model/model-view.ts";
import { goTo } from "../state/app-state.ts";
import { useApp, usePage } from "../state/page.ts";
import type { Tab } from "./tab.ts";

/** Which blocks of the model cost most. */
export const costTab: Tab = {
  id: "cost",
  title: "Cost",
  isOffered: ({ view }) => view !== null,
  Content: CostPanel,
};

function CostPanel() {
  const view = useApp((state) => state.view);
  const units = useApp((state) => state.shown?.units ?? "MACs");
  if (view === null) return null;
  return (
    <>
      <Shares
        view={view}
        caption={`${units} by block, largest first`}
        unit={units}
        costOf={(item) => figuresOf(view, item).macs}
        print={(macs) => shortCount(costIn(macs, units))}
      />
      <Shares
        view={view}
        caption="Parameters by block, largest first"
        unit="Count"
        costOf={(item) => figuresOf(view, item).parameters}
        print={(count) => shortCount(count)}
      />
    </>
  );
}

interface SharesProps {
  readonly view: ModelView;
  readonly caption: string;
  /** The heading of the costs. */
  readonly unit: string;
  readonly costOf: (item: Item) => Dim;
  readonly print: (cost: number) => string;
}

/** Every block with its cost, its share of the total, and the cumulative share down to its row. */
function Shares({ view, caption, unit, costOf, print }: SharesProps) {
  const { store } = usePage();
  const rows = costShares(view, costOf);
  if (rows === null) return <p className="hint">{caption}: not known before all sizes are numbers.</p>;
  return (
    <table className="small-table steps">
      <caption>{caption}</caption>
      <thead>
        <tr>
          <th scope="col">Block</th>
          <td className="bar-cell" />
          <td>{unit}</td>
          <td>Share</td>
          <td className="running-sum">Sum</td>
        </tr>
      </thead>
      <tbody>
        {rows.map(({ item, name, cost, share, together }) => (
          <tr key={item.id}>
            <th scope="row">
              <button type="button" className="link" onClick={() => store.update(goTo(item.id))}>
                {name}
              </button>
            </th>
            <td className="bar-cell">
              <progress value={share} max={1} aria-label={`Share of ${name}`} />
            </td>
            <td>{print(cost)}</td>
            <td>{percent(share)}</td>
            <td className="running-sum">{percent(together)}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}
