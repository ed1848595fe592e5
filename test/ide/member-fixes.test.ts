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

  for (const [what, body, expected] of [
    ["in a condition", "super(); if (w > 2) super(); this.a = w;", null],
    ["of an else", "super(); if (w > 5) w = 1; else super();", null],
    ["in a function", "super(); const f = () => super(); f();", null],
    ["with other arguments", "super(); super(w as any);", null],
    ["in a condition, and none before it", "if (w > 20) super(); this.a = w;", null],
    ["in an else, and none before it", "if (w > 2) { w = 3; } else { super(); } this.a = w;", null],
    ["that is given what changes before it", "w += 1; this.a = w; super(w);", null],
    ["that is given what is declared before it", "const b = 2; this.a = b; super(b);", null],
    ["with a comment", "this.a = w; // then\n    super(); // parent", null],
    [
      "with a comment on its line",
      "\n    this.a = w; // then\n    super(); // parent\n  ",
      "\n    super(); // parent\n    this.a = w; // then\n  ",
    ],
    [
      "with a comment above it",
      "\n    // own\n    this.a = w;\n    // above\n    super();\n    this.b = w;\n  ",
      "\n    // above\n    super();\n    // own\n    this.a = w;\n    this.b = w;\n  ",
    ],
    ["on one line", " this.a = w; super(); this.b = 1; ", " super(); this.a = w; this.b = 1; "],
    [
      "once more on its line",
      "\n    super();\n    super();\n    this.b = 1;\n  ",
      "\n    super();\n    this.b = 1;\n  ",
    ],
  ] as const) {
    it(`a super() ${what} is ${expected === null ? "left alone" : "written where it belongs"}`, () => {
      const members = (written: string) => `a = 0; b = 0;
  constructor(w: number) {${written}}
  ${forward}`;
      const offered = results(members(body));
      if (expected === null) assert.deepEqual(offered, []);
      else assert.ok(offered[0]?.includes(members(expected)), offered.join());
    });
  }

  for (const [taken, own, call] of [
    ["...widths: number[]", "...widths: number[]", "super(...widths);"],
    ["...widths: number[]", "other: number", "super();"],
    ["widths: number[]", "...widths: number[]", "super(widths);"],
    ["width: number, depth = 2", "width: number", "super(width);"],
    ["width: number, depth: number", "width: number", null],
    ["channels: number", "width: number", null],
  ] as const) {
    it(`a parent that takes ${taken} is given by ${own}: ${call ?? "nothing"}`, () => {
      const base = parent.replace("readonly width: number", taken);
      const offered = results(`constructor(${own}) { }`, base);
      if (call === null) assert.deepEqual(offered, []);
      else assert.ok(offered[0]?.includes(`constructor(${own}) { ${call} }`), offered.join());
    });
  }

  it("a misspelt forward is renamed where it is called, too", () => {
    const [result = ""] =
      results(`foward(x: Tensor): Tensor { return x.dim() > 4 ? this.foward(x.select(0, 0)) : x; }
  constructor(readonly width: number) { super(); }`);
    assert.match(result, /^ {2}forward\(x: Tensor\): Tensor \{ return .*this\.forward\(/m);
  });

  /** A file of a module whose method is misspelt, with what else stands in it. */
  const misspelt = (
    method: string,
    { inside = "", behind = "", use = "" },
  ) => `import { nn, randn, type Tensor } from "cnn-blocks";
class Net extends nn.Module {
  scale = 2;
  ${method}(x: Tensor): Tensor { ${use} return x; }
  ${inside}
}
${behind}
const y = (new Net() as any)(randn(1, 3, 8, 8));
`;

  for (const [what, text, isKept] of [
    ["a variable", "const call = 2;", true],
    ["a function", "function call() { return 1; } call();", true],
    ["a key and its use", "const options = { call: 1 }; options.call;", true],
    ["a member of a type", "interface P { call: number }", true],
    ["another class's method", "class P { call() { return this.call; } } new P().call();", true],
    ["a function's own call", "function f() { return 1; } f.call(null);", true],
    ["a call on an instance", "const net = new Net(); net.call(randn(1, 2));", false],
    ["a call on a new instance", 'new Net()["call"](randn(1, 2));', false],
    ["an heir's method", "class Heir extends Net { call(x: Tensor) { return super.call(x); } }", false],
  ] as const) {
    it(`a method that is renamed to forward ${isKept ? "leaves" : "takes along"} ${what}`, () => {
      const before = misspelt("call", { behind: text });
      const behind = isKept ? text : text.replaceAll("call", "forward");
      assert.deepEqual(renamed(before), [misspelt("forward", { behind })]);
    });
  }

  for (const use of [
    "this.foward;",
    "this?.foward;",
    'this["foward"];',
    "const self = this; self.foward;",
    "[1].map(() => (this as any).foward);",
  ]) {
    it(`a method that is renamed to forward is renamed in ${use}`, () => {
      const after = use.replaceAll("foward", "forward");
      assert.deepEqual(renamed(misspelt("foward", { use })), [misspelt("forward", { use: after })]);
    });
  }

  for (const parts of [
    { use: "const { foward } = this;" },
    { use: "const name = 'foward'; (this as any)[name];" },
    { use: "function f(net: any) { net.foward(x); }" },
    { use: "Object.assign(this, { foward: 1 });" },
    { behind: "class Other extends Net { forward(x: Tensor) { return this.foward(x); } }" },
    { behind: "const nets = [new Net()]; nets.map((net) => net.foward);" },
  ]) {
    it(`a method is not renamed to forward beside ${Object.values(parts).join("")}`, () => {
      assert.deepEqual(renamed(misspelt("foward", parts)), []);
    });
  }
});

function renamed(text: string): readonly string[] {
  return offeredActions(sourcesOf(text), { start: 0, end: text.length })
    .filter(({ id }) => id === "call-it-forward")
    .map(({ edits }) =>
      edited(
        text,
        edits.map(({ at, text: written }) => ({ ...at, text: written })),
      ),
    );
}
