import { type KeyboardEvent, useEffect, useRef, useState } from "react";
import { Button } from "../controls/index.ts";
import { ActionIcon } from "../graph/icons.tsx";
import { display, showsPanel } from "../state/app-state.ts";
import { useApp, usePage } from "../state/page.ts";
import type { Tab } from "./tab.ts";
import { tabs } from "./tabs.ts";

/** The panel beside or below the graph, with its tabs. */
export function SidePanel() {
  const { store } = usePage();
  const chosen = useApp((state) => state.display.tab);
  const offeredIds = useApp((state) => idsOf(tabs.filter((tab) => tab.isOffered(state))));
  const wanted = useApp(showsPanel);
  const byClick = useApp(({ finished, comparison }) => finished === null && comparison === null);
  if (!useAfterClicks(wanted, byClick)) return null;
  const offered = tabs.filter(({ id }) => offeredIds.split(" ").includes(id));
  const { id: shown, Content } = offered.find(({ id }) => id === chosen) ?? tabs[0];
  return (
    <aside className="side-panel" data-tab={shown}>
      <div className="tabs">
        <TabList offered={offered} shown={shown} />
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

interface TabListProps {
  readonly offered: readonly Tab[];
  readonly shown: string;
}

/** One stop for Tab; arrow keys, Home and End go from tab to tab, as the ARIA pattern for tabs has it. */
function TabList({ offered, shown }: TabListProps) {
  const { store } = usePage();
  const list = useRef<HTMLDivElement>(null);
  function onKeyDown(event: KeyboardEvent): void {
    const next = tabAfter(
      event.key,
      offered.findIndex(({ id }) => id === shown),
      offered.length,
    );
    const tab = next === undefined ? undefined : offered[next];
    if (tab === undefined) return;
    event.preventDefault();
    store.update(display({ tab: tab.id }));
    list.current?.querySelector<HTMLElement>(`#tab-${tab.id}`)?.focus();
  }
  return (
    <div className="tab-list" role="tablist" aria-label="Panel" ref={list} onKeyDown={onKeyDown}>
      {offered.map(({ id, title }) => (
        <button
          key={id}
          type="button"
          role="tab"
          id={`tab-${id}`}
          tabIndex={id === shown ? 0 : -1}
          aria-selected={id === shown}
          aria-controls="tab-content"
          onClick={() => store.update(display({ tab: id }))}
        >
          {title}
        </button>
      ))}
    </div>
  );
}

/** The place of the tab that a key leads to; undefined for other keys. */
function tabAfter(key: string, at: number, count: number): number | undefined {
  if (key === "Home") return 0;
  if (key === "End") return count - 1;
  if (key === "ArrowRight") return (at + 1) % count;
  return key === "ArrowLeft" ? (at + count - 1) % count : undefined;
}

/** As one string, so that it compares equal while nothing changes. */
function idsOf(offered: readonly { readonly id: string }[]): string {
  return offered.map(({ id }) => id).join(" ");
}

/**
 * Opening takes space from the graph, so where a click on a layer opens it, it waits until that can no longer become a double
 * click.
 */
function useAfterClicks(wanted: boolean, byClick: boolean): boolean {
  const [shown, setShown] = useState(false);
  const delay = wanted && byClick ? 300 : 0;
  useEffect(() => {
    const timer = setTimeout(() => setShown(wanted), delay);
    return () => clearTimeout(timer);
  }, [wanted, delay]);
  return shown && wanted;
}
