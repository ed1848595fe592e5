import { channelExample, defineBinary, rowExample } from "./shared/binary.ts";

/** Takes the smaller number of two tensors, element by element. Shapes broadcast. */
export const minimum = defineBinary({
  kind: "minimum",
  summary: "Takes the smaller number of two tensors, element by element.",
  fn: "minimum",
  apply: (a, b) => Math.min(a, b),
  examples: [rowExample([2, -8, 1], [2, -8, 0.5]), channelExample([2, 2, 4, 2])],
});
