import assert from "node:assert/strict";
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, it } from "mocha";
import { root } from "../../scripts/root.ts";
import type { ModuleFact } from "../../src/analyzer/index.ts";
import { hoverOfForward } from "../../src/ide/hover/describe-calls.ts";
import { describeModule } from "../../src/ide/hover/describe-module.ts";
import { hoverOf } from "../../src/ide/hover/hover.ts";
import { hoverOfDrawn, type View } from "../../src/ide/index.ts";
import { viewOf } from "./view-of.ts";

const folder = join(root, "media/examples");
const examples = readdirSync(folder).filter((name) => name.endsWith(".ts"));

/** What a forward does with a block `b` and a layer `c`. */
const severalCalls = {
  "two sizes": "return [this.b(x), this.b(F.maxPool2d(x, 2))];",
  "two sizes, given back in reverse":
    "const large = this.b(x); const small = this.b(F.maxPool2d(x, 2)); return [small, large];",
  "in a row": "return this.b(this.b(x));",
  "a layer on two sizes":
    "const large = this.c(x); const small = this.c(F.maxPool2d(x, 2)); return [small, large];",
  "a layer in a row": "return this.c(this.c(x));",
  "a recurrent cell":
    "let h = this.c(F.maxPool2d(x, 2)); for (let i = 0; i < 3; i++) h = this.b(h); return h.add(this.b(F.avgPool2d(x, 2)));",
  "a list": "return this.list.at(0)(this.list.at(0)(F.maxPool2d(x, 2)));",
};

