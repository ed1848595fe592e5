import assert from "node:assert/strict";
import { describe, it } from "mocha";
import { inlayHints, inlayTooltip, type View } from "../../src/ide/index.ts";
import { defaultSettings } from "../../src/settings/index.ts";
import { viewOf } from "./view-of.ts";

const header = 'import { F, cat, nn, models, randn, type Tensor } from "cnn-blocks";\n';

/** Hints are written in the expected text as ⟨label⟩. */
const rows: readonly (readonly [name: string, wanted: string])[] = [
  [
    "a changed shape is shown after the name, and parameters after a construction",
    "const x⟨1×3×32×32⟩ = randn(1, 3, 32, 32);\nconst y⟨1×8×30×30⟩ = new nn.Conv2d(3, 8, 3)⟨224 params⟩(x);\nconst z = F.relu(y);",
  ],
  ["a layer without parameters has no count", "const r = new nn.ReLU();"],
  [
    "a returned tensor shows its shape where the line changes it",
    "function head(x⟨1×16×5×5⟩: Tensor) {\n  return x.flatten(1)⟨1×400⟩;\n}\nhead(randn(1, 16, 5, 5))⟨1×400⟩;",
  ],
  [
    "one count a line, the outermost",
    "const s = new nn.Sequential(new nn.Conv2d(3, 8, 3), new nn.BatchNorm2d(8))⟨240 params⟩;",
  ],
  [
    "layers on lines of their own have a count each",
    "const s = new nn.Sequential(\n  new nn.Conv2d(3, 8, 3)⟨224 params⟩,\n  new nn.ReLU(),\n  new nn.BatchNorm2d(8)⟨16 params⟩,\n)⟨240 params⟩;",
  ],
  [
    "a change in one of several instances shows, though all have the same shapes before and after",
    "class B extends nn.Module {\n  c: nn.Conv2d;\n  constructor(i: number, o: number) {\n    super();\n    this.c = new nn.Conv2d(i, o, 1)⟨10–12 params⟩;\n  }\n  forward(x⟨1×4×8×8 +1⟩: Tensor) {\n    const y⟨1×2×8×8 +1⟩ = this.c(x);\n    return F.relu(y);\n  }\n}\nconst a⟨1×2×8×8⟩ = new B(4, 2)⟨10 params⟩(randn(1, 4, 8, 8));\nconst b⟨1×4×8×8⟩ = new B(2, 4)⟨12 params⟩(a);",
  ],
  [
    "counts of instances go before the formula of a class that no forward calls yet",
    "class B extends nn.Module {\n  c: nn.Conv2d;\n  constructor(i: number) {\n    super();\n    this.c = new nn.Conv2d(i, 2, 1)⟨10–18 params⟩;\n  }\n  forward(x⟨1×C×224×224*⟩: Tensor) {}\n}\nconst a = new B(4)⟨10 params⟩;\nconst b = new B(8)⟨18 params⟩;",
  ],
  [
    "what follows from an assumed input is marked before forward returns anything, too",
    "class Net extends nn.Module {\n  conv = new nn.Conv2d(3, 8, 3)⟨224 params⟩;\n  forward(x⟨1×3×224×224*⟩: Tensor) {\n    x⟨1×8×222×222*⟩ = F.relu(this.conv(x));\n  }\n}",
  ],
  [
    "a layer that is refused has no count beside its problem, and one of an unknown number says so",
    "const size: number = JSON.parse(process.env.SIZE!);\nconst a = new nn.Conv2d(3, );\nconst b = new nn.Conv2d(3, size, 3)⟨unknown params⟩;\nconst c = new nn.Sequential(new nn.Linear(2, 3), new nn.Linear(3, ));",
  ],
  ["a symbolic batch is shown", 'const x⟨N×3×32×32⟩ = randn("N", 3, 32, 32);'],
];

