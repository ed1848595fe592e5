import type { Node, NodeProps } from "@xyflow/react";
import { type CSSProperties, memo } from "react";
import { isExported } from "../host/exported.ts";
import { faultWords } from "../model/faults.ts";
import { heatOf, tintOf } from "../model/heat-metrics.ts";
import type { GroupItem, Item } from "../model/item.ts";
import type { ModelView } from "../model/model-view.ts";
import { barText, boxText, shapesInBox } from "./box-text.ts";
import { CategoryIcon, Chevron } from "./icons.tsx";
import { type ItemWords, itemWords } from "./item-words.ts";
import { type Scene, useScene } from "./scene.ts";
import { tooltip } from "./tooltip.ts";

/** A node carries the model it is drawn from, because the scene may be ahead of what React Flow still shows. */
export type ItemNode = Node<
  { readonly item: Item; readonly view: ModelView },
  "layer" | "folded" | "frame" | "bar"
>;

/** A layer: one box, two lines. */
const LayerBox = memo(function LayerBox({ data: { item, view } }: NodeProps<ItemNode>) {
  const scene = useScene();
  const words = wordsIn(scene, { item, view });
  const output = item.kind === "layer" && view.outputs.has(item.node);
  return (
    <div
      {...boxProps(scene, { item, view }, words, "layer")}
      data-category={words.category}
      data-output={output || undefined}
    >
      <Heard scene={scene} item={item} words={words} />
      <span className="node-icon">
        <CategoryIcon category={words.category} />
      </span>
      <Lines words={words} fused={fusedNote(scene, item)} shape={!scene.toldByLines.has(item.id)} />
    </div>
  );
});

/** A folded group: a box with a stack behind it. */
const FoldedBox = memo(function FoldedBox({ data: { item, view } }: NodeProps<ItemNode>) {
  const scene = useScene();
  const words = wordsIn(scene, { item, view });
  return (
    <div {...boxProps(scene, { item, view }, words, "folded")}>
      <Heard scene={scene} item={item} words={words} />
      <FoldHandle item={item} open={false} />
      <Lines words={words} fused="" shape={!scene.toldByLines.has(item.id)} />
      {item.kind === "group" && item.times > 1 && (
        <span className="times" aria-hidden="true">
          ×{item.times}
        </span>
      )}
    </div>
  );
});

/** An unfolded group: a frame around its content … */
const FrameBox = memo(function FrameBox({ data: { item } }: NodeProps<ItemNode>) {
  return <div className="frame" data-sort={(item as GroupItem).sort} />;
});

/** … and its title, which is drawn above the lines that cross the frame. */
const BarBox = memo(function BarBox({ data: { item, view }, width }: NodeProps<ItemNode>) {
  const scene = useScene();
  const words = wordsIn(scene, { item, view });
  const { title, figures } = barText(words, width ?? 0);
  const brief = words.name === "" ? "" : (words.shorter.at(-1) ?? "");
  return (
    <div {...boxProps(scene, { item, view }, words, "bar")}>
      <Heard scene={scene} item={item} words={words} />
      <FoldHandle item={item} open={true} />
      <span className="bar-words" aria-hidden="true" data-brief={brief !== "" || undefined}>
        {words.name !== "" && <span className="name">{words.name}</span>}
        <span className="title">{title}</span>
        {brief !== "" && <span className="brief">{brief}</span>}
      </span>
      <span className="frame-cost" aria-hidden="true">
        {figures}
      </span>
    </div>
  );
});

/** The time stands at the title, where the author wants it. */
function wordsIn({ units, times, figures }: Scene, { item, view }: ItemNode["data"]): ItemWords {
  const words = itemWords({ view, item, units, times }, figures);
  return figures.includes("time") ? words : { ...words, time: "" };
}

export const itemBoxes = { layer: LayerBox, folded: FoldedBox, frame: FrameBox, bar: BarBox };

interface HeardProps {
  readonly scene: Scene;
  readonly item: Item;
  readonly words: ItemWords;
}

