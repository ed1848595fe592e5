import type { OutlineItem } from "../../protocol/index.ts";

/** The item that a menu of the tree passes to its command; undefined for anything else. */
export function outlined(given: unknown): OutlineItem | undefined {
  const isItem = typeof given === "object" && given !== null && "key" in given && "figures" in given;
  return isItem ? (given as OutlineItem) : undefined;
}
