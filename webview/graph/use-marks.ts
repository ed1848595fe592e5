import { useMemo } from "react";
import { type Faults, noFaults, visibleFaults } from "../model/faults.ts";
import type { ItemId } from "../model/item.ts";
import type { ModelView } from "../model/model-view.ts";
import { searchItems } from "../model/search.ts";
import { itemsAtSource, visibleMarks } from "../model/source-marks.ts";
import { useApp } from "../state/page.ts";
import { useFaults } from "../state/use-faults.ts";
import type { Drawing } from "./drawing.ts";

const nothing: ReadonlySet<ItemId> = new Set();

export interface Marks {
  /** The visible items for the code under the cursor. */
  readonly marked: ReadonlySet<ItemId>;
  /** The visible items that the search found. */
  readonly found: ReadonlySet<ItemId>;
  /** What is wrong with the visible items. */
  readonly faults: Faults;
}

export function useMarks(view: ModelView, drawing: Drawing): Marks {
  const cursor = useApp((state) => state.cursor);
  const search = useApp((state) => state.search);
  const atCursor = useMemo(
    () => (cursor === null ? nothing : itemsAtSource(view.model.graph, view.tree, cursor)),
    [view, cursor],
  );
  const matching = useMemo(() => new Set(searchItems(view, search)), [view, search]);
  const faulty = useFaults(view);
  return useMemo(() => {
    if (drawing.view !== view) return { marked: nothing, found: nothing, faults: noFaults };
    const isVisible = (id: ItemId): boolean => drawing.placed.boxes.has(id);
    return {
      marked: visibleMarks(view.tree, atCursor, isVisible),
      found: visibleMarks(view.tree, matching, isVisible),
      faults: visibleFaults(view, faulty, isVisible),
    };
  }, [drawing, view, atCursor, matching, faulty]);
}
