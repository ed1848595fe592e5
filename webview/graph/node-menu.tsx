import { type KeyboardEvent, type MouseEvent, useCallback, useEffect, useRef, useState } from "react";
import { type Item, type ItemId, itemAt } from "../model/item.ts";
import type { ModelView } from "../model/model-view.ts";
import { usePage } from "../state/page.ts";
import { type NodeAction, nodeActions } from "./node-actions.ts";

interface Opened {
  readonly item: Item;
  readonly x: number;
  readonly y: number;
}

export interface NodeMenuState {
  readonly opened: Opened | null;
  /** For the context menu of the mouse and of the keyboard: browsers send the same event for both. */
  readonly onContextMenu: (event: MouseEvent) => void;
  readonly close: () => void;
}

export function useNodeMenu(view: ModelView): NodeMenuState {
  const [opened, setOpened] = useState<Opened | null>(null);
  const onContextMenu = useCallback(
    (event: MouseEvent) => {
      const box = (event.target as HTMLElement).closest<HTMLElement>("[data-item]");
      const id = box?.getAttribute("data-item");
      if (!box || !id || !view.tree.items.has(id)) return;
      event.preventDefault();
      const { left, bottom } = box.getBoundingClientRect();
      // The keyboard's has no pointer to stand at.
      const [x, y] = event.button === 2 ? [event.clientX, event.clientY] : [left, bottom];
      setOpened({ item: itemAt(view.tree, id), x, y });
    },
    [view],
  );
  const close = useCallback(() => setOpened(null), []);
  return { opened, onContextMenu, close };
}

/** What can be done with one item of the graph. */
export function NodeMenu({ view, menu }: { readonly view: ModelView; readonly menu: NodeMenuState }) {
  const { opened, close } = menu;
  return opened === null ? null : (
    <Choices key={`${opened.item.id} ${opened.x} ${opened.y}`} view={view} opened={opened} close={close} />
  );
}

interface ChoicesProps {
  readonly view: ModelView;
  readonly opened: Opened;
  readonly close: () => void;
}

function Choices({ view, opened: { item, x, y }, close }: ChoicesProps) {
  const page = usePage();
  const list = useRef<HTMLDivElement>(null);
  useEffect(() => {
    const element = list.current;
    if (element === null) return;
    const onToggle = ({ newState }: ToggleEvent): void => {
      if (newState === "closed") close();
    };
    element.popover = "auto";
    element.addEventListener("toggle", onToggle);
    element.showPopover();
    const place = (): void => placeInside(element, x, y);
    place();
    window.addEventListener("resize", place);
    [...element.querySelectorAll("button")].find((button) => button.checkVisibility())?.focus();
    return () => {
      window.removeEventListener("resize", place);
      element.removeEventListener("toggle", onToggle);
      focusBox(item.id);
    };
  }, [item, x, y, close]);
  const act = ({ run }: NodeAction): void => {
    close();
    run(page, { view, item });
  };
  const name = item.name || item.path || "this item";
  return (
    <div ref={list} className="node-menu" role="menu" aria-label={`Actions on ${name}`} onKeyDown={moveFocus}>
      {nodeActions
        .filter((action) => action.isOffered({ view, item }, page.store.get()))
        .map((action) => (
          <button
            key={action.id}
            type="button"
            role="menuitem"
            tabIndex={-1}
            data-action={action.id}
            onClick={() => act(action)}
          >
            {action.label}
          </button>
        ))}
    </div>
  );
}

/** At a point of the window, or as near to it as there is room for all of the menu. */
function placeInside(element: HTMLElement, x: number, y: number): void {
  const { width, height } = element.getBoundingClientRect();
  element.style.left = `${Math.max(4, Math.min(x, window.innerWidth - width - 4))}px`;
  element.style.top = `${Math.max(4, Math.min(y, window.innerHeight - height - 4))}px`;
}

/** Unfolding a block replaces its box, so wait for one frame. By then another menu may have opened, which keeps the focus. */
function focusBox(id: ItemId): void {
  requestAnimationFrame(() => {
    if (document.activeElement?.closest("[role=menu]")) return;
    document.querySelector<HTMLElement>(`[data-item="${CSS.escape(id)}"]`)?.focus({ preventScroll: true });
  });
}

/** As the ARIA pattern for menus has it. Escape closes a popover by itself. */
function moveFocus(event: KeyboardEvent<HTMLDivElement>): void {
  event.stopPropagation();
  const all = [...event.currentTarget.querySelectorAll<HTMLElement>("button")];
  const items = all.filter((item) => item.checkVisibility());
  const at = items.indexOf(document.activeElement as HTMLElement);
  const next = {
    ArrowDown: (at + 1) % items.length,
    ArrowUp: (at + items.length - 1) % items.length,
    Home: 0,
    End: items.length - 1,
  }[event.key];
  if (event.key === "Tab") event.currentTarget.hidePopover();
  if (next === undefined) return;
  event.preventDefault();
  items[next]?.focus();
}
