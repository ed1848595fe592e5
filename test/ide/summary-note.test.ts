import assert from "node:assert/strict";
import { describe, it } from "mocha";
import { summaryText } from "../../src/ide/index.ts";
import { viewOf } from "./view-of.ts";

const text = (channels: number) => `import { nn, randn } from "cnn-blocks";
export const net = new nn.Sequential(new nn.Conv2d(3, 8, 3), new nn.Conv2d(${channels}, 8, 3));
net(randn(1, 3, 10, 10));
`;

describe("the summary of a model whose layers do not fit together", () => {
  it("says below the totals that they are as declared", () => {
    assert.match(summaryText(viewOf(text(16))), /\nPeak activations .*\n1 error: figures as declared\.\n$/);
    assert.doesNotMatch(summaryText(viewOf(text(8))), /declared/);
  });
});
