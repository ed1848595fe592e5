import { createRecent } from "../../src/base/index.ts";
import type { VisibleGraph } from "../model/visible-graph.ts";
import type { LayOut } from "./lay-out.ts";
import type { PlacedGraph } from "./placed-graph.ts";

/** Enough for folding and unfolding back and forth. */
const most = 12;

/**
 * Lays out only what it has not laid out lately. Most edits of a model do not change its drawing, and a block that was
 * folded is often unfolded again.
 */
export function remembered(layOut: LayOut): LayOut {
  const kept = createRecent<Promise<PlacedGraph>>(most);
  return (graph) => {
    const key = drawingKey(graph);
    const placed = kept.get(key) ?? layOut(graph);
    kept.set(key, placed);
    placed.catch(() => kept.delete(key));
    return placed;
  };
}

/** Equal for graphs that are drawn alike: the size of a box does not depend on its content. */
function drawingKey({ items, edges }: VisibleGraph): string {
  return [
    ...items.map(({ item, as, frame }) => `${item.id} ${as} ${frame}`),
    ...edges.map(({ id }) => id),
  ].join("\n");
}