describe("inlay hints", () => {
  for (const [name, wanted] of rows) {
    it(name, () => {
      const text = header + wanted.replace(/⟨.*?⟩/g, "");
      assert.equal(annotated(viewOf(text)), header + wanted);
    });
  }

  for (const maxLength of [12, 25, 60]) {
    it(`no hint is longer than the ${maxLength} characters of the setting, whatever the symbols`, () => {
      const inlay = { ...defaultSettings.inlayHints, maxLength };
      const text = `${header}class B extends nn.Module {
  conv: nn.Conv2d;
  constructor(numberOfInputChannels: number, numberOfOutputChannels: number, stride: number) {
    super();
    this.conv = new nn.Conv2d(numberOfInputChannels, numberOfOutputChannels, 3, { stride });
  }
  forward(x: Tensor) {
    const out = this.conv(x);
    return out.flatten(1);
  }
}`;
      const hints = inlayHints(viewOf(text, { settings: { ...defaultSettings, inlayHints: inlay } }));
      assert.ok(hints.length >= 3, `only ${hints.length} hints`);
      for (const { label } of hints) assert.ok(label.length <= maxLength, label);
    });
  }

  it("settings switch each kind off", () => {
    const text = `${header}const y = new nn.Conv2d(3, 8, 3)(randn(1, 3, 32, 32));`;
    for (const kind of ["shape", "parameters"] as const) {
      const inlay = { shapes: kind === "shape", parameters: kind === "parameters" };
      const hints = inlayHints(
        viewOf(text, {
          settings: { ...defaultSettings, inlayHints: { ...defaultSettings.inlayHints, ...inlay } },
        }),
      );
      assert.deepEqual(
        hints.map((hint) => hint.kind),
        [kind],
      );
    }
  });

  const shown = (text: string, show: "all" | "changes" | "problems") => {
    const inlayHintSettings = { ...defaultSettings.inlayHints, show };
    const view = viewOf(header + text, { settings: { ...defaultSettings, inlayHints: inlayHintSettings } });
    return annotated(view).slice(header.length);
  };
  const faulty =
    "const x = randn(1, 3, 8, 8);\nconst a = F.relu(x);\nconst y = new nn.Conv2d(4, 8, 3)(a);\nconst z = new nn.Conv2d(3, 8, 3)(x);";

  it("all shapes are shown where the setting says so", () => {
    assert.match(shown(faulty, "all"), /const a⟨1×3×8×8⟩ = F/);
    assert.doesNotMatch(shown(faulty, "changes"), /const a⟨/);
  });

  it("only lines that have to do with a problem have shapes where the setting says so", () => {
    const text = shown(faulty, "problems");
    assert.match(text, /const y⟨1×8×6×6⟩/);
    assert.doesNotMatch(text, /params⟩|const z⟨/);
    assert.doesNotMatch(shown("const x = randn(1, 3, 8, 8);", "problems"), /⟨/);
  });

  it("only places of this file count as lines that have to do with a problem", () => {
    const block =
      "export class B extends nn.Module {\n  c = new nn.Conv2d(4, 8, 3);\n  forward(x: Tensor) {\n    return this.c(x);\n  }\n}\n";
    const text = `import { B } from "./block.ts";\n${header}const x = randn(1, 3, 8, 8);\nconst y = new B()(x);\nconst z = randn(1, 5);\n`;
    const inlay = { ...defaultSettings.inlayHints, show: "problems" as const };
    const files = { "/block.ts": header + block };
    const view = viewOf(text, { files, settings: { ...defaultSettings, inlayHints: inlay } });
    assert.equal(
      annotated(view),
      text.replace("const x", "const x⟨1×3×8×8⟩").replace("const y", "const y⟨1×8×6×6⟩"),
    );
  });

  it("the tooltip says what the sign for more shapes means", () => {
    const view = viewOf(
      `${header}const f = (x: Tensor) => {\n  return x.flatten(1);\n};\nf(randn(1, 2, 3, 4));\nf(randn(1, 2, 5, 4));`,
    );
    const hint = inlayHints(view).find(({ label }) => label.endsWith("+1")) ?? assert.fail("no hint");
    assert.match(
      inlayTooltip(view, hint.position, hint.kind) ?? "",
      /`\+1`: this many more shapes occur here/,
    );
  });

  it("the tooltip of a question mark says why the size is unknown, and on which line that began", () => {
    const view = viewOf(
      `${header}const n = Number(process.env.N);\nconst conv = new nn.Conv2d(3, n, 3);\nconst y = conv(randn(1, 3, 8, 8));`,
    );
    const open = inlayHints(view).filter(({ label }) => /\?|unknown/.test(label));
    assert.deepEqual(
      open.map(({ kind }) => kind),
      ["parameters", "shape"],
    );
    for (const { position, kind } of open)
      assert.match(inlayTooltip(view, position, kind) ?? "", /^`\?`: process is not known \(line 2\)/m);
  });

  it("only hints in the requested range are returned", () => {
    const view = viewOf(`${header}const x = randn(1, 3, 8, 8);\nconst y = new nn.Conv2d(3, 8, 3)(x);`);
    const [first] = inlayHints(view);
    assert.ok(first !== undefined);
    assert.deepEqual(inlayHints(view, { start: 0, end: first.position }), [first]);
  });

  it("the tooltip of a returned tensor is about the whole expression", () => {
    const view = viewOf(
      `${header}export const f = (x: Tensor) => {\n  return x.flatten(1);\n};\nf(randn(1, 2, 3, 4));`,
    );
    const hint = inlayHints(view).find(({ label }) => label === "1×24") ?? assert.fail("no hint");
    assert.match(inlayTooltip(view, hint.position, hint.kind) ?? "", /`\[1, 24\]`/);
  });

  it("every hint has the whole hover as its tooltip", () => {
    const view = viewOf(`${header}const y = new nn.Conv2d(3, 8, 3)(randn(1, 3, 8, 8));`);
    const tooltips = inlayHints(view).map(({ position, kind }) => inlayTooltip(view, position, kind));
    assert.equal(tooltips.length, 2);
    assert.match(tooltips[0] ?? "", /`\[1, 8, 6, 6\]`/);
    assert.match(tooltips[1] ?? "", /\*\*224 parameters\*\*/);
  });
});

function annotated(view: View): string {
  const hints = [...inlayHints(view)].reverse();
  return hints.reduce(
    (text, { position, label }) => `${text.slice(0, position)}⟨${label}⟩${text.slice(position)}`,
    view.text,
  );
}
