import { useMemo } from "react";
import { TextField } from "../controls/index.ts";
import { searchItems } from "../model/search.ts";
import { goTo } from "../state/app-state.ts";
import { useApp, usePage } from "../state/page.ts";

const nothing: readonly string[] = [];

/** Finds layers and blocks. Enter goes to the next one and unfolds the blocks around it. */
export function Search() {
  const { store } = usePage();
  const view = useApp((state) => state.view);
  const search = useApp((state) => state.search);
  const selected = useApp((state) => state.selected);
  const found = useMemo(() => (view === null ? nothing : searchItems(view, search)), [view, search]);
  const at = selected === null ? -1 : found.indexOf(selected);
  const step = (backwards: boolean): void => {
    const next = backwards ? (at <= 0 ? found.length : at) - 1 : (at + 1) % Math.max(found.length, 1);
    const id = found[next];
    if (id !== undefined) store.update(goTo(id));
  };
  return (
    <div className="search">
      <TextField
        label="Find a layer or block"
        placeholder="Find layer"
        value={search}
        onInput={(text) => store.update((state) => ({ ...state, search: text }))}
        onEnter={step}
        onEscape={() => store.update((state) => ({ ...state, search: "" }))}
      />
      <span className="search-count" role="status">
        {search.trim() === "" ? "" : `${at < 0 ? found.length : `${at + 1} of ${found.length}`}`}
      </span>
    </div>
  );
}
