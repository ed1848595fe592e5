import { channelExample, defineBinary, rowExample } from "./shared/binary.ts";

/** Says by 1 and 0 where one tensor is above another. Shapes broadcast. */
export const gt = defineBinary({
  kind: "gt",
  summary: "Says by 1 and 0 where one tensor is above another.",
  fn: "greater",
  apply: (a, b) => Number(a > b),
  examples: [rowExample([2, -8, 1], [1, 0, 0]), channelExample([1, 1, 1, 0])],
});
