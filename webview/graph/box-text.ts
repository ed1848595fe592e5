import { nodeSize } from "../layout/sizes.ts";
import { type Font, textWidth } from "../out/fit-text.ts";
import type { ItemWords } from "./item-words.ts";

/*
 * A title is not cut. Where it has no room beside the name, it loses its class, which the icon and the colour show too, then has
 * its attributes abbreviated, or else takes the line of the figures, which the hover and the table have. Only a name that is longer
 * than its box is cut.
 */

/** The title of a box as it fits. */
export interface BoxText {
  readonly title: string;
  /** What continues below, in place of the figures; "" where the title has room on its line. */
  readonly rest: string;
}

const plain: Font = { size: 13 };
const bold: Font = { size: 13, bold: true };
const small: Font = { size: 11 };
const smallMono: Font = { size: 11, mono: true };
const gap = 7;

/** Without its border, icon and padding. */
const boxRoom = nodeSize.width - 4 - 28 - 8;

interface Surroundings {
  /** What else stands on the line of the name, … */
  readonly beside?: string;
  /** … and what on the one below. */
  readonly below?: string;
  /** Whether the line below is empty, so that the title can continue there. */
  readonly isAlone?: boolean;
}

export function boxText(
  { name, title, shorter }: Pick<ItemWords, "name" | "title" | "shorter">,
  { beside = "", below = "", isAlone = false }: Surroundings = {},
): BoxText {
  const room = boxRoom - taken(beside, plain) - taken(name, bold);
  const titles = [title, ...shorter];
  const whole = (isAlone ? [title] : titles).find((text) => textWidth(text, plain) <= room);
  if (whole !== undefined) return { title: whole, rest: "" };
  const parts = titles.map((text) => split(text, room));
  const roomBelow = boxRoom - taken(below, plain);
  return parts.find(({ rest }) => textWidth(rest, plain) <= roomBelow) ?? parts.at(-1) ?? { title, rest: "" };
}

/** The shapes that leave a box as its lower line has room for them beside the figures: of several, else only their number. */
export function shapesInBox({ output, cost }: Pick<ItemWords, "output" | "cost">): string {
  const shapes = output.split(", ");
  const fits = textWidth(output, smallMono) + taken(cost, small) <= boxRoom;
  return fits || shapes.length === 1 ? output : `${shapes.length} shapes`;
}

/** As many words as there is room for, and the rest; numbers that belong together stay so, and so does `stride 2`. */
function split(text: string, room: number): BoxText {
  const words = text.split(/(?<=,) |(?<=\b[A-Z]\w*) (?=[\d×→])| (?=\/)/);
  let count = words.length;
  while (count > 0 && textWidth(words.slice(0, count).join(" "), plain) > room) count -= 1;
  return { title: words.slice(0, count).join(" "), rest: words.slice(count).join(" ") };
}

/** As much of a frame's title as there is room for: the figures go first, then the class, and neither is cut. */
export function barText(
  { name, title, shorter, cost, time }: ItemWords,
  width: number,
): { readonly title: string; readonly figures: string } {
  const room = width - 2 - 28 - gap - 10 - taken(name, bold);
  const figures = time || cost;
  const fits = (text: string, beside: string) => textWidth(text, plain) + taken(beside, small) <= room;
  const titles = name === "" ? [title] : [title, ...shorter];
  const whole = titles.find((text) => fits(text, figures));
  if (whole === title) return { title, figures };
  const alone = titles.find((text) => fits(text, ""));
  if (alone !== undefined) return { title: alone, figures: fits(alone, figures) ? figures : "" };
  // Without the class there may be room for the figures again.
  return name === "" ? { title, figures: "" } : { title: "", figures: fits("", figures) ? figures : "" };
}

function taken(text: string, font: Font): number {
  return text === "" ? 0 : textWidth(text, font) + gap;
}
