import assert from "node:assert/strict";
import { describe, it } from "mocha";
import { fixesOf } from "./fixes-of.ts";
import { header } from "./offered-refactorings.ts";

const block = (parameters: string, convolution: string, call: string) => `${header}
class Block extends nn.Module {
  conv: nn.Conv2d;
  constructor(${parameters}) {
    super();
    this.conv = ${convolution};
  }
  forward(x: Tensor) {
    return this.conv(x).add(x);
  }
}
${call}(randn(1, 16, 32, 32));
`;

describe("the projection of a shortcut", () => {
  it("follows the expressions of the branch, and no second one writes their numbers", () => {
    const text = block(
      "inChannels: number, width: number",
      "new nn.Conv2d(inChannels, width, 3, { padding: 1 })",
      "new Block(16, 24)",
    );
    const fixes = fixesOf(text, "project-shortcut");
    assert.deepEqual(
      fixes.map(({ title }) => title),
      [
        "Project x by a 1×1 convolution, 16→24",
        "Project x by a 1×1 convolution, 16→24, only where the shape changes",
      ],
    );
    for (const fixed of fixes)
      assert.match(fixed.text, /new nn\.Conv2d\(inChannels, width, 1, \{ bias: false \}\)/);
  });

  it("has the stride of the block where that is a parameter", () => {
    const text = block(
      "planes: number, stride = 1",
      "new nn.Conv2d(planes, planes, 3, { stride, padding: 1 })",
      "new Block(16, 2)",
    );
    const fixes = fixesOf(text, "project-shortcut");
    assert.equal(fixes.length, 2);
    for (const fixed of fixes) {
      assert.match(fixed.text, /new nn\.Conv2d\(planes, planes, 1, \{ stride, bias: false \}\)/);
      assert.doesNotMatch(fixed.text, /stride: 2/);
    }
  });

  it("has no condition that always holds", () => {
    const text = block("planes: number", "new nn.Conv2d(planes, 2 * planes, 1)", "new Block(16)");
    assert.equal(fixesOf(text, "project-shortcut").length, 1);
  });
});
