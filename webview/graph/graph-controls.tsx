import { Button } from "../controls/index.ts";
import { ActionIcon } from "./icons.tsx";

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
