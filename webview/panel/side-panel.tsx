import { useEffect, useState } from "react";
import { Button } from "../controls/index.ts";
import { ActionIcon } from "../graph/icons.tsx";
import { display, showsPanel } from "../state/app-state.ts";
import { useApp, usePage } from "../state/page.ts";
import { tabs } from "./tabs.ts";

/** The panel beside or below the graph, with its tabs. */
export function SidePanel() {
  const { store } = usePage();
  const chosen = useApp((state) => state.display.tab);
  const offeredIds = useApp((state) => idsOf(tabs.filter((tab) => tab.isOffered(state))));
  const wanted = useApp(showsPanel);
  if (!useAfterClicks(wanted)) return null;
  const offered = tabs.filter(({ id }) => offeredIds.split(" ").includes(id));
  const { id: shown, Content } = offered.find(({ id }) => id === chosen) ?? tabs[0];
  return (
    <aside className="side-panel">
      <div className="tabs" role="tablist" aria-label="Panel">
        {offered.map(({ id, title }) => (
          <button
            key={id}
            type="button"
            role="tab"
            id={`tab-${id}`}
            aria-selected={id === shown}
            aria-controls="tab-content"
            onClick={() => store.update(display({ tab: id }))}
          >
            {title}
          </button>
        ))}
        <Button look="icon" label="Close the panel" onClick={() => store.update(display({ panel: false }))}>
          <ActionIcon name="close" />
        </Button>
      </div>
      <div className="tab-content" role="tabpanel" id="tab-content" aria-labelledby={`tab-${shown}`}>
        <Content />
      </div>
    </aside>
  );
}

/** As one string, so that it compares equal while nothing changes. */
function idsOf(offered: readonly { readonly id: string }[]): string {
  return offered.map(({ id }) => id).join(" ");
}

/** Opening takes space from the graph, so it waits until a click can no longer become a double click. */
function useAfterClicks(wanted: boolean): boolean {
  const [shown, setShown] = useState(false);
  useEffect(() => {
    const timer = setTimeout(() => setShown(wanted), wanted ? 300 : 0);
    return () => clearTimeout(timer);
  }, [wanted]);
  return shown && wanted;
}
