import { type KeyboardEvent, type PointerEvent, useEffect, useRef, useState } from "react";
import { realNumber } from "../../src/words/index.ts";
import { Button } from "../controls/index.ts";
import type { ChannelValues, FeatureMaps } from "../engine/messages.ts";
import { pixelColours } from "./colour-scale.ts";

interface EnlargedMapProps {
  readonly maps: FeatureMaps;
  readonly channel: number;
  /** What the channel is called. */
  readonly name: string;
  /** The values of a channel; stays the same function while they stay the same. */
  readonly read: (channel: number) => Promise<ChannelValues | null>;
  readonly onChoose: (channel: number | null) => void;
  /** Shows how a value is computed; undefined for values that are not. */
  readonly onStep?: (row: number, column: number) => void;
}

/** One channel, large, with the value under the pointer; arrow keys move a cursor over it. A click or Enter may show its arithmetic. */
export function EnlargedMap({ maps, name, channel, read, onChoose, onStep }: EnlargedMapProps) {
  const values = useChannel(read, channel, maps);
  const [at, setAt] = useState<readonly [x: number, y: number] | null>(null);
  const canvas = useRef<HTMLCanvasElement>(null);
  useEffect(() => {
    if (canvas.current !== null && values !== null) drawChannel(canvas.current, values);
  }, [values]);
  if (values === null) return null;
  const { width, height } = values;
  const onPointerMove = ({ nativeEvent, currentTarget }: PointerEvent<HTMLCanvasElement>): void => {
    const x = Math.floor((nativeEvent.offsetX / currentTarget.clientWidth) * width);
    const y = Math.floor((nativeEvent.offsetY / currentTarget.clientHeight) * height);
    setAt([clamp(x, width), clamp(y, height)]);
  };
  const showArithmetic = (): void => {
    const [x, y] = at ?? [0, 0];
    onStep?.(y, x);
  };
  const onKeyDown = (event: KeyboardEvent): void => {
    if (event.key === "Escape") onChoose(null);
    if (event.key === "Enter") showArithmetic();
    const move = moves[event.key];
    if (move === undefined) return;
    event.preventDefault();
    const [x, y] = at ?? [0, 0];
    setAt([clamp(x + move[0], width), clamp(y + move[1], height)]);
  };
  return (
    <section className="enlarged-map" aria-label={name}>
      <div className="maps-head">
        <h4>{name}</h4>
        <span className="links">
          <Button disabled={channel === 0} onClick={() => onChoose(channel - 1)}>
            Previous
          </Button>
          <Button disabled={channel + 1 >= maps.channels} onClick={() => onChoose(channel + 1)}>
            Next
          </Button>
          <Button onClick={() => onChoose(null)}>Close</Button>
        </span>
      </div>
      <canvas
        ref={canvas}
        width={width}
        height={height}
        tabIndex={0}
        role="img"
        aria-label={`${name}, ${width}×${height}. Arrow keys read its values${onStep === undefined ? "" : ", Enter shows how one is computed"}.`}
        style={{ aspectRatio: `${width} / ${height}` }}
        title={onStep === undefined ? undefined : "Click for the arithmetic of a pixel"}
        onPointerMove={onPointerMove}
        onClick={showArithmetic}
        onKeyDown={onKeyDown}
      />
      <p className="map-hover" role="status">
        {at === null
          ? `${width}×${height}`
          : `Row ${at[1]}, column ${at[0]}: ${realNumber(new Float32Array(values.values)[at[1] * width + at[0]] ?? Number.NaN)}`}
      </p>
    </section>
  );
}

const moves: Readonly<Record<string, readonly [number, number]>> = {
  ArrowLeft: [-1, 0],
  ArrowRight: [1, 0],
  ArrowUp: [0, -1],
  ArrowDown: [0, 1],
};

function clamp(index: number, count: number): number {
  return Math.min(Math.max(index, 0), count - 1);
}

/** Asked for anew with each new picture of the maps, so that it is that of the newest run. */
function useChannel(
  read: EnlargedMapProps["read"],
  channel: number,
  maps: FeatureMaps,
): ChannelValues | null {
  const [values, setValues] = useState<ChannelValues | null>(null);
  useEffect(() => {
    let wanted = true;
    void read(channel).then((answer) => {
      if (wanted) setValues(answer);
    });
    return () => {
      wanted = false;
    };
  }, [read, channel, maps]);
  return values;
}

/** On its own scale. Elements that are not finite stay transparent. */
function drawChannel(canvas: HTMLCanvasElement, { width, height, values }: ChannelValues): void {
  const image = new ImageData(width, height);
  const numbers = new Float32Array(values);
  let [low, high] = [Infinity, -Infinity];
  for (const value of numbers) {
    if (!Number.isFinite(value)) continue;
    low = Math.min(low, value);
    high = Math.max(high, value);
  }
  const factor = high > low ? 255 / (high - low) : 0;
  const colours = new Uint32Array(image.data.buffer);
  for (const [at, value] of numbers.entries())
    if (Number.isFinite(value)) colours[at] = pixelColours[Math.round((value - low) * factor)] ?? 0;
  canvas.getContext("2d")?.putImageData(image, 0, 0);
}
