import { MiniMap, useStore } from "@xyflow/react";
import type { PlacedGraph } from "../layout/placed-graph.ts";

/** A minimap, shown only while a part of the graph is out of sight. */
export function Overview({ placed }: { readonly placed: PlacedGraph }) {
  const wanted = useStore(({ transform: [x, y, zoom], width, height }) => {
    if (width < leastWidth || height < leastHeight) return false;
    return x < 0 || y < 0 || x + placed.width * zoom > width || y + placed.height * zoom > height;
  });
  if (!wanted) return null;
  return <MiniMap pannable zoomable style={size} nodeClassName={nodeClass} ariaLabel="Minimap" />;
}

/** A smaller pane, such as one beside the code with the panel open below, has no space for it. */
const leastWidth = 480;
const leastHeight = 420;

const size = { width: 150, height: 112 };

function nodeClass({ type }: { readonly type?: string | undefined }): string {
  return `minimap-${type}`;
}
