import { useReactFlow, useStoreApi } from "@xyflow/react";
import { useLayoutEffect } from "react";
import type { PlacedGraph } from "../layout/placed-graph.ts";
import { withinReach } from "./reach.ts";

/**
 * Keeps a box in sight, whatever moves the canvas or changes the size of its pane. It acts within the same event, so that no
 * frame is painted without a box, and a drag goes on from where the canvas was held back.
 */
export function useReach(placed: PlacedGraph): void {
  const store = useStoreApi();
  const { setViewport } = useReactFlow();
  useLayoutEffect(
    () =>
      store.subscribe(({ transform, width, height, panZoom }, before) => {
        const isSame = transform === before.transform && width === before.width && height === before.height;
        if (isSame || panZoom === null || width === 0 || height === 0) return;
        const [x, y, zoom] = transform;
        const viewport = { x, y, zoom };
        const within = withinReach(viewport, placed, { width, height });
        if (within !== viewport) void setViewport(within);
      }),
    [store, setViewport, placed],
  );
}
