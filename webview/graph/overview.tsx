import { useReactFlow, useStore } from "@xyflow/react";
import { memo, type PointerEvent, useCallback } from "react";
import type { PlacedGraph } from "../layout/placed-graph.ts";
import { labelOf } from "../model/figures.ts";
import type { Pane, Viewport } from "../state/app-state.ts";
import type { Drawing } from "./drawing.ts";
import { centredOn } from "./viewports.ts";

/**
 * A small picture of one that is too large to be read as a whole. It stands beside the graph and covers nothing: on the
 * right of a tall picture, below a wide one. Whether there is one depends only on what its own space does not change.
 * React Flow's own shows all of the viewport, next to which a long chain is a dot.
 */
export function Overview({ drawing, move }: { readonly drawing: Drawing; readonly move: Move }) {
  const { placed } = drawing;
  const wide = placed.width > wideFrom * placed.height;
  const length = useStore(({ width, height }) => (wide ? width : height));
  if (length === 0 || (wide ? placed.width : placed.height) * readable <= length) return null;
  const size = wide ? { width: length, height: breadth } : { width: breadth, height: length };
  const scale = Math.min(
    (size.width - 2 * margin) / placed.width,
    (size.height - 2 * margin) / placed.height,
  );
  return (
    <div className="overview" data-wide={wide || undefined} style={size}>
      <Miniature drawing={drawing} scale={scale} move={move} />
    </div>
  );
}

type Move = (viewport: Viewport) => void;

interface MiniatureProps {
  readonly drawing: Drawing;
  readonly scale: number;
  readonly move: Move;
}

/** Drawn at the size of the graph, and shrunk. A click or a drag brings that part into the middle of the pane. */
function Miniature({ drawing, scale, move }: MiniatureProps) {
  const { getViewport } = useReactFlow();
  const pane = usePane();
  const { width, height } = drawing.placed;
  const go = useCallback(
    ({ currentTarget, clientX, clientY, buttons }: PointerEvent<SVGSVGElement>) => {
      if (buttons !== 1) return;
      const { left, top } = currentTarget.getBoundingClientRect();
      const at = { x: (clientX - left) / scale, y: (clientY - top) / scale };
      move(centredOn(at, getViewport().zoom, pane));
    },
    [scale, getViewport, pane, move],
  );
  return (
    <svg
      aria-hidden="true"
      width={width * scale}
      height={height * scale}
      viewBox={`0 0 ${width} ${height}`}
      onPointerDown={(event) => {
        event.currentTarget.setPointerCapture(event.pointerId);
        go(event);
      }}
      onPointerMove={go}
    >
      <Boxes drawing={drawing} />
      <InSight placed={drawing.placed} />
    </svg>
  );
}

function usePane(): Pane {
  const width = useStore((state) => state.width);
  const height = useStore((state) => state.height);
  return { width, height };
}

const Boxes = memo(function Boxes({ drawing: { view, graph, placed } }: { readonly drawing: Drawing }) {
  return graph.items.map(({ item, as }) => {
    const box = placed.boxes.get(item.id);
    const category = item.kind === "layer" ? labelOf(view.model, item.node).category : undefined;
    return <rect key={item.id} className={`mini mini-${as}`} data-category={category} {...box} />;
  });
});

/** The part of the picture that the pane shows. */
function InSight({ placed }: { readonly placed: PlacedGraph }) {
  const transform = useStore((state) => state.transform);
  const { width, height } = usePane();
  const [x, y, zoom] = transform;
  const [left, right] = [Math.max(-x / zoom, 0), Math.min((width - x) / zoom, placed.width)];
  const [top, bottom] = [Math.max(-y / zoom, 0), Math.min((height - y) / zoom, placed.height)];
  if (right <= left || bottom <= top) return null;
  return <rect className="in-sight" x={left} y={top} width={right - left} height={bottom - top} />;
}

/** Below this zoom a box's text is hard to read. */
const readable = 0.85;

/** Pictures that are so much wider than high have their small picture below. */
const wideFrom = 2;

const breadth = 60;
const margin = 5;
