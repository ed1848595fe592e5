import { useReactFlow, useStore } from "@xyflow/react";
import { type RefObject, useCallback, useLayoutEffect, useRef } from "react";
import type { ItemId } from "../model/item.ts";
import { keepViewport, type Pane, setInColumns, type Viewport } from "../state/app-state.ts";
import { usePage } from "../state/page.ts";
import type { Drawing } from "./drawing.ts";
import { withinReach } from "./reach.ts";
import { useReach } from "./use-reach.ts";
import {
  anchoredReadably,
  firstViewport,
  inSight,
  isThinWhole,
  leastZoom,
  readably,
  refitted,
  steadied,
  wholeViewport,
} from "./viewports.ts";

/** Which part of the picture is visible, and how to move it. */
export interface Camera {
  /** Whether the canvas can be moved yet, which takes one frame after it is first shown. */
  readonly ready: boolean;
  /** The item that the next picture leaves where it is on the screen. */
  readonly holdStill: (id: ItemId) => void;
  /** Moves just far enough to see the first of the items. Does not move while one of them is visible. */
  readonly show: (ids: readonly ItemId[]) => void;
  /** Moves to an item, at a zoom at which it can be read. */
  readonly goTo: (id: ItemId) => void;
  readonly leastZoom: number;
  readonly viewport: () => Viewport;
  /** Moves to a viewport, but not beyond the picture. */
  readonly moveTo: (viewport: Viewport) => void;
  readonly fit: () => void;
  readonly zoomBy: (factor: number) => void;
  /** Stores the viewport after a move; returns it. */
  readonly endMove: () => Viewport;
}

export function useCamera(drawing: Drawing, pane: RefObject<HTMLElement | null>): Camera {
  const { getViewport, zoomTo } = useReactFlow();
  const { store } = usePage();
  const move = useMove();
  const ready = useStore(({ panZoom }) => panZoom !== null);
  // First, so that a new picture is not held to the reach of the last one.
  useReach(drawing.placed);
  const holdStill = useFacing(ready ? drawing : null, pane, move);

  const show = useCallback(
    (ids: readonly ItemId[]) => {
      const now = getViewport();
      const boxes = ids.flatMap((id) => drawing.placed.boxes.get(id) ?? []);
      const views = boxes.map((box) => inSight(now, box, sizeOf(pane.current)));
      const [first] = views;
      if (first !== undefined && !views.includes(now)) move(first);
    },
    [drawing, getViewport, move, pane],
  );
  const goTo = useCallback(
    (id: ItemId) => {
      const box = drawing.placed.boxes.get(id);
      if (box !== undefined) move(readably(getViewport(), box, sizeOf(pane.current)));
    },
    [drawing, getViewport, move, pane],
  );
  const moveTo = useCallback(
    (viewport: Viewport) => move(withinReach(viewport, drawing.placed, sizeOf(pane.current))),
    [drawing, move, pane],
  );
  const fit = useCallback(() => {
    const size = sizeOf(pane.current);
    move(wholeViewport(drawing.placed, size));
    // The picture in columns comes next, and is seen whole as this one was.
    if (isThinWhole(drawing.placed, size)) store.update(setInColumns);
  }, [drawing, move, pane, store]);
  const zoomBy = useCallback(
    (factor: number) => void zoomTo(getViewport().zoom * factor),
    [zoomTo, getViewport],
  );
  // React Flow's event carries the viewport as the wheel last left it; a button may have moved the canvas since.
  const endMove = useCallback(() => {
    const viewport = getViewport();
    store.update(keepViewport(viewport));
    return viewport;
  }, [getViewport, store]);
  const width = useStore((state) => state.width);
  const height = useStore((state) => state.height);
  const least = leastZoom(drawing.placed, { width, height });
  useLayoutEffect(() => {
    if (width > 0 && height > 0) store.update((state) => ({ ...state, pane: { width, height } }));
  }, [store, width, height]);
  return {
    ready,
    holdStill,
    show,
    goTo,
    leastZoom: least,
    viewport: getViewport,
    moveTo,
    fit,
    zoomBy,
    endMove,
  };
}

