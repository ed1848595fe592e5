import { channelExample, defineBinary, rowExample } from "./shared/binary.ts";

/** Says by 1 and 0 where two tensors are equal. Shapes broadcast. */
export const eq = defineBinary({
  kind: "eq",
  summary: "Says by 1 and 0 where two tensors are equal.",
  fn: "equal",
  apply: (a, b) => Number(a === b),
  examples: [rowExample([2, -8, 1], [0, 1, 0]), channelExample([0, 0, 0, 0])],
});
