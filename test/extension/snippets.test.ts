import assert from "node:assert/strict";
import { describe, it } from "mocha";
import { parseInputShape } from "../../src/extension/commands/input-shape.ts";
import { asSnippet } from "../../src/extension/snippets/as-snippet.ts";
import { freePlace } from "../../src/extension/snippets/free-place.ts";
import { importEdit } from "../../src/extension/snippets/imports.ts";

describe("input shapes as text", () => {
  for (const [text, shape] of [
    ["1x3x224x224", [1, 3, 224, 224]],
    ["1×3×8×8", [1, 3, 8, 8]],
    ["[32, 64, 32, 32]", [32, 64, 32, 32]],
    ["8 16", [8, 16]],
    ["1x0x8x8", undefined],
    ["1x-3x8", undefined],
    ["", undefined],
    ["N x 3", undefined],
  ] as const) {
    it(`${JSON.stringify(text)} is ${JSON.stringify(shape)}`, () =>
      assert.deepEqual(parseInputShape(text), shape));
  }
});

describe("imports of an inserted block", () => {
  for (const { name, text, after } of [
    {
      name: "none yet",
      text: "const a = 1;\n",
      after: 'import { F, nn } from "cnn-blocks";\n\nconst a = 1;\n',
    },
    { name: "an empty file", text: "", after: 'import { F, nn } from "cnn-blocks";\n' },
    {
      name: "one of two",
      text: "import { nn } from 'cnn-blocks';\nnn;\n",
      after: 'import { nn, F } from "cnn-blocks";\nnn;\n',
    },
    {
      name: "both",
      text: 'import { F, nn } from "cnn-blocks";\n',
      after: 'import { F, nn } from "cnn-blocks";\n',
    },
    {
      name: "over several lines",
      text: 'import {\n  nn,\n  randn,\n} from "cnn-blocks";\n',
      after: 'import { nn, randn, F } from "cnn-blocks";\n',
    },
  ]) {
    it(name, () => {
      const edit = importEdit(text, ["F", "nn"]);
      assert.equal(edit ? text.slice(0, edit.start) + edit.text + text.slice(edit.end) : text, after);
    });
  }
});

describe("the place of an inserted block", () => {
  for (const { name, lines, from, line } of [
    { name: "an empty file", lines: [""], from: 0, line: 0 },
    { name: "the empty line of the cursor", lines: ["a;", "", "b;"], from: 1, line: 1 },
    {
      name: "behind the class of the cursor",
      lines: ["class A {", "", "  b;", "}", "", "c;"],
      from: 1,
      line: 4,
    },
    { name: "the end, where there is no empty line", lines: ["a;", "b;"], from: 0, line: 1 },
  ]) {
    it(name, () => assert.equal(freePlace(lines, from).line, line));
  }
});

it("a snippet's class name can be typed over, and its own signs stay", () => {
  // biome-ignore-start lint/suspicious/noTemplateCurlyInString: this is what a snippet is written in.
  assert.equal(asSnippet("class A { b = `${c}`; }\n", "A"), "class ${1:A} { b = `\\${c\\}`; \\}\n$0");
  // biome-ignore-end lint/suspicious/noTemplateCurlyInString: see above.
});
