import { useStore } from "@xyflow/react";
import { Button } from "../controls/index.ts";
import type { PlacedGraph } from "../layout/placed-graph.ts";
import { display } from "../state/app-state.ts";
import { useApp, usePage } from "../state/page.ts";
import { ActionIcon } from "./icons.tsx";
import { isThin } from "./viewports.ts";

export interface GraphControlsProps {
  readonly fit: () => void;
  readonly zoomBy: (factor: number) => void;
}

export function GraphControls({ fit, zoomBy }: GraphControlsProps) {
  return (
    <div className="graph-controls" role="toolbar" aria-label="Zoom">
      <Button look="icon" label="Zoom in" onClick={() => zoomBy(1.25)}>
        <ActionIcon name="plus" />
      </Button>
      <Button look="icon" label="Zoom out" onClick={() => zoomBy(0.8)}>
        <ActionIcon name="minus" />
      </Button>
      <Button look="icon" label="Fit the whole graph" onClick={fit}>
        <ActionIcon name="fit" />
      </Button>
    </div>
  );
}

/** Seen whole, a long chain is a line that says nothing: columns make more of the pane. */
export function ColumnsOffer({ placed }: { readonly placed: PlacedGraph }) {
  const { store } = usePage();
  const direction = useApp((state) => state.display.direction);
  const isLine = useStore(({ width, height, transform: [, , zoom] }) =>
    isThin(placed, zoom, { width, height }),
  );
  if (!isLine || direction === "right" || direction === "columns") return null;
  return (
    <Button
      look="icon"
      label="Set this long graph in columns that fill the pane"
      onClick={() => store.update(display({ direction: "columns" }))}
    >
      In columns
    </Button>
  );
}
