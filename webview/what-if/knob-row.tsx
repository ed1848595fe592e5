import { useId } from "react";
import type { Knob } from "../../src/protocol/index.ts";
import { usePage } from "../state/page.ts";
import { knobScale } from "./knob-scale.ts";

/** A number as a slider and as a field beside it, which takes any number. */
export function KnobRow({ knob, value }: { readonly knob: Knob; readonly value: number }) {
  const { trials } = usePage();
  const { least, most, step } = knobScale(knob.name, knob.value);
  const id = useId();
  const label = `${knob.name} of ${knob.group}`;
  const set = (text: string): void => {
    const number = Number(text);
    if (text.trim() !== "" && Number.isFinite(number)) trials.set(knob.id, number);
  };
  const isChanged = value !== knob.value;
  return (
    <div className="knob" data-changed={isChanged || undefined} title={`Written at ${knob.place}`}>
      <label htmlFor={id}>
        {knob.name}
        <span className="knob-place">{isChanged ? `was ${knob.value}, ${knob.place}` : knob.place}</span>
      </label>
      <input
        type="range"
        aria-label={`${label}, slider`}
        min={least}
        max={Math.max(most, value)}
        step={step}
        value={value}
        onChange={({ target }) => set(target.value)}
      />
      <input
        id={id}
        type="number"
        aria-label={label}
        step={Number.isInteger(knob.value) ? 1 : "any"}
        value={value}
        onChange={({ target }) => set(target.value)}
      />
    </div>
  );
}
