import assert from "node:assert/strict";
import { nnSources } from "virtual:nn-sources";
import { describe, it } from "mocha";
import { diffModels, diffText, earlierView, viewedModels } from "../../src/ide/index.ts";
import { defaultSettings } from "../../src/settings/index.ts";
import { viewOf } from "./view-of.ts";

const net = `import { nn, randn } from "cnn-blocks";
import { block } from "./block.ts";
export const net = new nn.Sequential(block(8), new nn.ReLU());
net(randn(1, 3, 8, 8));
`;
const blockOf = (factor: number) =>
  `import { nn } from "cnn-blocks";\nexport const block = (channels: number) => new nn.Conv2d(3, ${factor} * channels, 3);\n`;
const earlier = (texts: Readonly<Record<string, string | null>>) =>
  earlierView(nnSources, "/model.ts", new Map(Object.entries(texts)), defaultSettings);

describe("the view of earlier texts", () => {
  it("says which files it lacks", () => {
    const { lacks } = earlier({ "/model.ts": net });
    assert.ok(lacks.includes("/block.ts"), lacks.join());
  });

  it("lacks nothing once they are given, also where one was not there", () => {
    assert.deepEqual(earlier({ "/model.ts": net, "/block.ts": blockOf(1) }).lacks, []);
    const { lacks } = earlier({ "/model.ts": net, "/block.ts": null });
    assert.ok(!lacks.includes("/block.ts"), lacks.join());
  });

  it("has imports as they were, and is compared with the present view", () => {
    const { view } = earlier({ "/model.ts": net, "/block.ts": blockOf(1) });
    const now = viewOf(net, { files: { "/block.ts": blockOf(2) } });
    const text = diffText(diffModels(viewedModels(view), viewedModels(now)), "HEAD", "MACs");
    assert.match(text, /since HEAD: 1 layer changed, 1 reshaped, 0 the same$/m);
    assert.match(text, /^changed +0 +Conv2d 3×3, 3→8 → Conv2d 3×3, 3→16 /m);
    assert.match(text, /^Parameters +224 +448 +\+224 +\+100 %$/m);
  });
});
