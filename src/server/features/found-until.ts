import type { Search } from "../../ide/index.ts";

/** What a search finds until it is over. Between two attempts, a message that cancels the request can arrive. */
export async function foundUntil<T>(search: Search<T>, isOver: () => boolean): Promise<readonly T[]> {
  const found: T[] = [];
  for (const one of search) {
    if (one !== null) found.push(one);
    await new Promise((resolve) => setTimeout(resolve, 0));
    if (isOver()) break;
  }
  return found;
}
