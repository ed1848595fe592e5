import { useStoreApi } from "@xyflow/react";
import { type FocusEvent, type PointerEvent, useCallback, useEffect, useMemo, useRef } from "react";
import type { DrawnItem, ModelDocument } from "../../src/protocol/index.ts";
import { isExported } from "../host/exported.ts";
import type { HostMessenger } from "../host/host.ts";
import { type Item, type ItemId, itemAt } from "../model/item.ts";
import type { ModelView } from "../model/model-view.ts";
import { usePage } from "../state/page.ts";
import { createStore, type Store } from "../state/store.ts";

/** A card that is open at an item. */
export interface OpenedCard {
  readonly item: Item;
  readonly box: HTMLElement;
  /** The editor's hover of it; null if there is none, or not yet. */
  readonly markdown: string | null;
}

export interface NodeCardState {
  /** Only the card itself looks at it: a net of thousands of boxes is not drawn again for a card. */
  readonly opened: Store<OpenedCard | null>;
  readonly close: () => void;
  /** Closes a card whose box has moved, and opens the one of the focus again at its new place. */
  readonly move: () => void;
  /** For the element around the boxes and the card. */
  readonly handlers: {
    readonly onPointerOver: (event: PointerEvent) => void;
    readonly onPointerLeave: () => void;
    readonly onPointerDownCapture: (event: PointerEvent) => void;
    readonly onFocus: (event: FocusEvent) => void;
    readonly onBlur: () => void;
  };
}

/** In milliseconds, as the editor's: until a card opens, and until it closes once the pointer has left it. */
const delay = 300;
/** After so many milliseconds without an answer, the card says what the page itself knows. */
const patience = 500;

/** The card of the item that the pointer or the focus rests on. An exported page has plain titles instead. */
export function useNodeCard(view: ModelView): NodeCardState {
  const { host } = usePage();
  const opened = useMemo(() => createStore<OpenedCard | null>(null), []);
  const wanted = useRef<ItemId | null>(null);
  const [opening, closing] = [useTimer(), useTimer()];
  const close = useCallback(() => {
    opening.stop();
    closing.stop();
    wanted.current = null;
    opened.update(() => null);
  }, [opened, opening, closing]);
  const open = useCallback(
    (box: HTMLElement, id: ItemId) => {
      const item = itemAt(view.tree, id);
      const show = (markdown: string | null): void => {
        if (wanted.current === id && box.isConnected) opened.update(() => ({ item, box, markdown }));
      };
      opening.start(patience, () => show(null));
      void hoverOf(host, view.model, item).then((markdown) => {
        if (wanted.current === id) opening.stop();
        show(markdown);
      });
    },
    [host, view, opened, opening],
  );
  const want = useCallback(
    (box: HTMLElement | null) => {
      const id = box?.getAttribute("data-item") ?? null;
      if (box === null || id === null || !view.tree.items.has(id)) {
        // The pointer cannot be on its way to a card that is not open yet.
        if (opened.get() === null) close();
        else closing.start(delay, close);
        return;
      }
      closing.stop();
      if (id === wanted.current) return;
      wanted.current = id;
      opening.start(delay, () => open(box, id));
    },
    [view, opened, opening, closing, close, open],
  );
  // Another picture has other boxes.
  useEffect(() => close, [view, close]);
  // A pointer that lies still is over something else once a key has moved the picture.
  const isOfFocus = useRef(false);
  const move = useCallback(() => {
    const at = opened.get();
    close();
    if (at !== null && isOfFocus.current) want(at.box);
  }, [opened, close, want]);
  const handlers = useMemo((): NodeCardState["handlers"] => {
    const point = (box: HTMLElement | null): void => {
      if (box === null && isOfFocus.current) return;
      isOfFocus.current = false;
      want(box);
    };
    return {
      onPointerOver({ target, buttons, pointerType }) {
        if (buttons !== 0 || pointerType === "touch" || isExported()) return;
        if (isInCard(target)) closing.stop();
        else point(boxAround(target));
      },
      onPointerLeave: () => point(null),
      onPointerDownCapture({ target }) {
        if (!isInCard(target)) close();
      },
      onFocus({ target }) {
        const box = boxAround(target);
        if (isExported() || box !== target || !box.matches(":focus-visible")) return;
        isOfFocus.current = true;
        want(box);
      },
      onBlur() {
        isOfFocus.current = false;
        want(null);
      },
    };
  }, [want, closing, close]);
  return { opened, close, move, handlers };
}

interface Timer {
  /** Starts it anew. */
  start(milliseconds: number, act: () => void): void;
  stop(): void;
}

function useTimer(): Timer {
  return useMemo(() => {
    let running: ReturnType<typeof setTimeout> | undefined;
    const stop = (): void => clearTimeout(running);
    return {
      stop,
      start(milliseconds, act) {
        stop();
        running = setTimeout(act, milliseconds);
      },
    };
  }, []);
}

/** Held together with another key, as for a copy of the card's text. */
const modifiers: readonly string[] = ["Control", "Meta", "Shift", "Alt"];

/**
 * Any key closes an open card but those that copy its text, and Escape does nothing else then; so does a move of the picture, after
 * which it would not stand at its box.
 */
export function useClosed(isOpen: boolean, { close, move }: Pick<NodeCardState, "close" | "move">): void {
  const store = useStoreApi();
  useEffect(() => {
    if (!isOpen) return;
    const onKeyDown = (event: KeyboardEvent): void => {
      if (modifiers.includes(event.key) || ((event.ctrlKey || event.metaKey) && event.key === "c")) return;
      if (event.key === "Escape") event.stopPropagation();
      close();
    };
    window.addEventListener("keydown", onKeyDown, true);
    const unsubscribe = store.subscribe(({ transform }, before) => {
      if (transform !== before.transform) move();
    });
    return () => {
      window.removeEventListener("keydown", onKeyDown, true);
      unsubscribe();
    };
  }, [isOpen, store, close, move]);
}

function isInCard(target: EventTarget): boolean {
  return (target as HTMLElement).closest(".node-card") !== null;
}

/** The box around an element of it, but for the button that folds, which says itself what it does. */
function boxAround(target: EventTarget): HTMLElement | null {
  const element = target as HTMLElement;
  return element.closest(".fold-button") === null ? element.closest<HTMLElement>("[data-item]") : null;
}

/** What the host answered, by the model's document. */
const answers = new WeakMap<ModelDocument, Map<ItemId, string>>();

async function hoverOf(host: HostMessenger, model: ModelDocument, item: Item): Promise<string | null> {
  const known = answers.get(model) ?? new Map<ItemId, string>();
  answers.set(model, known);
  const drawn = drawnItem(item);
  const found = known.get(item.id);
  if (found !== undefined || drawn === null) return found ?? null;
  const { id, version } = model;
  const answer = await host.request("hover", { id, version, item: drawn }).catch(() => null);
  if (answer !== null) known.set(item.id, answer);
  return answer;
}

/** Null for several siblings in a row, of which the editor knows no more than the page. */
function drawnItem(item: Item): DrawnItem | null {
  if (item.kind === "layer") return { kind: "node", node: item.node };
  return item.sort === "module" ? { kind: "module", path: item.path } : null;
}
