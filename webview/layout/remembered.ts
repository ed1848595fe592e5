import type { VisibleGraph } from "../model/visible-graph.ts";
import type { LayOut } from "./lay-out.ts";
import type { PlacedGraph } from "./placed-graph.ts";

/** So many layouts are kept: those between which a hand goes back and forth. */
const most = 12;

/**
 * Lays out only what it has not seen lately. Most edits of a model leave its drawing as it was, and whoever
 * folds a block often unfolds it again.
 */
export function remembered(layOut: LayOut): LayOut {
  const kept = new Map<string, Promise<PlacedGraph>>();
  return (graph) => {
    const key = drawingKey(graph);
    const placed = kept.get(key) ?? layOut(graph);
    kept.delete(key);
    kept.set(key, placed);
    placed.catch(() => kept.delete(key));
    const [oldest] = kept.keys();
    if (kept.size > most && oldest !== undefined) kept.delete(oldest);
    return placed;
  };
}

/** Equal for graphs that are drawn alike: sizes of boxes do not depend on what stands in them. */
function drawingKey({ items, edges }: VisibleGraph): string {
  return [
    ...items.map(({ item, as, frame }) => `${item.id} ${as} ${frame}`),
    ...edges.map(({ id }) => id),
  ].join("\n");
}
