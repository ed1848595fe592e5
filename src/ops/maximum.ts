import { channelExample, defineBinary, rowExample } from "./shared/binary.ts";

/** Takes the larger number of two tensors, element by element. Shapes broadcast. */
export const maximum = defineBinary({
  kind: "maximum",
  summary: "Takes the larger number of two tensors, element by element.",
  fn: "maximum",
  apply: (a, b) => Math.max(a, b),
  examples: [rowExample([2, -8, 1], [6, -8, 1]), channelExample([8, 4, 6, 4])],
});
