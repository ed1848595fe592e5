import assert from "node:assert/strict";
import { describe, it } from "mocha";
import { modelDocument, modelPart } from "../../src/ide/index.ts";
import { printShapeShort } from "../../src/ir/index.ts";
import type { ModelDocument } from "../../src/protocol/index.ts";
import { viewOf } from "./view-of.ts";

/** The document of one model's module, or why there is none. */
function part(text: string, path: string): ModelDocument | string {
  const view = viewOf(text);
  const [model] = view.analysis.models;
  assert.ok(model);
  const made = modelPart(view, model, path);
  return made.ok ? made.model : made.reason;
}

function blocks(text: string): readonly string[] {
  const view = viewOf(text);
  const [model] = view.analysis.models;
  assert.ok(model);
  return modelDocument(view, model).blocks;
}

const unet = `import { models, randn } from "cnn-blocks";
export const net = new models.UNet(2);
net(randn(1, 3, 32, 32));
`;

const shared = (use: string) => `import { F, cat, nn, randn, type Tensor } from "cnn-blocks";
class Block extends nn.Module {
  conv = new nn.Conv2d(4, 4, 3, { padding: 1 });
  forward(x: Tensor) { return F.relu(this.conv(x)); }
}
class Net extends nn.Module {
  block = new Block();
  list = new nn.ModuleList([new Block()]);
  forward(x: Tensor) { ${use} }
}
export const net = new Net();
net(randn(1, 4, 8, 8));
`;

describe("a module of a model, run alone", () => {
  it("is the instance at that place, with the shape that arrives there", () => {
    const text = `import { models, randn } from "cnn-blocks";
export const net = models.resnet("resnet18");
net(randn(1, 3, 224, 224));
`;
    assert.ok(blocks(text).includes("layer4.1"));
    const block = part(text, "layer4.1");
    assert.ok(typeof block === "object", String(block));
    assert.equal(block.name, "layer4.1 of net · ResNet");
    assert.deepEqual(block.inputs.map(printShapeShort), ["1×512×7×7"]);
    assert.equal(block.report.total.parameters, 4_720_640);
    assert.deepEqual(block.part, { model: "ResNet:net", path: "layer4.1", calls: 1 });
    assert.deepEqual(block.blocks, []);
  });

  it("has every input of a block with a skip connection, by where it comes from", () => {
    const up = part(unet, "up2");
    assert.ok(typeof up === "object", String(up));
    assert.deepEqual(up.inputs.map(printShapeShort), ["1×512×4×4", "1×256×8×8"]);
    assert.deepEqual(up.inputNames, ["output of up1", "output of down2"]);
  });

  it("is the first of several calls, and knows how many there are", () => {
    for (const use of [
      "return this.block(this.block(x));",
      "return cat([this.block(x), this.block(F.relu(x))], 1);",
      "let out = x; for (let i = 0; i < 2; i++) out = this.block(out); return out;",
    ]) {
      const block = part(shared(use), "block");
      assert.ok(typeof block === "object", String(block));
      assert.equal(block.part?.calls, 2);
      assert.equal(block.graph.nodes.length, 3);
    }
  });

  it("is the call that runs first, whatever the order in which the results are used", () => {
    const reversed = shared(
      "const large = this.block(x); const small = this.block(F.maxPool2d(x, 2)); return [small, large];",
    );
    for (const path of ["block", "block.conv"]) {
      const block = part(reversed, path);
      assert.ok(typeof block === "object", String(block));
      assert.deepEqual(block.inputs.map(printShapeShort), ["1×4×8×8"]);
      assert.equal(block.part?.calls, 2);
    }
  });

  it("is the first step of a recurrent cell", () => {
    const text = `import { nn, randn, type Tensor, zeros } from "cnn-blocks";
class Cell extends nn.Module {
  conv = new nn.Conv2d(4, 4, 3, { padding: 1 });
  forward(x: Tensor, state: Tensor) { return this.conv(x).add(state); }
}
class Net extends nn.Module {
  cell = new Cell();
  forward(x: Tensor) {
    let state = zeros(1, 4, 8, 8);
    for (let step = 0; step < 3; step++) state = this.cell(x, state);
    return state;
  }
}
export const net = new Net();
net(randn(1, 4, 8, 8));
`;
    const cell = part(text, "cell");
    assert.ok(typeof cell === "object", String(cell));
    assert.equal(cell.part?.calls, 3);
    // A later step has the state of the step before it as a second input.
    assert.deepEqual(cell.inputNames, ["x"]);
  });

  it("is not offered of what nothing calls, nor of a model without numbers", () => {
    const text = shared("return this.list.at(0)(x);");
    assert.deepEqual(blocks(text), ["list.0", "list.0.conv"]);
    assert.match(String(part(text, "list")), /^net · Net has nothing at list that could run alone\.$/);
    assert.deepEqual(blocks(text.replace("randn(1,", 'randn("N",')), []);
  });

  it("runs beside a fault in another block, and says why it cannot where the fault is its own", () => {
    const text = `import { nn, randn } from "cnn-blocks";
const stage = (c: number) => new nn.Sequential(new nn.Conv2d(c, 8, 3), new nn.ReLU());
export const net = new nn.Sequential(stage(3), stage(4));
net(randn(1, 3, 8, 8));
`;
    assert.equal(typeof part(text, "0"), "object");
    assert.equal(
      part(text, "1"),
      "1 of net · Sequential cannot run, because its layers do not fit together.",
    );
  });
});
