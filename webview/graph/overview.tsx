import { MiniMap, useStore } from "@xyflow/react";
import type { PlacedGraph } from "../layout/placed-graph.ts";

/** A minimap, while not all of the graph is in sight: where all of it is, it would only cover it. */
export function Overview({ placed }: { readonly placed: PlacedGraph }) {
  const wanted = useStore(({ transform: [x, y, zoom], width, height }) => {
    if (width < leastWidth || height < leastHeight) return false;
    return x < 0 || y < 0 || x + placed.width * zoom > width || y + placed.height * zoom > height;
  });
  if (!wanted) return null;
  return <MiniMap pannable zoomable style={size} nodeClassName={nodeClass} ariaLabel="Minimap" />;
}

/** A smaller pane, as beside the code with the panel open below, has no room to spare. */
const leastWidth = 480;
const leastHeight = 420;

const size = { width: 150, height: 112 };

function nodeClass({ type }: { readonly type?: string | undefined }): string {
  return `minimap-${type}`;
}
