import { useEffect, useState } from "react";
import type { Drawing } from "../graph/drawing.ts";
import type { ItemId } from "../model/item.ts";
import type { MoveLink } from "./linked-moves.ts";

/** A border around the partner of what the pointer is on in the canvas beside. */
export function PointedMark({ drawing, link }: { readonly drawing: Drawing; readonly link: MoveLink }) {
  const [item, setItem] = useState<ItemId | null>(null);
  useEffect(() => link.onPointed(setItem), [link]);
  const box = item === null ? undefined : drawing.placed.boxes.get(item);
  if (box === undefined) return null;
  const { x, y, width, height } = box;
  return (
    <div
      className="pointed-mark"
      aria-hidden="true"
      data-partner={item}
      style={{ transform: `translate(${x}px, ${y}px)`, width, height }}
    />
  );
}
