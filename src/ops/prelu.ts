import { channelExample, defineBinary, rowExample } from "./shared/binary.ts";

/** x where it is not negative, x times the second tensor elsewhere (He et al. 2015). Shapes broadcast. */
export const prelu = defineBinary({
  kind: "prelu",
  summary: "Keeps what is positive and multiplies the rest by learned slopes.",
  fn: "slope-below-0",
  apply: (x, slope) => (x < 0 ? slope * x : x),
  examples: [rowExample([2, 0.25, 1], [6, -2, 0.5]), channelExample([8, 4, 6, 2])],
});
