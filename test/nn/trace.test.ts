import assert from "node:assert/strict";
import { describe, it } from "mocha";
import type { Graph } from "../../src/ir/index.ts";
import { cat, F, nn, ones, randn, type Tensor } from "../../src/nn/index.ts";
import { trace, traceAncestry } from "../../src/nn/running/trace.ts";
import { summarize } from "../../src/passes/index.ts";

const x = (): Tensor => randn(1, 4, 8, 8);

const owners = (graph: Graph): (string | null)[] => graph.nodes.map(({ owner }) => owner);

describe("a traced graph", () => {
  it("keeps what was concatenated when its list grows afterwards", () => {
    class Dense extends nn.Module {
      forward(first: Tensor): Tensor {
        const all = [first];
        all.push(cat(all, 1));
        return cat(all, 1);
      }
    }
    const { nodes } = trace(new Dense(), x());
    assert.deepEqual(
      nodes.map(({ inputs }) => inputs),
      [[], [0], [0, 1]],
    );
  });

  it("says for every node in whose forward it was applied and who owns its parameters", () => {
    const graph = trace(new nn.ResidualBlock(4, 8, 2), x());
    assert.deepEqual(
      graph.nodes.map(({ op, module, owner }) => [op, module, owner]),
      [
        ["input", "", null],
        ["conv2d", "conv1", "conv1"],
        ["batch-norm2d", "bn1", "bn1"],
        ["relu", "", null],
        ["conv2d", "conv2", "conv2"],
        ["batch-norm2d", "bn2", "bn2"],
        ["conv2d", "shortcut.0", "shortcut.0"],
        ["batch-norm2d", "shortcut.1", "shortcut.1"],
        ["add", "", null],
        ["relu", "", null],
      ],
    );
    assert.deepEqual(
      graph.modules.map(({ path, className }) => `${path}: ${className}`),
      [
        ": ResidualBlock",
        "conv1: Conv2d",
        "bn1: BatchNorm2d",
        "conv2: Conv2d",
        "bn2: BatchNorm2d",
        "shortcut: Sequential",
        "shortcut.0: Conv2d",
        "shortcut.1: BatchNorm2d",
      ],
    );
  });

  it("names modules in arrays and records by their steps", () => {
    class Holder extends nn.Module {
      list = [new nn.Conv2d(4, 4, 1), new nn.Conv2d(4, 4, 1)];
      record = { left: new nn.Conv2d(4, 4, 1), deep: [new nn.Conv2d(4, 4, 1)] };
      forward(t: Tensor): Tensor {
        const [first, second] = this.list as [nn.Conv2d, nn.Conv2d];
        const [last] = this.record.deep as [nn.Conv2d];
        return last(this.record.left(second(first(t))));
      }
    }
    assert.deepEqual(owners(trace(new Holder(), x())), [
      null,
      "list.0",
      "list.1",
      "record.left",
      "record.deep.0",
    ]);
  });

  it("shares the parameters of a module that is used or held twice", () => {
    class Twice extends nn.Module {
      first = new nn.Conv2d(4, 4, 1);
      again = this.first;
      forward(t: Tensor): Tensor {
        return this.first(this.again(t));
      }
    }
    const graph = trace(new Twice(), x());
    assert.deepEqual(owners(graph), [null, "first", "first"]);
    assert.equal(summarize(graph).total.parameters, 20);
  });

  it("names modules that no field holds apart, with what is below them", () => {
    class Loose extends nn.Module {
      forward(t: Tensor): Tensor {
        const block = new nn.PlainBlock(4, 4);
        return new nn.Conv2d(4, 4, 1)(block(block(t)));
      }
    }
    const graph = trace(new Loose(), x());
    const first = ["(0).conv1", "(0).bn1", null, "(0).conv2", "(0).bn2", null];
    assert.deepEqual(owners(graph), [null, ...first, ...first, "(1)"]);
    assert.deepEqual(
      graph.modules.map(({ className }) => className),
      ["Loose", "PlainBlock", "Conv2d", "BatchNorm2d", "Conv2d", "BatchNorm2d", "Conv2d"],
    );
  });

  it("is cut at the tensors that were handed in", () => {
    const middle = new nn.Conv2d(4, 6, 1)(x());
    const graph = trace(new nn.ReLU(), middle);
    assert.deepEqual(
      graph.nodes.map(({ op, attrs }) => [op, attrs.fill]),
      [
        ["input", "given"],
        ["relu", undefined],
      ],
    );
  });

  it("keeps an unused argument, several outputs and a constant", () => {
    class Odd extends nn.Module {
      scale = ones(1);
      forward(_unused: Tensor, b: Tensor): Record<string, Tensor> {
        return { scaled: b.mul(this.scale), same: b };
      }
    }
    const graph = trace(new Odd(), x(), x());
    assert.deepEqual(
      graph.nodes.map(({ op }) => op),
      ["input", "input", "input", "mul"],
    );
    assert.deepEqual(
      [graph.inputs, graph.outputs],
      [
        [0, 1],
        [3, 1],
      ],
    );
  });

  it("is the same for two instances of one model", () => {
    assert.deepEqual(
      trace(new nn.ResidualBlock(4, 8), ones(1, 4, 8, 8)),
      trace(new nn.ResidualBlock(4, 8), ones(1, 4, 8, 8)),
    );
  });
});

describe("a tensor's ancestry", () => {
  it("is one model's graph where one took part", () => {
    const { graph, models } = traceAncestry(F.relu(new nn.Conv2d(4, 6, 1)(x())));
    assert.deepEqual(
      graph.nodes.map(({ op, owner }) => [op, owner]),
      [
        ["input", null],
        ["conv2d", ""],
        ["relu", null],
      ],
    );
    assert.deepEqual(
      models.map(({ prefix }) => prefix),
      [""],
    );
  });

  it("keeps the parameters of several models apart", () => {
    const [first, second] = [new nn.PlainBlock(4, 4), new nn.PlainBlock(4, 4)];
    const t = x();
    const { graph } = traceAncestry(cat([first(t), second(first(t))], 1));
    const names = [...new Set(owners(graph))];
    const layers = ["conv1", "bn1", "conv2", "bn2"];
    assert.deepEqual(names, [
      null,
      ...layers.map((name) => `PlainBlock1.${name}`),
      ...layers.map((name) => `PlainBlock2.${name}`),
    ]);
    assert.deepEqual(
      graph.modules.filter(({ className }) => className === "PlainBlock").map(({ path }) => path),
      ["PlainBlock1", "PlainBlock2"],
    );
  });
});
