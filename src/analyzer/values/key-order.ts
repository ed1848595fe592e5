import { isIndexName } from "./doubt.ts";

type Keyed = ReadonlyMap<unknown, unknown>;

/** Whether the keys of one arm stand in the same order in the other. Indices of an object stand in order by themselves. */
export function isInOrder(part: Keyed, whole: Keyed, areProperties: boolean): boolean {
  const others = whole.keys();
  for (const key of part.keys()) {
    if (areProperties && isIndexName(key)) continue;
    let other = others.next();
    while (!other.done && other.value !== key) other = others.next();
    if (other.done) return false;
  }
  return true;
}

/** Whether both have the same keys in the same order. */
export function haveSameKeys(left: Keyed, right: Keyed): boolean {
  if (left.size !== right.size) return false;
  const others = right.keys();
  for (const key of left.keys()) if (key !== others.next().value) return false;
  return true;
}
