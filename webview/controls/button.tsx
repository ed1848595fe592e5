import type { ReactNode } from "react";
import { useElement } from "./elements.ts";

export interface ButtonProps {
  readonly children: ReactNode;
  readonly onClick: () => void;
  readonly look?: "primary" | "secondary" | "icon";
  readonly disabled?: boolean;
  /** What it does: the name of an icon, and more about a button whose content names it. */
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
      aria-label={look === "icon" ? label : undefined}
      {...(pressed === undefined ? {} : { "aria-pressed": pressed })}
    >
      {children}
    </vscode-button>
  );
}
