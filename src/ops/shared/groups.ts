import { type Dim, differs, modulo } from "../../ir/index.ts";
import type { OpProblem } from "../op.ts";

/** Channels on both sides of a convolution, and the parts into which they are divided. */
export interface Grouped {
  readonly inChannels: Dim;
  readonly outChannels: Dim;
  readonly groups: Dim;
}

/** The first channel count that the groups do not divide. */
export function unevenGroups({ inChannels, outChannels, groups }: Grouped): readonly OpProblem[] {
  const rows = [["inChannels", inChannels] as const, ["outChannels", outChannels] as const];
  const uneven = rows.find(([, channels]) => differs(modulo(channels, groups), 0));
  if (uneven === undefined) return [];
  const [which, channels] = uneven;
  return [
    {
      code: "groups-do-not-divide",
      blame: { kind: "attr", name: "groups" },
      data: { groups, channels, which },
    },
  ];
}
