import { useEffect } from "react";
import { GraphView } from "../graph/graph-view.tsx";
import type { ModelView } from "../model/model-view.ts";
import { loadBeside } from "../state/beside-in-view.ts";
import { useApp, usePage } from "../state/page.ts";
import { BesideGraphs } from "./beside-graphs.tsx";

/** The graph of the model in view, alone or beside another. */
export function StageGraph({ view }: { readonly view: ModelView }) {
  const { store, documents, host } = usePage();
  const beside = useApp((state) => (state.apart ? null : state.beside));
  const version = useApp((state) => state.shown?.model?.version);
  const isWanted = beside !== null;
  const other = beside?.other;
  useEffect(() => {
    if (isWanted && version !== undefined && other !== undefined) void loadBeside(store, documents, host);
  }, [store, documents, host, isWanted, other, version]);
  if (beside === null || typeof beside.found !== "object") return <GraphView view={view} />;
  const name = beside.other === null ? "At the last commit" : beside.found.before.name;
  return <BesideGraphs view={view} found={beside.found} name={name} isInFile={beside.other !== null} />;
}
