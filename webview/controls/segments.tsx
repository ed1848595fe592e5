import type { ReactNode } from "react";

interface Choice<V extends string> {
  readonly value: V;
  readonly text: string;
  /** Stands for the text where there is no room for that. */
  readonly icon?: ReactNode;
}

export interface SegmentsProps<V extends string> {
  readonly label: string;
  readonly choices: readonly Choice<V>[];
  readonly value: V;
  readonly onChange: (value: V) => void;
}

/** Few choices side by side, of which one is pressed. */
export function Segments<V extends string>({ label, choices, value, onChange }: SegmentsProps<V>) {
  return (
    <fieldset className="segments" aria-label={label}>
      {choices.map((choice) => (
        <button
          key={choice.value}
          type="button"
          aria-pressed={choice.value === value}
          aria-label={choice.text}
          title={choice.text}
          onClick={() => onChange(choice.value)}
        >
          {choice.icon}
          <span className="word">{choice.text}</span>
        </button>
      ))}
    </fieldset>
  );
}
