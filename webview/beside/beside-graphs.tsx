import { useEffect, useMemo } from "react";
import { GraphView } from "../graph/graph-view.tsx";
import type { Host } from "../host/host.ts";
import type { ModelView } from "../model/model-view.ts";
import { type AppState, foldsOf, initialState } from "../state/app-state.ts";
import type { FoundBeside } from "../state/beside-state.ts";
import { PageContext, useApp, usePage } from "../state/page.ts";
import { createStore, type Store } from "../state/store.ts";
import { folded, follow } from "./follow.ts";
import { linkedMoves } from "./linked-moves.ts";
import { partnersOf } from "./partners.ts";

interface BesideGraphsProps {
  readonly view: ModelView;
  readonly found: FoundBeside;
  /** What the other model is of. */
  readonly name: string;
  /** Whether the other model is in the file, too, rather than in an earlier text of it. */
  readonly isInFile: boolean;
}

/** Two models side by side. What is selected, folded, panned, zoomed or pointed at in one is so in the other. */
export function BesideGraphs({ view, found, name, isInFile }: BesideGraphsProps) {
  const page = usePage();
  const isSame = found.version === view.model.version;
  const partners = useMemo(
    () => partnersOf(found.view, view, isSame ? found.pairs : []),
    [found, view, isSame],
  );
  const twin = useMemo(() => twinOf(page.store.get(), found.view), [page, found.view]);
  useDisplay(twin);
  useEffect(() => {
    twin.update(folded(foldsOf(page.store.get()), partners.before));
    const ends = [follow(page.store, twin, partners.before), follow(twin, page.store, partners.after)];
    return () => {
      for (const end of ends) end();
    };
  }, [page, twin, partners]);
  const [left, right] = useMemo(() => linkedMoves(partners), [partners]);
  const twinPage = useMemo(
    () => ({ ...page, store: twin, host: quiet(page.host, isInFile) }),
    [page, twin, isInFile],
  );
  return (
    <div className="beside">
      <section aria-label={name}>
        <h2>{name}</h2>
        <PageContext.Provider value={twinPage}>
          <GraphView view={found.view} changes={partners.changesBefore} link={left} />
        </PageContext.Provider>
      </section>
      <section aria-label={`${view.model.name} now`}>
        <h2>{view.model.name} now</h2>
        <GraphView view={view} changes={partners.changesAfter} link={right} />
      </section>
    </div>
  );
}

/** The other picture has a state of its own: its model, its folds, its place. */
function twinOf({ shown, display }: AppState, view: ModelView): Store<AppState> {
  const own = shown && { ...shown, model: view.model, problems: [] };
  return createStore({ ...initialState, shown: own, view, display });
}

/** Both are drawn in the same way. */
function useDisplay(twin: Store<AppState>): void {
  const display = useApp((state) => state.display);
  useEffect(() => twin.update((state) => ({ ...state, display })), [twin, display]);
}

/** The host hears of what is drawn of the model in view alone. An earlier text may no longer be there to be shown. */
function quiet(host: Host, hasSource: boolean): Host {
  const send: Host["send"] = (event, params) => {
    if (event !== "drawn" && (event !== "reveal" || hasSource)) host.send(event, params);
  };
  return { ...host, send };
}
