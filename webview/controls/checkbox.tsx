import { useElement } from "./elements.ts";

export interface CheckboxProps {
  readonly children: string;
  readonly checked: boolean;
  readonly onChange: (checked: boolean) => void;
}

export function Checkbox({ children, checked, onChange }: CheckboxProps) {
  const ref = useElement<HTMLElement & { checked: boolean }>(
    { checked },
    {
      change: () => {
        const now = ref.current?.checked ?? checked;
        if (now !== checked) onChange(now);
      },
    },
  );
  return <vscode-checkbox ref={ref}>{children}</vscode-checkbox>;
}
