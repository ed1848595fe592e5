import { useState } from "react";
import { Button, Segments } from "../controls/index.ts";
import { ActionIcon } from "../graph/icons.tsx";
import { allFolded, allUnfolded } from "../model/folds.ts";
import { display, setFolds, showsPanel } from "../state/app-state.ts";
import { useApp, usePage } from "../state/page.ts";
import { ExportMenu } from "./export-menu.tsx";
import { HeatChoice } from "./heat-choice.tsx";
import { Search } from "./search.tsx";
import { ViewMenu } from "./view-menu.tsx";

/** How the model is drawn. */
export function Toolbar() {
  const { store } = usePage();
  const { mode } = useApp((state) => state.display);
  const panel = useApp(showsPanel);
  return (
    <div className="toolbar" role="toolbar" aria-label="View">
      <Search />
      {mode === "graph" && (
        <>
          <FoldButtons />
          <HeatChoice />
          <ViewMenu />
        </>
      )}
      <ExportMenu />
      <Button
        look="icon"
        label={panel ? "Hide the side panel" : "Show the side panel"}
        pressed={panel}
        onClick={() => store.update(display({ panel: !panel }))}
      >
        <ActionIcon name="panel" />
      </Button>
      <Segments
        label="View as"
        value={mode}
        choices={[
          { value: "graph", text: "Graph", icon: <ActionIcon name="graph" /> },
          { value: "table", text: "Table", icon: <ActionIcon name="table" /> },
        ]}
        onChange={(choice) => store.update(display({ mode: choice }))}
      />
    </div>
  );
}

function FoldButtons() {
  const { store } = usePage();
  const [cut, setCut] = useState(false);
  const unfold = (): void => {
    const { view } = store.get();
    if (view === null) return;
    const { folds, complete } = allUnfolded(view.tree);
    setCut(!complete);
    store.update(setFolds(() => folds));
  };
  const fold = (): void => {
    setCut(false);
    store.update(setFolds(({ tree }) => allFolded(tree)));
  };
  return (
    <>
      <Button look="icon" label="Unfold all" onClick={unfold}>
        <ActionIcon name="unfold" />
      </Button>
      <Button look="icon" label="Fold all" onClick={fold}>
        <ActionIcon name="fold" />
      </Button>
      {cut && (
        <span className="hint" role="status">
          Unfolded as far as the graph stays readable
        </span>
      )}
    </>
  );
}
