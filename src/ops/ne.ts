import { channelExample, defineBinary, rowExample } from "./shared/binary.ts";

/** Says by 1 and 0 where two tensors differ. Shapes broadcast. */
export const ne = defineBinary({
  kind: "ne",
  summary: "Says by 1 and 0 where two tensors differ.",
  fn: "not-equal",
  apply: (a, b) => Number(a !== b),
  examples: [rowExample([2, -8, 1], [1, 0, 1]), channelExample([1, 1, 1, 1])],
});
