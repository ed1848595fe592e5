import assert from "node:assert/strict";
import { describe, it } from "mocha";
import { fixesOf } from "./fixes-of.ts";

const header =
  'import { cat, nn, randn, stack, type Tensor } from "cnn-blocks";\nconst x = randn(1, 8, 4, 4);\n';

/** A line with a slip, and what its fix makes of it; null where none is offered. */
const lines: readonly (readonly [id: string, before: string, after: string | null])[] = [
  ["gather-in-a-list", "cat(x, x, 1);", "cat([x, x], 1);"],
  ["gather-in-a-list", "stack(x, x.relu());", "stack([x, x.relu()]);"],
  ["gather-in-a-list", "cat(x);", "cat([x]);"],
  ["gather-in-a-list", "cat(1, x);", null],
  [
    "gather-in-a-list",
    "new nn.ModuleList(new nn.ReLU(), new nn.ReLU());",
    "new nn.ModuleList([new nn.ReLU(), new nn.ReLU()]);",
  ],
  [
    "spread-the-list",
    "new nn.Sequential([new nn.Conv2d(8, 4, 1), new nn.ReLU()])(x);",
    "new nn.Sequential(new nn.Conv2d(8, 4, 1), new nn.ReLU())(x);",
  ],
  [
    "spread-the-list",
    "const layers = [new nn.ReLU()]; new nn.Sequential(layers)(x);",
    "const layers = [new nn.ReLU()]; new nn.Sequential(...layers)(x);",
  ],
  ["spread-the-list", "new nn.Sequential(nn.ReLU)(x);", null],
];

/** The body of a forward that returns nothing, and what the fix makes of it; null where none is offered. */
const bodies: readonly (readonly [before: string, after: string | null])[] = [
  ["this.conv(x);", "return this.conv(x);"],
  ["const y = this.conv(x);\n    y.relu();", "const y = this.conv(x);\n    return y.relu();"],
  ["const y = this.conv(x);", "const y = this.conv(x);\n    return y;"],
  ["x = this.conv(x); // the only layer", "x = this.conv(x);\n    return x; // the only layer"],
  ["if (x.size(0) > 0) this.conv(x);", null],
];

describe("lists and results that are given in another way", () => {
  for (const [id, before, after] of lines)
    it(before, () => {
      const results = fixesOf(`${header}${before}\n`, id).map(({ text }) => text);
      assert.deepEqual(results, after === null ? [] : [`${header}${after}\n`]);
    });

  const withBody = (body: string): string => `${header}class Net extends nn.Module {
  conv = new nn.Conv2d(8, 4, 1);
  forward(x: Tensor) {
    ${body}
  }
}
new Net()(x);
`;
  for (const [before, after] of bodies)
    it(`a forward of ${before}`, () => {
      const results = fixesOf(withBody(before), "return-the-result").map(({ text }) => text);
      assert.deepEqual(results, after === null ? [] : [withBody(after)]);
    });
});
