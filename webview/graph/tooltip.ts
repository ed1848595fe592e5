import { type Fault, faultWords } from "../model/faults.ts";
import type { Item } from "../model/item.ts";
import type { ItemWords } from "./item-words.ts";

/** What the page itself knows of an item, a line each, what is wrong with it first. */
export function tooltip(item: Item, words: ItemWords, fault: Fault | undefined): string {
  return [
    ...(fault === undefined ? [] : [faultWords(fault), ""]),
    ...[item.path || words.title, words.title, words.output, words.cost, words.time].filter(Boolean),
  ].join("\n");
}
