import { channelExample, defineBinary, rowExample } from "./shared/binary.ts";

/** Says by 1 and 0 where one tensor is below another. Shapes broadcast. */
export const lt = defineBinary({
  kind: "lt",
  summary: "Says by 1 and 0 where one tensor is below another.",
  fn: "less",
  apply: (a, b) => Number(a < b),
  examples: [rowExample([2, -8, 1], [0, 0, 1]), channelExample([0, 0, 0, 1])],
});
