import { useLayoutEffect, useRef, useSyncExternalStore } from "react";
import { faultWords } from "../model/faults.ts";
import { HoverText } from "./hover-text.tsx";
import { itemWords } from "./item-words.ts";
import { type Scene, useScene } from "./scene.ts";
import { tooltip } from "./tooltip.ts";
import { type NodeCardState, type OpenedCard, useClosed } from "./use-node-card.ts";

/** What is known of the item that the pointer or the focus rests on, in the words of the editor's hover. */
export function NodeCard({ card }: { readonly card: NodeCardState }) {
  const opened = useSyncExternalStore(card.opened.subscribe, card.opened.get);
  useClosed(opened !== null, card);
  return opened === null ? null : <Card key={opened.item.id} opened={opened} />;
}

function Card({ opened }: { readonly opened: OpenedCard }) {
  const { box, markdown } = opened;
  const scene = useScene();
  const card = useRef<HTMLDivElement>(null);
  // Again when it says something else, which decides how large it is.
  useLayoutEffect(() => {
    const element = card.current;
    if (element === null) return;
    // Above everything else, and not closed by other popovers. React 18 does not know the attribute.
    element.popover = "manual";
    if (!element.matches(":popover-open")) element.showPopover();
    const pane = box.closest(".react-flow") ?? document.body;
    const { left, top } = placeBeside(
      box.getBoundingClientRect(),
      element.getBoundingClientRect(),
      pane.getBoundingClientRect(),
    );
    element.style.left = `${left}px`;
    element.style.top = `${top}px`;
  }, [box, markdown]);
  return (
    <div ref={card} className="node-card nowheel nopan" role="tooltip">
      {markdown === null ? (
        <OwnWords scene={scene} opened={opened} />
      ) : (
        <FaultAndTime scene={scene} opened={opened} markdown={markdown} />
      )}
    </div>
  );
}

function FaultAndTime({
  scene,
  opened: { item },
  markdown,
}: {
  readonly scene: Scene;
  readonly opened: OpenedCard;
  readonly markdown: string;
}) {
  const fault = scene.faults.get(item.id);
  const { time } = itemWords({ view: scene.view, item, units: scene.units, times: scene.times }, []);
  return (
    <>
      {fault !== undefined && (
        <p className="fault" data-severity={fault.severity}>
          {faultWords(fault)}
        </p>
      )}
      <HoverText markdown={markdown} />
      {time !== "" && <p>{time} in the last run</p>}
    </>
  );
}

/** For what the editor has no hover of. */
function OwnWords({ scene, opened: { item } }: { readonly scene: Scene; readonly opened: OpenedCard }) {
  const { view, units, times, figures } = scene;
  const words = itemWords({ view, item, units, times }, figures);
  return tooltip(item, words, scene.faults.get(item.id))
    .split("\n")
    .filter(Boolean)
    .map((line) => <div key={line}>{line}</div>);
}

const gap = 6;
const margin = 4;

/**
 * Where it covers nothing that comes after the box: beside it within the pane, or else above; below where there is no room at all.
 * Over the toolbar, or over the model that this one is compared with, it would be in the way of the pointer.
 */
function placeBeside(
  box: DOMRect,
  { width, height }: DOMRect,
  pane: DOMRect,
): { readonly left: number; readonly top: number } {
  const lowest = window.innerHeight - height - margin;
  const highest = Math.max(margin, Math.min(pane.top + margin, lowest));
  const beside = Math.max(highest, Math.min(box.top, lowest));
  const most = Math.min(pane.right, window.innerWidth) - width - margin;
  if (box.right + gap <= most) return { left: box.right + gap, top: beside };
  if (box.left - gap - width >= pane.left + margin) return { left: box.left - gap - width, top: beside };
  // A card that is wider than the pane reaches out of it, but not out of the page.
  const least = Math.max(margin, Math.min(pane.left + margin, window.innerWidth - width - margin));
  const left = Math.max(least, Math.min(box.left, most));
  if (box.top - gap - height >= highest) return { left, top: box.top - gap - height };
  return { left, top: Math.max(highest, Math.min(box.bottom + gap, lowest)) };
}
