import assert from "node:assert/strict";
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, it } from "mocha";
import { root } from "../../scripts/root.ts";
import type { ModuleFact } from "../../src/analyzer/index.ts";
import { hoverOf } from "../../src/ide/hover/hover.ts";
import { hoverOfDrawn, type View } from "../../src/ide/index.ts";
import { viewOf } from "./view-of.ts";

const folder = join(root, "media/examples");
const examples = readdirSync(folder).filter((name) => name.endsWith(".ts"));

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

/** In any order: the editor lists a block's layers as they are declared, the graph as they run. */
function linesOf(text: string | null | undefined): readonly string[] {
  return (text ?? "").split(/ *\n/).sort();
}

function drawn(view: View, id: string, path: string): string | null {
  return hoverOfDrawn(view, view.model(id), { kind: "module", path });
}
