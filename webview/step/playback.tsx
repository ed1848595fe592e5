import { useEffect, useState } from "react";
import { Button, Dropdown } from "../controls/index.ts";
import { ActionIcon } from "../graph/icons.tsx";

const speeds = { slow: 1000, normal: 300, fast: 60 } as const;
type Speed = keyof typeof speeds;

const calmer = "(prefers-reduced-motion: reduce)";

export interface Playing {
  readonly isPlaying: boolean;
  readonly speed: Speed;
  toggle(): void;
  setSpeed(speed: Speed): void;
}

/** Calls `advance` again and again while it plays: a while after the answer to the last call has arrived. */
export function usePlaying(answered: unknown, advance: () => void): Playing {
  const [isPlaying, setPlaying] = useState(false);
  const [speed, setSpeed] = useState<Speed>(matchMedia(calmer).matches ? "slow" : "normal");
  useEffect(() => {
    if (!isPlaying) return;
    const timer = setTimeout(advance, speeds[speed]);
    return () => clearTimeout(timer);
  }, [isPlaying, speed, answered]);
  return { isPlaying, speed, setSpeed, toggle: () => setPlaying((playing) => !playing) };
}

export interface PlaybackProps {
  readonly playing: Playing;
  readonly onStep: (by: 1 | -1) => void;
}

export function Playback({ playing: { isPlaying, speed, toggle, setSpeed }, onStep }: PlaybackProps) {
  return (
    <fieldset className="playback" aria-label="Play through the positions">
      <Button look="icon" label="The position before" onClick={() => onStep(-1)}>
        <span aria-hidden="true">‹</span>
      </Button>
      <Button look="icon" label={isPlaying ? "Pause" : "Play"} pressed={isPlaying} onClick={toggle}>
        <ActionIcon name={isPlaying ? "stop" : "play"} />
      </Button>
      <Button look="icon" label="The next position" onClick={() => onStep(1)}>
        <span aria-hidden="true">›</span>
      </Button>
      <Dropdown label="Speed" choices={choices} value={speed} onChange={setSpeed} />
    </fieldset>
  );
}

const choices = [
  { value: "slow", text: "Slow" },
  { value: "normal", text: "Normal" },
  { value: "fast", text: "Fast" },
] as const;
