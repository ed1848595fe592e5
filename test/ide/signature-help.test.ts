import assert from "node:assert/strict";
import { describe, it } from "mocha";
import { signatureHelpOf } from "./completion-of.ts";

function net(construction: string): string {
  const forward = "  forward(x: Tensor) {\n    return this.a(x);\n  }";
  return `class Net extends nn.Module {\n  a = ${construction};\n${forward}\n}\nnew Net()(randn(1, 3, 32, 32));\n`;
}

/** What is typed, and what is said of the argument and of what comes out. */
const rows: readonly (readonly [typed: string, argument: RegExp, result: string])[] = [
  ["new nn.Conv2d(/*|*/)", /^How many channels the input has\. Here 3 arrive\.$/, "1×3×32×32 arrives."],
  ["new nn.Conv2d(3, 16, 3/*|*/)", /window/, "kernelSize 3: 1×3×32×32 → 1×16×30×30 · 448 params"],
  ["new nn.Conv2d(3, 16, 3/*|*/", /window/, "kernelSize 3: 1×3×32×32 → 1×16×30×30 · 448 params"],
  [
    "new nn.Conv2d(3, 16/*|*/, 5, { padding: 2 })",
    /filter/,
    "outChannels 16: 1×3×32×32 → 1×16×32×32 · 1,216 params",
  ],
  [
    "new nn.Conv2d(3, 16, 3, { stride: 2/*|*/ })",
    /^`stride`: How far/,
    "stride 2: 1×3×32×32 → 1×16×15×15 · 448 params",
  ],
  [
    "new nn.Conv2d(3, 16, 3, { padding: 1, /*|*/ })",
    /`stride` 1, `padding` 0/,
    "1×3×32×32 → 1×16×32×32 · 448 params",
  ],
  [
    "new nn.Conv2d(3, 16, 3, { /* stride: 9 */ stride /* s */ : 2/*|*/, padding: 1 })",
    /^`stride`: How far/,
    "stride 2: 1×3×32×32 → 1×16×16×16 · 448 params",
  ],
  ["new nn.MaxPool2d(4/*|*/)", /window/, "kernelSize 4: 1×3×32×32 → 1×3×8×8"],
];

describe("signature help", () => {
  for (const [typed, argument, result] of rows)
    it(`at ${typed}`, () => {
      const help = signatureHelpOf(net(typed));
      assert.ok(help !== null);
      assert.match(help.parameters[help.active]?.documentation ?? "", argument);
      assert.equal(help.documentation, result);
    });

  it("marks the parameter that is being typed", () => {
    const help = signatureHelpOf(net("new nn.Conv2d(3, /*|*/)"));
    const range = help?.parameters[help.active]?.range;
    assert.equal(help?.label.slice(range?.start, range?.end), "outChannels: number");
    assert.equal(
      help?.label,
      "Conv2d(inChannels: number, outChannels: number, kernelSize: Size2d, options?: Conv2dOptions)",
    );
  });

  for (const [typed, argument, active] of [
    ["F.maxPool2d(/*|*/)", /^The input\.$/, 0],
    [
      "F.maxPool2d(y, /*|*/)",
      /^The size of the window that slides over the input; one number for every axis\.$/,
      1,
    ],
    ["F.maxPool2d(y, 2, { /*|*/ })", /Options and their defaults: `stride` kernelSize, `padding` 0,/, 2],
    ["F.maxPool2d(y, 2, { padding: 1/*|*/ })", /^`padding`: /, 2],
    ["F.relu(F.softplus(y, 1, /*|*/", /^Where beta times the input is above it/, 2],
    ["F.gelu(y, {/*|*/})", /`approximate` "none"/, 1],
  ] as const)
    it(`at ${typed} says what the function takes`, () => {
      const help = signatureHelpOf(`const y = randn(1, 3, 8, 8);\nconst z = ${typed};\n`);
      assert.equal(help?.active, active);
      assert.match(help.parameters[active]?.documentation ?? "", argument);
    });

  it("says what a function does, and what each of its parameters is called", () => {
    const help = signatureHelpOf("F.maxPool2d(/*|*/);");
    assert.equal(
      help?.label,
      "maxPool2d(x: Tensor, kernelSize: ComputedSize, options?: MaxPool2dOptions<I>)",
    );
    assert.match(help.documentation, /^The largest number under a window/);
  });

  it("says what a function gives as it is typed", () => {
    const text = (typed: string) => `const y = randn(1, 3, 8, 8);\nconst z = F.relu(${typed});\n`;
    assert.match(signatureHelpOf(text("F.maxPool2d(y, 2/*|*/)"))?.documentation ?? "", /\n\n→ 1×3×4×4$/);
    assert.doesNotMatch(signatureHelpOf(text("F.maxPool2d(y, /*|*/)"))?.documentation ?? "", /→ \d×3×/);
  });

  it("leaves an author's own classes and functions to TypeScript", () => {
    for (const text of ["new Net(/*|*/);", "randn(/*|*/);", "new nn./*|*/"])
      assert.equal(signatureHelpOf(text), null);
  });
});
