import { symbol, unknownDim } from "../ir/index.ts";
import { channelExample, defineBinary, rowExample } from "./shared/binary.ts";

/** The sum: what joins a residual branch with its shortcut. */
export const add = defineBinary({
  kind: "add",
  summary: "Adds two tensors element by element; sizes of 1 repeat.",
  fn: "add",
  apply: (left, right) => left + right,
  examples: [
    {
      name: "a residual branch meets its shortcut",
      attrs: {},
      inputs: [
        [32, 64, 32, 32],
        [32, 64, 32, 32],
      ],
      output: [32, 64, 32, 32],
      parameters: 0,
      macs: 0,
    },
    rowExample([2, 4, 0.5], [8, -4, 1]),
    channelExample([10, 6, 10, 6]),
    {
      name: "a symbolic batch meets itself",
      attrs: {},
      inputs: [
        [symbol("N"), 8, 4, 4],
        [symbol("N"), 8, 1, 1],
      ],
      output: [symbol("N"), 8, 4, 4],
      parameters: 0,
      macs: 0,
    },
    {
      name: "what is known settles what is not",
      attrs: {},
      inputs: [
        [symbol("N"), symbol("C"), unknownDim("nobody said"), 7],
        [unknownDim("nobody said"), unknownDim("nobody said"), 4, symbol("W")],
      ],
      output: [symbol("N"), symbol("C"), 4, 7],
      parameters: 0,
      macs: 0,
    },
    {
      name: "a shortcut without projection does not meet a strided branch",
      attrs: {},
      inputs: [
        [32, 128, 16, 16],
        [32, 64, 32, 32],
      ],
      output: [32, 128, 16, 16],
      parameters: 0,
      macs: 0,
      problems: ["shape-mismatch"],
    },
  ],
});
