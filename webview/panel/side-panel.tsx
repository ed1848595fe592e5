import { useEffect, useState } from "react";
import { Button } from "../controls/index.ts";
import { ActionIcon } from "../graph/icons.tsx";
import { type AppState, display, showsPanel, type Tab } from "../state/app-state.ts";
import { useApp, usePage } from "../state/page.ts";
import { ComparisonPanel } from "./comparison-panel.tsx";
import { LayerPanel } from "./layer-panel.tsx";
import { RunPanel } from "./run-panel.tsx";

const tabs: readonly { readonly tab: Tab; readonly text: string }[] = [
  { tab: "layer", text: "Layer" },
  { tab: "run", text: "Run" },
  { tab: "comparison", text: "Comparison" },
];

/** Beside or below the graph: the selected layer, the last run, the last comparison. */
export function SidePanel() {
  const { store } = usePage();
  const tab = useApp((state) => state.display.tab);
  const offered = useApp(offeredTabs);
  const wanted = useApp(showsPanel);
  if (!useAfterClicks(wanted)) return null;
  return (
    <aside className="side-panel">
      <div className="tabs" role="tablist" aria-label="Panel">
        {tabs
          .filter((each) => offered.includes(each.tab))
          .map((each) => (
            <button
              key={each.tab}
              type="button"
              role="tab"
              id={`tab-${each.tab}`}
              aria-selected={tab === each.tab}
              aria-controls="tab-content"
              onClick={() => store.update(display({ tab: each.tab }))}
            >
              {each.text}
            </button>
          ))}
        <Button look="icon" label="Close the panel" onClick={() => store.update(display({ panel: false }))}>
          <ActionIcon name="close" />
        </Button>
      </div>
      <div className="tab-content" role="tabpanel" id="tab-content" aria-labelledby={`tab-${tab}`}>
        {tab === "layer" && <LayerPanel />}
        {tab === "run" && <RunPanel />}
        {tab === "comparison" && <ComparisonPanel />}
      </div>
    </aside>
  );
}

/** Opening takes room from the graph, so it waits until a click can no longer become a double click. */
function useAfterClicks(wanted: boolean): boolean {
  const [shown, setShown] = useState(false);
  useEffect(() => {
    const timer = setTimeout(() => setShown(wanted), wanted ? 300 : 0);
    return () => clearTimeout(timer);
  }, [wanted]);
  return shown && wanted;
}

/** As one text, so that it is the same while nothing changes. */
function offeredTabs({ finished, comparison }: AppState): string {
  return ["layer", finished === null ? "" : "run", comparison === null ? "" : "comparison"].join(" ");
}
