import assert from "node:assert/strict";
import { describe, it } from "mocha";
import { insertBlock } from "../../src/ide/index.ts";

const source = 'import { F, nn } from "cnn-blocks";\n\nclass C3 extends nn.Module {}\n';

/** The file with the block in it, as an editor that types nothing over leaves it. */
function inserted(text: string, line: number, block = source): string {
  const { imports, at, snippet } = insertBlock({ text, line, name: "C3" }, { "c3.ts": block });
  const whole = [...imports]
    .reverse()
    .reduce((rest, edit) => rest.slice(0, edit.at) + edit.text + rest.slice(edit.at), text);
  const written = snippet
    .replace(/\$\{\d+:(\w+)\}/g, "$1")
    .replace("$0", "")
    .replace(/\\([\\$}])/g, "$1");
  return whole.slice(0, at) + written + whole.slice(at);
}

const declaration = "class C3 extends nn.Module {}\n";

describe("an inserted block's imports", () => {
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
      after: "import { F, nn } from 'cnn-blocks';\nnn;\n",
    },
    {
      name: "both",
      text: 'import { F, nn } from "cnn-blocks";\n',
      after: 'import { F, nn } from "cnn-blocks";\n',
    },
    {
      name: "over several lines, which stay",
      text: 'import {\n  nn,\n  type Tensor,\n} from "cnn-blocks";\n',
      after: 'import {\n  F, nn,\n  type Tensor,\n} from "cnn-blocks";\n',
    },
    {
      name: "an interpreter's line stays the first",
      text: "#!/usr/bin/env tsx\nrun();\n",
      after: '#!/usr/bin/env tsx\nimport { F, nn } from "cnn-blocks";\n',
    },
    {
      name: "directives stay the first",
      text: '#!/usr/bin/env tsx\n// Ours.\n"use client"; // here\n"use strict"\nrun();\n',
      after:
        '#!/usr/bin/env tsx\n// Ours.\n"use client"; // here\n"use strict"\nimport { F, nn } from "cnn-blocks";\n\n',
    },
    {
      name: "a directive that ends the file",
      text: '"use strict"',
      after: '"use strict"\nimport { F, nn } from "cnn-blocks";\n',
    },
    {
      name: "a text that only looks like an import",
      text: "const a = `\nimport { F, nn } from 'cnn-blocks';\n`;\n",
      after:
        "import { F, nn } from \"cnn-blocks\";\n\nconst a = `\nimport { F, nn } from 'cnn-blocks';\n`;\n",
    },
  ]) {
    it(name, () => assert.ok(inserted(text, 0).startsWith(after), inserted(text, 0)));
  }
});

describe("an inserted block's place", () => {
  const imports = 'import { F, nn } from "cnn-blocks";\n';
  for (const { name, text, line, after } of [
    {
      name: "the empty line of the cursor",
      text: "a;\n\nb;\n",
      line: 2,
      after: `a;\n\n${declaration}\nb;\n`,
    },
    {
      name: "below the other imports, where the cursor is above them",
      text: '\nimport b from "./b.ts";\nimport c from "./c.ts";\n\nd;\n',
      line: 0,
      after: `\nimport b from "./b.ts";\nimport c from "./c.ts";\n\n${declaration}\nd;\n`,
    },
    {
      name: "behind the class of the cursor",
      text: "class C {\n\n  b;\n}\n\nc;\n",
      line: 2,
      after: `class C {\n\n  b;\n}\n\n${declaration}\nc;\n`,
    },
    {
      name: "not in a text of several lines",
      text: "const t = `\n\n`;\n\nc;\n",
      line: 2,
      after: `const t = \`\n\n\`;\n\n${declaration}\nc;\n`,
    },
    {
      name: "the end, where there is no empty line",
      text: "a;\nb;",
      line: 1,
      after: `a;\nb;\n\n${declaration}`,
    },
  ]) {
    it(name, () =>
      assert.equal(
        inserted(imports + text, line)
          .slice(imports.length)
          .trimEnd(),
        after.trimEnd(),
      ),
    );
  }
});

it("an inserted block's class name can be typed over, and its own signs stay", () => {
  // biome-ignore-start lint/suspicious/noTemplateCurlyInString: this is what a snippet is written in.
  const { snippet } = insertBlock(
    { text: "", line: 0, name: "C3" },
    { "c3.ts": "class C3 { b = `${C3.c} A`; }\n" },
  );
  assert.ok(snippet.endsWith("class ${1:C3} { b = `\\${${1:C3}.c\\} A`; \\}\n$0"), snippet);
  // biome-ignore-end lint/suspicious/noTemplateCurlyInString: see above.
});

it("an inserted net has its classes, then its constructor's defaults, to be typed over", () => {
  const net =
    "class Part {}\nclass LeNet5 {\n  constructor(classes = 10) {\n    new Part(classes);\n  }\n}\n";
  const { snippet } = insertBlock({ text: "", line: 0, name: "LeNet5" }, { "le-net5.ts": net });
  const plain = snippet.replaceAll("\\}", "}");
  // biome-ignore lint/suspicious/noTemplateCurlyInString: this is what a snippet is written in.
  const written = "class ${2:Part} {}\nclass ${1:LeNet5} {\n\tconstructor(classes = ${3:10}) {";
  assert.ok(plain.includes(written), plain);
});

it("inserted code has the library's names as the file calls them", () => {
  const block = `${source.replace("F, nn", "cat, F, nn, type Tensor")}const a = (x: Tensor) => cat([F.relu(x)]);\n`;
  const own =
    'import nn from "neural";\nimport { F as f } from "cnn-blocks";\nconst [{ cat }, cat2] = nn;\ntype Tensor = 1;\n\n';
  const text = inserted(own, 4, block);
  const [imports = ""] = text.split("\n").filter((line) => line.includes("cnn-blocks"));
  assert.equal(
    imports,
    'import { cat as cat3, F as f, nn as nn2, type Tensor as Tensor2 } from "cnn-blocks";',
  );
  assert.ok(text.includes("class C3 extends nn2.Module {}\n"), text);
  assert.ok(text.includes("(x: Tensor2) => cat3([f.relu(x)]);"), text);
});

it("inserted code takes no name that the file has", () => {
  const text = "class C3 {}\n\n";
  assert.ok(inserted(text, 1).includes("class C32 extends nn.Module {}"), inserted(text, 1));
});
