import { type Dim, known } from "../../ir/index.ts";
import type { Completion } from "./completion.ts";

/** Numbers of groups that divide the channels: first the usual ones. */
export function divisorsFor(
  channels: Dim | undefined,
  name: string,
  documentation: string,
): readonly Completion[] {
  const count = channels === undefined ? undefined : known(channels);
  if (count === undefined || count < 1) return [];
  const all = Array.from({ length: count }, (_, index) => index + 1).filter((one) => count % one === 0);
  const [first, ...rest] = name === "groups" ? [count, ...all.slice(0, -1)] : usualFirst(all);
  return [first, ...rest]
    .filter((one) => one !== undefined)
    .slice(0, mostShown)
    .map((groups) => ({
      label: String(groups),
      detail: wordsFor(groups, count, name),
      documentation,
      insert: String(groups),
      isSnippet: false,
      filter: String(groups),
      kind: "value",
    }));
}

const mostShown = 12;

/** 32 groups, as in the paper on group normalisation, where they divide the channels. */
const usualGroups = 32;

function usualFirst(all: readonly number[]): readonly number[] {
  return all.includes(usualGroups) ? [usualGroups, ...all.filter((one) => one !== usualGroups)] : all;
}

function wordsFor(groups: number, channels: number, name: string): string {
  if (name === "groups" && groups === channels)
    return `depthwise: each of the ${channels} channels by itself`;
  return groups === 1 ? "all channels together" : `${channels / groups} of ${channels} channels each`;
}
