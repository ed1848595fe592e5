import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { describe, it } from "mocha";
import { definitionOf } from "../../src/problems/index.ts";
import { viewOf } from "../ide/view-of.ts";

/** What README says of the language, by its words: code that gives `result`. */
const followed: Readonly<Record<string, string>> = {
  "Functions and classes": `const twice = (f: (n: number) => number) => (n: number) => f(f(n));
function* widths() { let w = 4; for (;;) yield (w *= 2); }
class Base { #width = 8; get width() { return this.#width; } }
const mixed = <T extends new (...args: any[]) => Base>(B: T) => class extends B { depth = 2; };
const [first] = widths();
const result = twice((n) => n + first!)(new (mixed(Base))().width);`,
  Containers: `const sizes = new Map([["a", { width: 8 }]]);
const { width, ...rest } = { ...sizes.get("a")!, depth: 2 };
const result = width + rest.depth + [...new Set([...Uint8Array.of(4, 4), 10])].reduce((a, b) => a + b);`,
  "Conditions and loops": `let result = 0;
for (const width of [8, 16, 32]) { if (width === 32) break; result += width > 8 ? width : 0; }
while (result < 24) result += 8;`,
  "The standard library": `const [, width] = /(\\d+)x/.exec("k3-20x20") ?? [];
const plan = structuredClone(JSON.parse('{"add": 4}') as { add: number });
const result = Number(width) + Reflect.get(plan, "add") + Math.min(0, 4);`,
  Imports: `import { wide } from "./settings.ts";
import plan from "./plan.json";
const result = wide + plan.extra;`,
};

/** The same of what is not followed: code by which `result` is unknown, and nothing is at fault. */
const notFollowed: Readonly<Record<string, string>> = {
  "Other packages": 'import { width as result } from "some-settings";\nconst used = result;',
  "The surroundings": "const result = Number(process.env.WIDTH) + Math.random() + Date.now();",
  "Code that makes code":
    'const result = new Proxy({ width: 8 }, { get: () => 4 }).width + eval("4") + new Function("return 4")();',
  "What takes too long":
    "let result = 0;\nfor (let i = 0; i < 1e9; i++) result = (result * 31 + i) % 1_000_003;",
};

const files = {
  "/settings.ts": "export const wide = 20;\n",
  "/plan.json": '{ "extra": 4 }\n',
};

function resultOf(code: string) {
  const view = viewOf(
    `import { nn, randn } from "cnn-blocks";\n${code}\nnew nn.Identity()(randn(1, result));\n`,
    {
      files,
    },
  );
  const input = view.analysis.models[0]?.graph.nodes[0]?.shape[1];
  const faults = view.analysis.problems.filter(
    ({ code: kind }) => definitionOf(kind).severity !== "information",
  );
  return { input, faults: faults.map(({ code: kind }) => kind) };
}

describe("what README says of the language", () => {
  const readme = readFileSync(new URL("../../README.md", import.meta.url), "utf8");
  const section = readme.split("## Which code it understands")[1]?.split("\n## ")[0] ?? "";
  it("has an example here for each point", () => {
    const points = [...section.matchAll(/^- \*\*(.+?)\*\*/gm)].map(([, point]) => point);
    assert.deepEqual(points, [...Object.keys(followed), ...Object.keys(notFollowed)]);
  });

  for (const [point, code] of Object.entries(followed))
    it(`is followed: ${point}`, () => assert.deepEqual(resultOf(code), { input: 24, faults: [] }));

  for (const [point, code] of Object.entries(notFollowed)) {
    it(`is openly unknown: ${point}`, () => {
      const { input, faults } = resultOf(code);
      assert.deepEqual(faults, []);
      assert.ok(typeof input === "object" && input.kind === "unknown", JSON.stringify(input));
    });
  }
});
