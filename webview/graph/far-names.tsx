import { memo, useMemo } from "react";
import { farNames } from "./detail.ts";
import type { Drawing } from "./drawing.ts";

interface FarNamesProps {
  readonly drawing: Drawing;
  readonly zoom: number;
}

/** The names of frames above a picture whose boxes are too small for text. Their title bars have them for screen readers. */
export const FarNames = memo(function FarNames({ drawing: { graph, placed }, zoom }: FarNamesProps) {
  const names = useMemo(() => farNames(graph, placed, zoom), [graph, placed, zoom]);
  return (
    <div className="far-names" aria-hidden="true">
      {names.map(({ id, text, at: { x, y, ...size } }) => (
        <span key={id} style={{ transform: `translate(${x}px, ${y}px)`, ...size }}>
          {text}
        </span>
      ))}
    </div>
  );
});
