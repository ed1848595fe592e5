import type { OutlineItem } from "../../protocol/index.ts";

/** The item with the shortest source around a place; of several with one source, the first in the tree. */
export function innermostAt(
  items: readonly OutlineItem[],
  file: string,
  offset: number,
): OutlineItem | undefined {
  let best: OutlineItem | undefined;
  let shortest = Number.POSITIVE_INFINITY;
  const visit = (item: OutlineItem): void => {
    const { source } = item;
    const isAround =
      source !== null && source.file === file && source.start <= offset && offset <= source.end;
    if (isAround && source.end - source.start < shortest) {
      best = item;
      shortest = source.end - source.start;
    }
    item.children.forEach(visit);
  };
  items.forEach(visit);
  return best;
}
