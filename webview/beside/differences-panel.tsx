import { useMemo } from "react";
import type { LayerChanges, LayerSide } from "../../src/protocol/index.ts";
import { changeWords, costIn, exactCount, layerChangesWords } from "../../src/words/index.ts";
import { Dropdown } from "../controls/index.ts";
import { isExported } from "../host/exported.ts";
import type { ItemId } from "../model/item.ts";
import type { Tab } from "../panel/tab.ts";
import { goTo } from "../state/app-state.ts";
import { endBeside, startBeside } from "../state/beside-in-view.ts";
import type { FoundBeside } from "../state/beside-state.ts";
import { useApp, usePage } from "../state/page.ts";
import { DifferencesTable } from "../what-if/differences-table.tsx";

export const differencesTab: Tab = {
  id: "differences",
  title: "Differences",
  isOffered: ({ view, apart }) => view !== null && !apart && !isExported(),
  Content: DifferencesPanel,
};

/** What the model is compared with side by side, and how the two differ. */
function DifferencesPanel() {
  const beside = useApp((state) => state.beside);
  return (
    <>
      <Choice />
      {beside === null && (
        <p className="hint">
          Choose what to put beside the model: layers added, removed and changed are marked.
        </p>
      )}
      {beside !== null && beside.found === undefined && <p className="hint">Comparing …</p>}
      {typeof beside?.found === "string" && (
        <p className="trial-fault" role="status">
          {beside.found}
        </p>
      )}
      {typeof beside?.found === "object" && (
        <Differences found={beside.found} isCommit={beside.other === null} />
      )}
    </>
  );
}

function Choice() {
  const { store } = usePage();
  const beside = useApp((state) => state.beside);
  const models = useApp((state) => state.shown?.models);
  const own = useApp((state) => state.shown?.model?.id);
  const others = (models ?? []).filter(({ id }) => id !== own);
  return (
    <Dropdown
      label="Compare with"
      value={beside === null ? "nothing" : (beside.other ?? "commit")}
      choices={[
        { value: "nothing", text: "Compare with …" },
        { value: "commit", text: "Last commit" },
        ...others.map(({ id, name }) => ({ value: id, text: name })),
      ]}
      onChange={(choice) =>
        store.update(choice === "nothing" ? endBeside : startBeside(choice === "commit" ? null : choice))
      }
    />
  );
}

function Differences({ found, isCommit }: { readonly found: FoundBeside; readonly isCommit: boolean }) {
  const view = useApp((state) => state.view);
  const units = useApp((state) => state.shown?.units ?? "MACs");
  if (view === null) return null;
  const { diff, before } = found;
  return (
    <>
      <div role="status">
        <h2>{layerChangesWords(diff.layers, diff.same)}</h2>
      </div>
      <DifferencesTable
        names={[isCommit ? "Commit" : before.name, "Now"]}
        before={before}
        after={view.model}
        units={units}
      />
      {diff.layers.length > 0 && <Layers found={found} />}
    </>
  );
}

function Layers({ found }: { readonly found: FoundBeside }) {
  const units = useApp((state) => state.shown?.units ?? "MACs");
  const { diff } = found;
  const items = useDiffering(found);
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls has to be reached by keyboard.
    <section className="wide-table" aria-label="Layers that differ" tabIndex={0}>
      <table className="small-table changed-layers">
        <thead>
          <tr>
            <th scope="col">Layer</th>
            <th scope="col">Parameters</th>
            <th scope="col">{units}</th>
          </tr>
        </thead>
        <tbody>
          {diff.layers.map((layer, index) => (
            <tr key={index} data-change={layer.change}>
              <th scope="row">
                <div className="changed-layer">
                  <LayerName layer={layer} item={items[index]} />
                  {nameOf(layer) !== "" && <span className="hint">{both(layer, ({ title }) => title)}</span>}
                  <span className="shape">{both(layer, ({ output }) => output)}</span>
                </div>
              </th>
              <td>{changeOf(layer, ({ parameters }) => parameters)}</td>
              <td>{changeOf(layer, ({ macs }) => costIn(macs, units))}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
}

/** The item in view of each layer that differs; undefined for one that is gone, and while the model is another one already. */
function useDiffering({ pairs, version }: FoundBeside): readonly (ItemId | undefined)[] {
  const view = useApp((state) => state.view);
  return useMemo(() => {
    if (view === null || view.model.version !== version) return [];
    const differing = pairs.filter(({ change }) => change !== "same");
    return differing.map(({ after }) => (after === null ? undefined : view.tree.layerOf[after]));
  }, [view, pairs, version]);
}

interface LayerNameProps {
  readonly layer: LayerChanges;
  readonly item: ItemId | undefined;
}

function LayerName({ layer, item }: LayerNameProps) {
  const { store } = usePage();
  const name = nameOf(layer) || both(layer, ({ title }) => title);
  return (
    <span>
      <span className="change">{layer.change}</span>{" "}
      {item === undefined ? (
        name
      ) : (
        <button type="button" className="link" onClick={() => store.update(goTo(item))}>
          {name}
        </button>
      )}
    </span>
  );
}

/** "" where an op was applied without a module. */
function nameOf(layer: LayerChanges): string {
  return both(layer, ({ path }) => path);
}

/** `8 → 16`; only one of them if the other is missing or equal. */
function both({ before, after }: LayerChanges, of: (side: LayerSide) => string): string {
  if (before === null || after === null) return of((after ?? before) as LayerSide);
  return of(before) === of(after) ? of(after) : `${of(before)} → ${of(after)}`;
}

function changeOf({ before, after }: LayerChanges, of: (side: LayerSide) => LayerSide["macs"]): string {
  return changeWords(before && of(before), after && of(after), exactCount);
}
