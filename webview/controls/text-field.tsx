import { useElement } from "./elements.ts";

export interface TextFieldProps {
  readonly label: string;
  readonly placeholder: string;
  readonly value: string;
  readonly onInput: (value: string) => void;
  /** Enter, with Shift held or not. */
  readonly onEnter: (backwards: boolean) => void;
  readonly onEscape: () => void;
}

export function TextField({ label, placeholder, value, onInput, onEnter, onEscape }: TextFieldProps) {
  const ref = useElement<HTMLElement & { value: string }>(
    // The toolkit puts a name of its own in the place of one that is there when the element is made.
    { value, ariaLabel: label },
    {
      input: () => onInput(ref.current?.value ?? ""),
      keydown: (event) => {
        const { key, shiftKey } = event as KeyboardEvent;
        if (key === "Enter") onEnter(shiftKey);
        if (key === "Escape") onEscape();
      },
    },
  );
  return <vscode-text-field ref={ref} placeholder={placeholder} />;
}
