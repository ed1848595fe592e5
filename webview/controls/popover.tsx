import { type ReactNode, useId, useLayoutEffect, useRef } from "react";

export interface PopoverProps {
  /** What it is about: the name of its button and of itself. */
  readonly label: string;
  readonly icon: ReactNode;
  readonly children: ReactNode;
  /** Whether a press of one of its buttons closes it, as a choice in a menu does. */
  readonly isMenu?: boolean;
}

/** A button that opens a few choices below it. A click elsewhere and Escape close them. */
export function Popover({ label, icon, children, isMenu = false }: PopoverProps) {
  const button = useRef<HTMLButtonElement>(null);
  const panel = useRef<HTMLDivElement>(null);
  const id = useId();
  // React 18 does not know these attributes.
  useLayoutEffect(() => {
    const [opener, opened] = [button.current, panel.current];
    if (opener === null || opened === null) return;
    opened.popover = "auto";
    opener.popoverTargetElement = opened;
    const place = ({ newState }: ToggleEvent): void => {
      opener.setAttribute("aria-expanded", String(newState === "open"));
      if (newState === "open") placeBelow(opener, opened);
    };
    const choose = ({ target }: MouseEvent): void => {
      if (isMenu && (target as HTMLElement).closest("vscode-button") !== null) opened.hidePopover();
    };
    const stay = (): void => {
      if (opened.matches(":popover-open")) placeBelow(opener, opened);
    };
    window.addEventListener("resize", stay);
    opened.addEventListener("beforetoggle", place);
    opened.addEventListener("click", choose);
    return () => {
      window.removeEventListener("resize", stay);
      opened.removeEventListener("beforetoggle", place);
      opened.removeEventListener("click", choose);
    };
  }, [isMenu]);
  return (
    <>
      <button
        ref={button}
        type="button"
        className="popover-button"
        title={label}
        aria-label={label}
        aria-haspopup="dialog"
        aria-expanded={false}
        aria-controls={id}
      >
        {icon}
      </button>
      <div
        ref={panel}
        id={id}
        className={isMenu ? "popover menu" : "popover"}
        role="dialog"
        aria-label={label}
      >
        {children}
      </div>
    </>
  );
}

/** It lies above everything, so it has to be told where. */
function placeBelow(opener: HTMLElement, { style }: HTMLElement): void {
  const { bottom, left } = opener.getBoundingClientRect();
  style.top = `${bottom + 4}px`;
  style.setProperty("--room", `${window.innerHeight - bottom - 12}px`);
  style.left = `${Math.max(8, Math.min(left, window.innerWidth - width - 8))}px`;
}

/** That of the style sheet. */
const width = 340;
