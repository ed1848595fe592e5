import { exactCost, exactCount } from "../../src/words/index.ts";
import { figuresOf, labelOf, outputText } from "../model/figures.ts";
import { inputTitle } from "../model/input-title.ts";
import type { Item, LayerItem } from "../model/item.ts";
import { counts, type FigureId, itemFigures, type Measured } from "../model/item-figures.ts";
import { memberWords } from "../model/members.ts";
import type { ModelView } from "../model/model-view.ts";
import { outputNamesOf } from "../model/output-title.ts";

/** An item in words, for its box, its tooltip and screen readers. */
export interface ItemWords {
  /** The author's name for it, or the op of a layer without a name. */
  readonly name: string;
  /** The op with its distinguishing attributes, or the class. */
  readonly title: string;
  /** The title in ever fewer letters, for where it has no room beside the name. All of them still tell the item from its like. */
  readonly shorter: readonly string[];
  readonly category: string;
  readonly output: string;
  /** `73.9K params · 118 MMACs`: the figures that the author chose but for the time; "" where it has none of them. */
  readonly cost: string;
  /** `1.73 ms`; "" where it was not measured. */
  readonly time: string;
  /** All of it in one sentence. */
  readonly spoken: string;
}

export function itemWords(measured: Measured, chosen: readonly FigureId[]): ItemWords {
  const { view, item, units } = measured;
  const figures = figuresOf(view, item);
  const output = [...outputNames(view, item), outputText(view, item)].join(" ");
  const time = itemFigures.time.text(measured);
  const { name, title, shorter, category } = namesOf(view, item);
  const shown = chosen.filter((id) => id !== "time").map((id) => itemFigures[id].text(measured));
  const spoken = [
    [name, title].filter(Boolean).join(", "),
    `output ${output}`,
    counts(figures.parameters) ? `${exactCount(figures.parameters)} parameters` : "",
    counts(figures.macs) ? exactCost(figures.macs, units) : "",
    time,
  ];
  return {
    ...{ name, title, shorter, category, output, time },
    cost: shown.filter(Boolean).join(" · "),
    spoken: spoken.filter(Boolean).join(", "),
  };
}

/** What forward's object calls the value of a layer. */
function outputNames({ model }: ModelView, item: Item): readonly string[] {
  return item.kind === "layer" ? outputNamesOf(model, item.node) : [];
}

function namesOf(view: ModelView, item: Item): Pick<ItemWords, "name" | "title" | "shorter" | "category"> {
  if (item.kind === "layer") {
    const { title, category } = labelOf(view.model, item.node);
    const name = item.name || inputName(view, item);
    const shown = title.toLowerCase() === name ? "" : title;
    return { name, title: shown, shorter: name === "" ? [] : withoutClass(shown), category };
  }
  const { name, className } = item;
  const members = item.sort === "module" ? memberWords(view.tree, item) : [];
  if (members[0] !== undefined)
    return { name, title: `${className} of ${members[0]}`, shorter: members, category: "group" };
  const title = item.sort === "repeat" ? `${item.times} × ${className}` : className;
  return { name, title, shorter: [], category: "group" };
}

/** `Conv2d 3×3, 64→128, stride 2` as `3×3, 64→128, stride 2` and `3×3, 64→128 /2`. */
function withoutClass(title: string): readonly string[] {
  const space = title.indexOf(" ");
  if (space < 0) return [];
  const attributes = title.slice(space + 1);
  const brief = attributes
    .replace(/, stride (?=\d)/, " /")
    .replace("padding ", "pad ")
    .replace("dilation ", "dil ");
  return brief === attributes ? [attributes] : [attributes, brief];
}

/** The model's inputs belong to no module that could name them. */
function inputName({ model }: ModelView, item: LayerItem): string {
  const index = model.graph.inputs.indexOf(item.node);
  return index < 0 ? "" : inputTitle(model, index);
}
