import { type PointerEvent, useEffect, useRef, useState } from "react";
import { plural } from "../../src/words/index.ts";
import { Button } from "../controls/index.ts";
import type { Stroke } from "./input-choice.ts";
import { drawStrokes } from "./samples.ts";

interface DrawingPadProps {
  readonly strokes: readonly Stroke[];
  /** Called when a stroke ends, and when all are cleared. */
  readonly onDraw: (strokes: readonly Stroke[]) => void;
}

/** Draw with the mouse, a pen or a finger; Delete, Backspace or the button clears it, Ctrl+Z takes a stroke back. */
export function DrawingPad({ strokes, onDraw }: DrawingPadProps) {
  const canvas = useRef<HTMLCanvasElement>(null);
  const [open, setOpen] = useState<Stroke | null>(null);
  useEffect(() => {
    const context = canvas.current?.getContext("2d");
    if (context)
      drawStrokes(context, { width: side, height: side }, open === null ? strokes : [...strokes, open]);
  }, [strokes, open]);
  const pointOf = ({ nativeEvent }: PointerEvent): Stroke[number] => {
    const { clientWidth = side, clientHeight = side } = canvas.current ?? {};
    return [nativeEvent.offsetX / clientWidth, nativeEvent.offsetY / clientHeight];
  };
  const end = (): void => {
    if (open === null) return;
    setOpen(null);
    onDraw([...strokes, open]);
  };
  return (
    <div className="drawing-pad">
      <canvas
        ref={canvas}
        className="input-picture"
        width={side}
        height={side}
        role="img"
        aria-label={`Drawing pad with ${plural(strokes.length, "stroke")}`}
        tabIndex={0}
        onPointerDown={(event) => {
          event.currentTarget.setPointerCapture(event.pointerId);
          setOpen([pointOf(event)]);
        }}
        onPointerMove={(event) => {
          if (open !== null) setOpen([...open, pointOf(event)]);
        }}
        onPointerUp={end}
        onPointerCancel={() => setOpen(null)}
        onKeyDown={({ key, ctrlKey, metaKey }) => {
          if (key === "Delete" || key === "Backspace") onDraw([]);
          if (key === "z" && (ctrlKey || metaKey)) onDraw(strokes.slice(0, -1));
        }}
      />
      <Button disabled={strokes.length === 0} label="Clear the drawing" onClick={() => onDraw([])}>
        Clear
      </Button>
    </div>
  );
}

const side = 112;
