import type { ReactNode } from "react";
import { useElement } from "./elements.ts";

export interface ButtonProps {
  readonly children: ReactNode;
  readonly onClick: () => void;
  readonly look?: "primary" | "secondary" | "icon";
  readonly disabled?: boolean;
  /** What it does, where its content does not say it. */
  readonly label?: string;
  readonly pressed?: boolean;
}

export function Button({
  children,
  onClick,
  look = "secondary",
  disabled = false,
  label,
  pressed,
}: ButtonProps) {
  const ref = useElement<HTMLElement>({ disabled, appearance: look }, { click: onClick });
  return (
    <vscode-button
      ref={ref}
      appearance={look}
      title={label}
      aria-label={label}
      {...(pressed === undefined ? {} : { role: "button", "aria-pressed": pressed })}
    >
      {children}
    </vscode-button>
  );
}
