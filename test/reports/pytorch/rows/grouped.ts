import type { Draw } from "../draw.ts";

/** As many channels as groups divide. */
export function grouped({
  pick,
  whole,
}: Draw): readonly [groups: number, inChannels: number, outChannels: number] {
  const groups = pick([1, 1, 1, 2, 3, 4, 8]);
  return [groups, groups * whole(1, 4), groups * whole(1, 4)];
}
