import { channelExample, defineBinary, rowExample } from "./shared/binary.ts";

/** Says by 1 and 0 where one tensor is above another, or equal. Shapes broadcast. */
export const ge = defineBinary({
  kind: "ge",
  summary: "Says by 1 and 0 where one tensor is above another, or equal.",
  fn: "greater-equal",
  apply: (a, b) => Number(a >= b),
  examples: [rowExample([2, -8, 1], [1, 1, 0]), channelExample([1, 1, 1, 0])],
});
