import { useElement } from "./elements.ts";

export interface CheckboxProps {
  readonly children: string;
  readonly checked: boolean;
  readonly onChange: (checked: boolean) => void;
}

export function Checkbox({ children, checked, onChange }: CheckboxProps) {
  const ref = useElement<HTMLElement & { checked: boolean }>(
    // The toolkit keeps the text that is there when the element is made as the name.
    { checked, ariaLabel: children },
    {
      change: () => {
        const now = ref.current?.checked ?? checked;
        if (now !== checked) onChange(now);
      },
    },
  );
  return <vscode-checkbox ref={ref}>{children}</vscode-checkbox>;
}
