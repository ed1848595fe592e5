import assert from "node:assert/strict";
import { describe, it } from "mocha";
import { completionOf } from "./completion-of.ts";

const stated = (body: string) => `/** @input 2x5x49x10 */\nclass Net extends nn.Module {\n  ${body}\n}\n`;

/** What is completed first for a convolution's first argument, in a class without a forward below such a comment. */
const bodies = [
  "conv = new nn.Conv2d(/*|*/)",
  "#conv = new nn.Conv2d(/*|*/);",
  "override conv = new nn.Conv2d(/*|*/);",
  "static conv = new nn.Conv2d(/*|*/);",
  "'conv' = new nn.Conv2d(/*|*/);",
  "0 = new nn.Conv2d(/*|*/);",
  "['conv'] = new nn.Conv2d(/*|*/);",
  "conv /* c */ = new nn.Conv2d(/*|*/);",
  "conv: nn.Conv2d /* = */ =\n    new nn.Conv2d(/*|*/)",
  "conv = new nn.Conv2d(/*|*/) // the first",
  "body = new nn.Sequential(new nn.Conv2d(/*|*/));",
  "conv: nn.Conv2d;\n  constructor() {\n    super();\n    this.conv = new nn.Conv2d(/*|*/);\n  }",
];

describe("what a comment states reaches the first layer of a class without a forward", () => {
  for (const body of bodies)
    it(body, () => {
      const [first] = completionOf(stated(body))?.items ?? [];
      assert.equal(first?.label, "5");
    });

  it("and only there: a string above is no comment", () => {
    const text = stated("conv = new nn.Conv2d(/*|*/)").replace(
      /\/\*\*.*\*\//,
      'const s = "@input 2x5x49x10";',
    );
    assert.notEqual(completionOf(text)?.items[0]?.label, "5");
  });
});
