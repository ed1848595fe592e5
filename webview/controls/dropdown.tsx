import { useElement } from "./elements.ts";

interface Choice<V extends string> {
  readonly value: V;
  readonly text: string;
  /** It is shown, but cannot be chosen now. */
  readonly disabled?: boolean;
}

export interface DropdownProps<V extends string> {
  readonly label: string;
  readonly choices: readonly Choice<V>[];
  readonly value: V;
  readonly onChange: (value: V) => void;
}

export function Dropdown<V extends string>({ label, choices, value, onChange }: DropdownProps<V>) {
  const ref = useElement<HTMLElement & { value: string }>(
    { value },
    {
      change: () => {
        const chosen = choices.find((choice) => choice.value === ref.current?.value);
        if (chosen !== undefined && chosen.value !== value) onChange(chosen.value);
      },
    },
  );
  return (
    <vscode-dropdown ref={ref} aria-label={label} title={label} position="below">
      {choices.map((choice) => (
        <vscode-option key={choice.value} value={choice.value} disabled={choice.disabled || undefined}>
          {choice.text}
        </vscode-option>
      ))}
    </vscode-dropdown>
  );
}
