import { channelExample, defineBinary, rowExample } from "./shared/binary.ts";

/** The product, as gates and squeeze-and-excitation use it. */
export const mul = defineBinary({
  kind: "mul",
  summary: "Multiplies two tensors element by element; sizes of 1 repeat.",
  fn: "multiply",
  apply: (left, right) => left * right,
  examples: [rowExample([2, 4, 0.5], [12, -32, 0.25]), channelExample([16, 8, 24, 8])],
});
