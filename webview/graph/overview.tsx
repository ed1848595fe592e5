import { MiniMap, useStore } from "@xyflow/react";
import type { PlacedGraph } from "../layout/placed-graph.ts";

/**
 * A minimap for a picture that is too large to be read as a whole. It stands beside the graph and covers nothing: on the
 * right of a tall picture, below a wide one. Whether there is one depends only on what its own space does not change.
 */
export function Overview({ placed }: { readonly placed: PlacedGraph }) {
  const wide = placed.width > wideFrom * placed.height;
  const length = useStore(({ width, height }) => (wide ? width : height));
  const wanted = length > 0 && (wide ? placed.width : placed.height) * readable > length;
  if (!wanted) return null;
  const size = wide ? { width: length, height: 56 } : { width: 64, height: length };
  return (
    <div className="overview" data-wide={wide || undefined} style={size}>
      <MiniMap pannable zoomable style={size} nodeClassName={nodeClass} ariaLabel="Minimap" />
    </div>
  );
}

/** Below this zoom a box's text is hard to read. */
const readable = 0.85;

/** Pictures that are so much wider than high have their minimap below. */
const wideFrom = 2;

function nodeClass({ type }: { readonly type?: string | undefined }): string {
  return `minimap-${type}`;
}
