import { useEffect, useRef, useState } from "react";
import { realNumber } from "../../src/words/index.ts";
import type { FeatureMaps } from "../engine/messages.ts";
import { pixelColours } from "./colour-scale.ts";
import { useWidth } from "./use-width.ts";

interface MapSheetProps {
  readonly maps: FeatureMaps;
  /** What a channel is called. */
  readonly nameOf: (channel: number) => string;
  /** What they all are called. */
  readonly plural: "channels" | "filters";
  /** Enlarges a channel; undefined where one value is all that a channel has. */
  readonly onChoose: ((channel: number) => void) | undefined;
}

/**
 * All pictured channels in rows, on one canvas; the channel under the pointer is named below, and enlarged by a click. Enter
 * enlarges the first one, from which buttons lead to the others.
 */
export function MapSheet({ maps, nameOf, plural, onChoose }: MapSheetProps) {
  const canvas = useRef<HTMLCanvasElement>(null);
  const room = useWidth(canvas);
  const grid = gridFor(maps, room);
  const [hovered, setHovered] = useState<number | null>(null);
  useEffect(() => {
    if (canvas.current !== null && room > 0) draw(canvas.current, maps, gridFor(maps, room));
  }, [maps, room]);
  const channelAt = ({ offsetX, offsetY }: { readonly offsetX: number; readonly offsetY: number }) => {
    const column = Math.floor(offsetX / grid.pitchX);
    const index = Math.floor(offsetY / grid.pitchY) * grid.columns + column;
    return index < maps.count && column < grid.columns ? index : null;
  };
  return (
    <>
      <canvas
        ref={canvas}
        className="map-sheet"
        role="img"
        aria-label={`${maps.count} of ${maps.channels} ${plural}, ${maps.shape.join("×")}`}
        tabIndex={onChoose === undefined ? undefined : 0}
        onPointerMove={({ nativeEvent }) => setHovered(channelAt(nativeEvent))}
        onClick={({ nativeEvent }) => {
          const index = channelAt(nativeEvent);
          if (index !== null) onChoose?.(maps.first + index);
        }}
        onKeyDown={({ key }) => {
          if (key === "Enter" || key === " ") onChoose?.(maps.first);
        }}
        onPointerLeave={() => setHovered(null)}
      />
      <p className="map-hover" role="status">
        {hovered === null ? " " : `${nameOf(maps.first + hovered)}: ${rangeText(maps, hovered)}`}
      </p>
    </>
  );
}

function rangeText(maps: FeatureMaps, index: number): string {
  const [low = 0, high = 0] = new Float32Array(maps.ranges).subarray(2 * index, 2 * index + 2);
  return low === high ? realNumber(low) : `${realNumber(low)} … ${realNumber(high)}`;
}

interface Grid {
  readonly columns: number;
  /** Of one picture on the screen. */
  readonly width: number;
  readonly height: number;
  /** From one picture to the next. */
  readonly pitchX: number;
  readonly pitchY: number;
}

const gap = 3;

/** Single values get small squares, maps get thumbnails that grow a little to fill the row. */
function gridFor({ width, height }: FeatureMaps, room: number): Grid {
  const cell = width * height === 1 ? 14 : Math.min(Math.max(width, 44), 64);
  const columns = Math.max(Math.floor((room + gap) / (cell + gap)), 1);
  const across = Math.min(Math.floor((room + gap) / columns) - gap, 1.5 * cell);
  const down = Math.max(Math.round((across * height) / width), 4);
  return { columns, width: across, height: down, pitchX: across + gap, pitchY: down + gap };
}

function draw(canvas: HTMLCanvasElement, maps: FeatureMaps, grid: Grid): void {
  const ratio = window.devicePixelRatio || 1;
  const rows = Math.ceil(maps.count / grid.columns);
  canvas.style.height = `${rows * grid.pitchY}px`;
  canvas.width = Math.round(canvas.clientWidth * ratio);
  canvas.height = Math.round(rows * grid.pitchY * ratio);
  const context = canvas.getContext("2d");
  if (context === null) return;
  context.scale(ratio, ratio);
  // Enlarged maps keep sharp pixels; reduced ones are averaged, so that no pixel is lost.
  context.imageSmoothingEnabled = maps.width > grid.width * ratio;
  for (let first = 0; first < maps.count; first += mostInStrip) {
    const count = Math.min(mostInStrip, maps.count - first);
    const strip = stripOf(maps, first, count);
    for (let i = first; i < first + count; i++) {
      const [x, y] = [(i % grid.columns) * grid.pitchX, Math.floor(i / grid.columns) * grid.pitchY];
      const from = (i - first) * maps.height;
      context.drawImage(strip, 0, from, maps.width, maps.height, x, y, grid.width, grid.height);
    }
  }
}

/** A canvas can be some ten thousand pixels high. */
const mostInStrip = 64;

/** Many maps in one strip, as they lie in memory: passing them to a canvas one by one would take longer than drawing them. */
function stripOf({ pixels, width, height }: FeatureMaps, first: number, count: number): OffscreenCanvas {
  const image = new ImageData(width, height * count);
  const colours = new Uint32Array(image.data.buffer);
  const values = new Uint8Array(pixels, first * width * height, width * height * count);
  // The first look comes before the browser has compiled this: plain indices are quick even then.
  for (let at = 0; at < values.length; at++) colours[at] = pixelColours[values[at] ?? 0] ?? 0;
  const strip = new OffscreenCanvas(width, height * count);
  strip.getContext("2d")?.putImageData(image, 0, 0);
  return strip;
}
