import assert from "node:assert/strict";
import { describe, it } from "mocha";
import { offeredActions } from "../../src/ide/index.ts";
import { edited } from "../../src/ide/view/text-edits.ts";
import { sourcesOf, viewOf } from "./view-of.ts";

/** The results of all fixes that are offered anywhere in a class of these members that is called. */
function results(members: string, before = ""): readonly string[] {
  const text = `import { nn, randn, type Tensor } from "cnn-blocks";
${before}class Net extends ${before === "" ? "nn.Module" : "Base"} {
  ${members}
}
const y = (new Net(4) as any)(randn(1, 3, 8, 8));
`;
  return offeredActions(sourcesOf(text), { start: 0, end: text.length }).map(({ edits }) => {
    const result = edited(
      text,
      edits.map(({ at, text: written }) => ({ ...at, text: written })),
    );
    assert.deepEqual(viewOf(result).analysis.problems, []);
    return result;
  });
}

const forward = "forward(x: Tensor) { return x; }";
const parent = `class Base extends nn.Module {
  constructor(readonly width: number) { super(); }
  ${forward}
}
`;

describe("fixes of a class's members", () => {
  it("super() that comes too late is called first", () => {
    const [result = ""] = results(`a: number;
  constructor(width: number) {
    this.a = width;
    super();
  }
  ${forward}`);
    assert.match(result, /\{\n {4}super\(\);\n {4}this\.a = width;\n {2}\}/);
  });

  it("super() is given what the parent takes under the same names", () => {
    const [result = ""] = results("constructor(width: number) { }", parent);
    assert.match(result, /constructor\(width: number\) \{ super\(width\); \}/);
  });

  it("a second call of super() is removed", () => {
    const [result = ""] = results(`constructor(width: number) { super(); width += 1; super(); } ${forward}`);
    assert.match(result, /\{ super\(\); width \+= 1; \}/);
  });

  it("a misspelt forward is renamed where it is called, too", () => {
    const [result = ""] =
      results(`foward(x: Tensor): Tensor { return x.dim() > 4 ? this.foward(x.select(0, 0)) : x; }
  constructor(readonly width: number) { super(); }`);
    assert.match(result, /^ {2}forward\(x: Tensor\): Tensor \{ return .*this\.forward\(/m);
  });
});
