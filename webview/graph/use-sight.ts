import { useStore } from "@xyflow/react";
import { useMemo } from "react";
import type { Rectangle } from "./free-space.ts";

/**
 * The part of the canvas that is in sight, with as much again around it. It moves in steps, so that what is drawn by it is
 * not drawn anew at each turn of the wheel.
 */
export function useSight(): Rectangle {
  const key = useStore(({ transform: [x, y, zoom], width, height }) => {
    const [w, h] = [width / powerOfTwo(zoom), height / powerOfTwo(zoom)];
    return [Math.floor(-x / zoom / w), Math.floor(-y / zoom / h), w, h].join(" ");
  });
  return useMemo(() => {
    const [column = 0, row = 0, w = 0, h = 0] = key.split(" ").map(Number);
    return { x: (column - 0.5) * w, y: (row - 0.5) * h, width: 3 * w, height: 3 * h };
  }, [key]);
}

function powerOfTwo(zoom: number): number {
  return 2 ** Math.floor(Math.log2(zoom));
}