describe("the hover of what the preview draws", () => {
  for (const name of examples)
    it(`says of each module what the editor's does: ${name}`, () => {
      const view = viewOf(readFileSync(join(folder, name), "utf8"));
      for (const { range, role, syntax, visits, values } of view.analysis.facts)
        for (const value of values) {
          if (value.kind !== "module") continue;
          for (const { model, path } of value.places) {
            // A list without a layer, such as an identity, is not drawn.
            if (!view.model(model).graph.modules.some((module) => module.path === path)) continue;
            const only: ModuleFact = { ...value, places: [{ model, path }] };
            const editors: string | undefined = hoverOf(view, {
              range,
              role,
              syntax,
              visits,
              values: [only],
            })?.markdown;
            assert.deepEqual(linesOf(drawn(view, model, path)), linesOf(editors), `${path} of ${model}`);
          }
        }
    });

  for (const [what, forward] of Object.entries(severalCalls))
    it(`says of each call what goes in and comes out: ${what}`, () => {
      const view = viewOf(calling(forward));
      const [{ id = "" } = {}] = view.analysis.models;
      for (const path of ["b", "b.conv", "c", "list", "list.0"]) {
        const fact = view.analysis.facts
          .flatMap(({ values }) => values)
          .find((value) => value.kind === "module" && value.places.some((place) => place.path === path));
        assert.ok(fact?.kind === "module", path);
        const drawnText = drawn(view, id, path);
        // What nothing calls is not drawn.
        if (drawnText === null) continue;
        assert.deepEqual(sizeLines(drawnText), sizeLines(describeModule(view, [fact])), path);
      }
    });

  it("says it of a layer within the library's blocks, too", () => {
    const view = viewOf(
      'import { models, randn } from "cnn-blocks";\nnew models.ResNet18()(randn(1, 3, 224, 224));',
    );
    const [{ id = "" } = {}] = view.analysis.models;
    const text = drawn(view, id, "layer2.0.conv1") ?? "";
    assert.match(text, /^\*\*Conv2d 3×3, 64→128, stride 2.*\*\*/);
    for (const part of [
      "`[1, 64, 56, 56]` → `[1, 128, 28, 28]`",
      "H ⌊(56 + 2·1 − (3 − 1) − 1)/2⌋ + 1 = 28",
      "weight 128×64×3×3 = 73,728",
      "of the model's) · activations 392 KiB · receptive field",
      "`layer2.0.conv1` of ",
      "[Conv2d in PyTorch](https://docs.pytorch.org/",
    ])
      assert.ok(text.includes(part), `${part} in:\n${text}`);
    assert.equal(drawn(view, id, "layer9"), null);
  });

  it("says of a parameter that is held by itself how many numbers it has, with its page", () => {
    const view = viewOf(calling("return this.b(x);"));
    const [model = assert.fail()] = view.analysis.models;
    const node = model.graph.nodes.find(({ owner }) => owner === "b.scale") ?? assert.fail();
    assert.equal(
      hoverOfDrawn(view, model, { kind: "node", node: node.id }),
      [
        "**Parameter 1×4×1×1**",
        "1×4×1×1 = 4 → **4 parameters**",
        "0 MACs · activations 16 B · `b.scale` of net · Net",
        "[Parameter in PyTorch](https://docs.pytorch.org/docs/stable/generated/torch.nn.parameter.Parameter.html)",
      ].join("  \n"),
    );
    const scalar = viewOf(calling("return this.b(x);").replaceAll("randn(1, 4, 1, 1)", "randn()"));
    const [other = assert.fail()] = scalar.analysis.models;
    assert.match(drawn(scalar, other.id, "b.scale") ?? "", / *\nscalar → \*\*1 parameters\*\* *\n/);
  });

  it("says only what goes in where what comes out is not known", () => {
    const view = viewOf(
      `declare function later(x: unknown): Tensor;\n${calling("return later(this.b(this.c(x)));")}`,
    );
    const [{ id = "" } = {}] = view.analysis.models;
    for (const [path, words] of [
      ["", "takes `[1, 4, 8, 8]`"],
      ["b", "takes `[1, 4, 8, 8]`"],
      ["c", "`[1, 4, 8, 8]` → `[1, 4, 8, 8]`"],
    ] as const)
      assert.deepEqual(sizeLines(drawn(view, id, path)).slice(0, 1), [words], path);
    assert.ok(!view.analysis.facts.some((fact) => hoverOf(view, fact)?.markdown.includes("→ ``")));
    const block = calling("return this.b(x);").replace(/return F.relu.*;/, "return later(this.conv(x));");
    const inside = viewOf(`declare function later(x: unknown): Tensor;\n${block}`);
    const said = hoverOfForward(inside, inside.text.indexOf("forward(x"))?.markdown ?? "";
    assert.ok(said.includes("- takes `[1, 4, 8, 8]` `b` of net · Net"), said);
  });

  it("says of an op without a module what goes in and comes out, and what made it", () => {
    const view = viewOf(
      'import { models, randn } from "cnn-blocks";\nnew models.ResNet18()(randn(1, 3, 224, 224));',
    );
    const [model = assert.fail()] = view.analysis.models;
    const add = model.graph.nodes.find(({ op }) => op === "add") ?? assert.fail();
    const text = hoverOfDrawn(view, model, { kind: "node", node: add.id }) ?? "";
    assert.match(text, /^\*\*Add.*\*\* +\n`\[1, 64, 56, 56\], \[1, 64, 56, 56\]` → `\[1, 64, 56, 56\]`/i);
    assert.match(text, /float32, 784 KiB[\s\S]*from Add in `layer1\.0` · receptive field/i);
    const conv = model.graph.nodes.find(({ owner }) => owner === "conv1") ?? assert.fail();
    assert.equal(hoverOfDrawn(view, model, { kind: "node", node: conv.id }), drawn(view, model.id, "conv1"));
    assert.equal(hoverOfDrawn(view, model, { kind: "node", node: 9999 }), null);
  });
});

function calling(forward: string): string {
  return `import { F, nn, randn, type Tensor } from "cnn-blocks";
class Block extends nn.Module {
  conv = new nn.Conv2d(4, 4, 3, { padding: 1 });
  scale = new nn.Parameter(randn(1, 4, 1, 1));
  forward(x: Tensor) { return F.relu(this.conv(x)).mul(this.scale); }
}
class Net extends nn.Module {
  b = new Block();
  c = new nn.Conv2d(4, 4, 3, { padding: 1 });
  list = new nn.ModuleList([new nn.Conv2d(4, 4, 1, { stride: 2 })]);
  forward(x: Tensor) { ${forward} }
}
export const net = new Net();
net(randn(1, 4, 8, 8));
`;
}

/** The lines about sizes, in their order. */
function sizeLines(text: string | null): readonly string[] {
  return (text ?? "").split(/ *\n/).filter((line) => /`\[|^[HW] /.test(line));
}

/** In any order: the editor lists a block's layers as they are declared, the graph as they run. */
function linesOf(text: string | null | undefined): readonly string[] {
  return (text ?? "").split(/ *\n/).sort();
}

function drawn(view: View, id: string, path: string): string | null {
  return hoverOfDrawn(view, view.model(id), { kind: "module", path });
}