/** What a screen reader says of a box. Its lines are too short for whole words and exact numbers. */
function Heard({ scene, item, words }: HeardProps) {
  const fault = scene.faults.get(item.id);
  const change = scene.changes.get(item.id);
  const sentence = [words.spoken, change, fault && faultWords(fault)].filter(Boolean).join(", ");
  return <span className="visually-hidden">{sentence}</span>;
}

interface LinesProps {
  readonly words: ItemWords;
  readonly fused: string;
  /** Whether the shape is shown here rather than beside a line. */
  readonly shape: boolean;
}

/**
 * The time goes where it leaves more room for the title, which has both lines if nothing else needs the second, or if it would be cut.
 * From afar, its brief form stands beside or below the name.
 */
function Lines({ words, fused, shape }: LinesProps) {
  const isAlone = !shape && words.cost === "";
  const isTimeBelow = !shape && !isAlone;
  const timeWords = words.time || fused;
  const { title, rest } = boxText(words, {
    ...(isTimeBelow ? { below: timeWords } : { beside: timeWords }),
    isAlone,
  });
  const time = <span className="time">{timeWords}</span>;
  const brief = words.name === "" ? "" : (words.shorter.at(-1) ?? "");
  return (
    <div className="lines" aria-hidden="true">
      <div className="line" data-brief={brief !== "" || undefined}>
        {words.name !== "" && <span className="name">{words.name}</span>}
        <span className="title">{title}</span>
        {brief !== "" && <span className="brief">{brief}</span>}
        {!isTimeBelow && time}
      </div>
      {rest !== "" && (
        <div className="line rest">
          <span className="title">{rest}</span>
          {isTimeBelow && time}
        </div>
      )}
      {rest === "" && !isAlone && (
        <div className="line detail">
          {shape && <span className="shape">{shapesInBox(words)}</span>}
          <span className="cost">{words.cost}</span>
          {isTimeBelow && time}
        </div>
      )}
    </div>
  );
}

/**
 * For the mouse. The box itself is the button that keys and screen readers reach: Space folds and unfolds it, and a button
 * must not contain another one.
 */
function FoldHandle({ item, open }: { readonly item: Item; readonly open: boolean }) {
  const { toggle } = useScene();
  return (
    <span
      className="fold-button nodrag nopan"
      aria-hidden="true"
      title={open ? "Fold (Space)" : "Unfold (Space)"}
      onClick={(event) => {
        event.stopPropagation();
        toggle(item.id);
      }}
      onDoubleClick={(event) => event.stopPropagation()}
    >
      <Chevron open={open} />
    </span>
  );
}

function boxProps(scene: Scene, { item, view }: ItemNode["data"], words: ItemWords, as: string) {
  const heat = heatOf({ view, times: scene.times }, item, scene.heat, scene.hottest);
  const fault = scene.faults.get(item.id);
  const style: CSSProperties & Record<"--heat", string> = { "--heat": heatShare(heat) };
  return {
    className: `box ${as}`,
    role: "button",
    tabIndex: scene.tabStop === item.id ? 0 : -1,
    ...described(tooltip(item, words, fault)),
    style,
    "data-fault": fault?.severity,
    "data-change": scene.changes.get(item.id),
    "aria-expanded": as === "layer" ? undefined : as === "bar",
    "aria-current": scene.marked.has(item.id) ? ("location" as const) : undefined,
    "data-item": item.id,
    "data-selected": scene.selected === item.id || undefined,
    "data-marked": scene.marked.has(item.id) || undefined,
    "data-found": scene.found.has(item.id) || undefined,
    "data-hot": (as !== "bar" && heat > 0) || undefined,
  };
}

/** In VS Code, a card says it to those who see it. */
function described(words: string) {
  return isExported() ? { title: words } : { "aria-description": words };
}

function heatShare(share: number): string {
  return `${(tintOf(share) * 100).toFixed(1)}%`;
}

function fusedNote({ times }: Scene, item: Item): string {
  return item.kind === "layer" && times?.fusedWith.has(item.node) ? "fused" : "";
}