type Move = (viewport: Viewport) => void;

function useMove(): Move {
  const { setViewport } = useReactFlow();
  const { store } = usePage();
  return useCallback(
    (viewport) => {
      void setViewport(viewport);
      store.update(keepViewport(viewport));
    },
    [setViewport, store],
  );
}

/** Positions every new picture, and again when the pane changes size. */
function useFacing(
  drawing: Drawing | null,
  pane: RefObject<HTMLElement | null>,
  move: Move,
): Camera["holdStill"] {
  const { getViewport } = useReactFlow();
  const { store } = usePage();
  const still = useRef<ItemId | null>(null);
  const last = useRef<Drawing | null>(null);
  const lastSize = useRef<Pane>({ width: 0, height: 0 });
  const face = useCallback(
    (next: Drawing) => {
      const size = sizeOf(pane.current);
      // A page that is still hidden has no size; the observer reports one as soon as it has.
      if (size.width === 0) return;
      const [before, held, sizeBefore] = [last.current, still.current, lastSize.current];
      last.current = next;
      lastSize.current = size;
      still.current = null;
      if (before?.key !== next.key) {
        move(store.get().viewports[next.key] ?? firstViewport(next.placed, size));
        return;
      }
      const [from, to] = [before.placed.boxes.get(held ?? ""), next.placed.boxes.get(held ?? "")];
      const now = getViewport();
      if (from !== undefined && to !== undefined) return move(anchoredReadably(now, from, to));
      // An edit leaves a picture where it is; only folds and another form of it change what "whole" is.
      if (before.view === next.view && same(now, wholeViewport(before.placed, sizeBefore)))
        return move(refitted(now, before.placed, next.placed, size));
      const steady = steadied(now, before.placed, next.placed, size);
      // After "Fold all", say, the part that was in view may be gone.
      if (withinReach(steady, next.placed, size) !== steady) move(firstViewport(next.placed, size));
      else if (steady !== now) move(steady);
    },
    [pane, move, store, getViewport],
  );
  // Before the browser paints, so that the new picture is never seen in the old position.
  useLayoutEffect(() => {
    if (drawing !== null) face(drawing);
  }, [drawing, face]);

  // A picture that nobody has moved is placed anew, and a fitted one is fitted again. What is selected stays in sight.
  useResize(pane, (size, before) => {
    if (drawing === null) return;
    if (last.current === null) return face(drawing);
    lastSize.current = size;
    const { placed } = last.current;
    const now = getViewport();
    const isFirst = same(now, firstViewport(placed, before));
    if (!isFirst && same(now, wholeViewport(placed, before))) return move(wholeViewport(placed, size));
    const next = isFirst ? firstViewport(placed, size) : now;
    const selected = placed.boxes.get(store.get().selected ?? "");
    const seen = selected === undefined ? next : inSight(next, selected, size);
    if (seen !== now) move(seen);
  });
  return useCallback((id) => {
    still.current = id;
  }, []);
}

/** Calls the listener when the size of the element changes. */
function useResize(pane: RefObject<HTMLElement | null>, listener: (size: Pane, before: Pane) => void): void {
  const latest = useRef(listener);
  latest.current = listener;
  useLayoutEffect(() => {
    const element = pane.current;
    if (element === null) return;
    let before = sizeOf(element);
    const observer = new ResizeObserver(() => {
      const size = sizeOf(element);
      const isOther = size.width !== before.width || size.height !== before.height;
      if (size.width !== 0 && isOther) latest.current(size, before);
      before = size;
    });
    observer.observe(element);
    return () => observer.disconnect();
  }, [pane]);
}

function same(a: Viewport, b: Viewport): boolean {
  return Math.abs(a.x - b.x) < 1 && Math.abs(a.y - b.y) < 1 && Math.abs(a.zoom - b.zoom) < 0.001;
}

function sizeOf(element: HTMLElement | null): Pane {
  return { width: element?.clientWidth ?? 0, height: element?.clientHeight ?? 0 };
}
