import assert from "node:assert/strict";
import { describe, it } from "mocha";
import { analyze } from "../../src/analyzer/index.ts";
import { sizeConditions } from "../../src/passes/index.ts";
import { conditionWords } from "../../src/words/index.ts";
import { authorHost } from "./author-host.ts";

/*
 * A quotient of named sizes that a program does not round is taken to be whole, and the model says for which sizes it is:
 * under Node, others are refused.
 */

const cases: readonly (readonly [input: string, returned: string, words: string | null])[] = [
  ["N×3×H×W", "x.narrow(2, 0, x.size(2) / 2)", "fits where H is even"],
  ["N×3×H×W", "x.narrow(2, 0, Math.floor(x.size(2) / 2))", null],
  ["N×3×H×W", "x.reshape(n, c, h / 16, 16, w / 16, 16)", "fits where H and W are multiples of 16"],
  [
    "N×3×H×W",
    "x.reshape(n, c, Math.floor(h / 16), 16, w / 16, 16)",
    "fits where H and W are multiples of 16",
  ],
  ["N×3×H×W", "x.reshape(n, c, -1, 16, w)", "fits where H is a multiple of 16"],
  [
    "N×3×H×W",
    "F.avgPool2d(x, 16).reshape(n, c, (h / 16) * (w / 16))",
    "fits where H and W are multiples of 16",
  ],
  ["N×3×H×W", "F.interpolate(x, { size: [h / 4 + 1, w] })", "fits where H is a multiple of 4"],
  [
    "N×C×H×W",
    "x.reshape(n, c, h / 16, 16, w / 16, 16).permute(0, 2, 4, 3, 5, 1).reshape(n, (h / 16) * (w / 16), 768)",
    "fits where C is 3, and H and W are multiples of 16",
  ],
];

describe("quotients of named sizes", () => {
  for (const [input, returned, words] of cases)
    it(`${returned} of ${input}: ${words ?? "fits any"}`, () => {
      const graph = graphOf(input, returned);
      assert.ok(graph);
      assert.equal(conditionWords(sizeConditions(graph)), words);
    });
});

function graphOf(input: string, returned: string) {
  const file = "/case/model.ts";
  const text = `import { F, nn, type Tensor } from "cnn-blocks";
/** @input ${input} */
export class Net extends nn.Module {
  forward(x: Tensor): Tensor {
    const [n, c, h, w] = x.shape;
    return ${returned};
  }
}
`;
  return analyze(authorHost({ [file]: text }), file).models[0]?.graph;
}
