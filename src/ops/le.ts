import { channelExample, defineBinary, rowExample } from "./shared/binary.ts";

/** Says by 1 and 0 where one tensor is below another, or equal. Shapes broadcast. */
export const le = defineBinary({
  kind: "le",
  summary: "Says by 1 and 0 where one tensor is below another, or equal.",
  fn: "less-equal",
  apply: (a, b) => Number(a <= b),
  examples: [rowExample([2, -8, 1], [0, 1, 1]), channelExample([0, 0, 0, 1])],
});
