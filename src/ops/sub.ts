import { channelExample, defineBinary, rowExample } from "./shared/binary.ts";

/** The difference. */
export const sub = defineBinary({
  kind: "sub",
  summary: "Subtracts the second tensor from the first element by element; sizes of 1 repeat.",
  fn: "subtract",
  apply: (left, right) => left - right,
  examples: [rowExample([2, 4, 0.5], [4, -12, 0]), channelExample([6, 2, 2, -2])],
});
