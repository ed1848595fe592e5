import { type KeyboardEvent, type PointerEvent, useId } from "react";
import type { Place } from "../../src/runtime/index.ts";
import type { SteppedElement } from "../engine/step-messages.ts";
import { indexIn, outputGrid, placeAfterKey, withIndex } from "./places.ts";
import { PlanePicture } from "./plane-picture.tsx";

export interface ElementPickerProps {
  readonly element: SteppedElement;
  readonly onChoose: (place: Place) => void;
  readonly onToggle: () => void;
}

/** The output's plane, in which an element is chosen by a click or by keys. */
export function ElementPicker({ element, onChoose, onToggle }: ElementPickerProps) {
  const { shape, place, output } = element;
  const help = useId();
  const grid = outputGrid(shape);
  const index = indexIn(shape, place);
  function onKeyDown(event: KeyboardEvent): void {
    const next = placeAfterKey(shape, place, event.key);
    if (next === undefined && event.key !== " ") return;
    event.preventDefault();
    event.stopPropagation();
    if (next === undefined) onToggle();
    else onChoose(next);
  }
  function onPointerDown({ clientX, clientY, currentTarget }: PointerEvent): void {
    const picture = currentTarget.querySelector(".plane") ?? currentTarget;
    const { left, top, width, height } = picture.getBoundingClientRect();
    const column = Math.floor(((clientX - left) / width) * grid.columns);
    const row = Math.floor(((clientY - top) / height) * grid.rows);
    const target = row * grid.columns + column;
    const isIn = column >= 0 && column < grid.columns && row >= 0 && target < grid.count;
    if (isIn) onChoose(withIndex(shape, place, target));
  }
  const outline = {
    row: Math.floor(index / grid.columns),
    column: index % grid.columns,
    rows: 1,
    columns: 1,
  };
  return (
    <div
      className="element-picker"
      role="application"
      aria-label={`Output element ${place.join(", ")} of ${shape.join("×")}`}
      aria-describedby={help}
      // biome-ignore lint/a11y/noNoninteractiveTabindex: arrow keys choose an element here.
      tabIndex={0}
      onKeyDown={onKeyDown}
      onPointerDown={onPointerDown}
    >
      <PlanePicture plane={output} outline={outline} />
      <span id={help} className="visually-hidden">
        Arrow keys, Home and End move the element, Page Up and Page Down change the channel, Space plays.
      </span>
    </div>
  );
}
