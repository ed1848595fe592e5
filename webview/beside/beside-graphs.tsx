import { useEffect, useMemo, useState } from "react";
import type { FileRange } from "../../src/base/index.ts";
import type { HostSide } from "../../src/protocol/index.ts";
import { Segments } from "../controls/index.ts";
import { GraphView } from "../graph/graph-view.tsx";
import type { HostMessenger } from "../host/host.ts";
import { type ItemId, itemAt } from "../model/item.ts";
import type { ModelView } from "../model/model-view.ts";
import { sourceOf } from "../model/source-marks.ts";
import { type AppState, foldsOf, initialState } from "../state/app-state.ts";
import type { FoundBeside } from "../state/beside-state.ts";
import { type Page, PageContext, useApp, usePage } from "../state/page.ts";
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

/**
 * Two models side by side. Selecting, folding, panning, zooming or pointing in one does the same in the other. If there is no
 * room for both, only one is shown at a time.
 */
export function BesideGraphs({ view, found, name, isInFile }: BesideGraphsProps) {
  const page = usePage();
  const [front, setFront] = useState<"before" | "after">("after");
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
  const twinPage = useMemo(() => {
    const reveal: Reveal = isInFile
      ? (at) => page.host.send("reveal", { at })
      : () => revealPartner(page, view, partners.after.get(twin.get().selected ?? ""));
    return { ...page, store: twin, host: besideHost(page.host, reveal) };
  }, [page, twin, isInFile, view, partners]);
  const nameNow = isInFile ? view.model.name : "Now";
  return (
    <div className="beside">
      <Segments
        label="Graph in front"
        value={front}
        choices={[
          { value: "before", text: name },
          { value: "after", text: nameNow },
        ]}
        onChange={setFront}
      />
      <div className="beside-sides">
        <section aria-label={name} data-behind={front === "after" || undefined}>
          <h2>{name}</h2>
          <PageContext.Provider value={twinPage}>
            <GraphView view={found.view} changes={partners.changesBefore} link={left} />
          </PageContext.Provider>
        </section>
        <section aria-label={nameNow} data-behind={front === "before" || undefined}>
          <h2>{nameNow}</h2>
          <GraphView view={view} changes={partners.changesAfter} link={right} />
        </section>
      </div>
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

type Reveal = (at: FileRange) => void;

/** The host hears of what is drawn of the model in view alone. */
function besideHost(host: HostMessenger, reveal: Reveal): HostMessenger {
  const send: HostMessenger["send"] = (event, params) => {
    if (event === "reveal") reveal((params as HostSide["events"]["reveal"]).at);
    else if (event !== "drawn") host.send(event, params);
  };
  return { ...host, send };
}

/**
 * No editor shows the text of the last commit, so a click on one of its layers leads to what that has become, or says that it is
 * gone.
 */
function revealPartner({ host, store }: Page, view: ModelView, partner: ItemId | undefined): void {
  const at = partner === undefined ? null : sourceOf(view.model.graph, itemAt(view.tree, partner));
  if (at === null) store.update((state) => ({ ...state, notice: onlyInCommit }));
  else host.send("reveal", { at });
}

const onlyInCommit = "This layer is only in the last commit: the present file has no source of it.";
