import { channelExample, defineBinary, rowExample } from "./shared/binary.ts";

/** Takes one tensor to the power of another, element by element. Shapes broadcast. */
export const power = defineBinary({
  kind: "power",
  summary: "Takes one tensor to the power of another, element by element.",
  fn: "power",
  apply: (a, b) => a ** b,
  examples: [rowExample([2, 3, -1], [36, -512, 2]), channelExample([64, 16, 1296, 16])],
});
