import { channelExample, defineBinary, rowExample } from "./shared/binary.ts";

/** The quotient. */
export const div = defineBinary({
  kind: "div",
  summary: "Divides the first tensor by the second element by element; sizes of 1 repeat.",
  fn: "divide",
  apply: (left, right) => left / right,
  examples: [rowExample([2, 4, 0.5], [3, -2, 1]), channelExample([4, 2, 1.5, 0.5])],
});
