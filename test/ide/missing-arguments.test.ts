import assert from "node:assert/strict";
import { describe, it } from "mocha";
import { fixesOf } from "./fixes-of.ts";
import { header } from "./offered-refactorings.ts";

const sequence = (layers: string) => `new nn.Sequential(${layers})(randn(1, 3, 8, 8));\n`;

/** A layer with arguments missing, and what is offered for it, the first of all first. */
const rows: readonly (readonly [before: string, ...after: string[]])[] = [
  ["new nn.Conv2d()", "new nn.Conv2d(3, 3, 3)", "new nn.Conv2d(3, 3, 1)"],
  ["new nn.Conv2d(3)", "new nn.Conv2d(3, 3, 3)", "new nn.Conv2d(3, 3, 1)"],
  ["new nn.Conv2d(3, 8)", "new nn.Conv2d(3, 8, 3)", "new nn.Conv2d(3, 8, 1)"],
  ["new nn.Conv2d(8, 5)", "new nn.Conv2d(3, 8, 5)"],
  [
    "new nn.Conv2d(3, { padding: 1 })",
    "new nn.Conv2d(3, 3, 3, { padding: 1 })",
    "new nn.Conv2d(3, 3, 1, { padding: 1 })",
  ],
  [
    "new nn.Conv2d(), new nn.BatchNorm2d(8)",
    "new nn.Conv2d(3, 8, 3), new nn.BatchNorm2d(8)",
    "new nn.Conv2d(3, 8, 1), new nn.BatchNorm2d(8)",
  ],
  ["new nn.Flatten(), new nn.Linear()", "new nn.Flatten(), new nn.Linear(192, 192)"],
  ["new nn.ResidualBlock()", "new nn.ResidualBlock(3, 3)"],
  ["new nn.GroupNorm()", "new nn.GroupNorm(1, 3)"],
  ["new nn.MaxPool2d()", "new nn.MaxPool2d(2)", "new nn.MaxPool2d(3)"],
  ["new nn.AdaptiveAvgPool2d()", "new nn.AdaptiveAvgPool2d(1)", "new nn.AdaptiveAvgPool2d(7)"],
];

describe("arguments that are missing", () => {
  for (const [before, ...after] of rows)
    it(`of ${before}`, () => {
      const results = fixesOf(header + sequence(before), "give-the-missing-argument").map(({ text }) => text);
      assert.deepEqual(
        results,
        after.map((layers) => header + sequence(layers)),
      );
    });

  it("are named in the title", () => {
    const [first] = fixesOf(header + sequence("new nn.Conv2d()"), "give-the-missing-argument");
    assert.equal(first?.title, "Write 3, 3, 3 for inChannels, outChannels and kernelSize");
  });
});
