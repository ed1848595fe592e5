import assert from "node:assert/strict";
import { describe, it } from "mocha";
import { models, nn, ones, randn, type Tensor } from "../../src/nn/index.ts";

class Net extends nn.Module {
  stem = new nn.Sequential(new nn.Conv2d(3, 8, 3, { padding: 1 }), new nn.BatchNorm2d(8));
  branches = { a: [new nn.Conv2d(8, 4, 1)], b: new Map([["c", new nn.Conv2d(8, 4, 1, { bias: false })]]) };
  shared = this.stem[0];

  forward(x: Tensor): Tensor {
    return this.stem(x);
  }
}

const names = (pairs: readonly (readonly [string, unknown])[]): readonly string[] =>
  pairs.map(([name]) => name);

/** Holds its parts more than once. */
class TiedBlock extends nn.Module {
  conv = new nn.Conv2d(2, 2, 1);
  norm = new nn.BatchNorm2d(2);
  last = this.norm;

  forward(x: Tensor): Tensor {
    return this.last(this.conv(x));
  }
}

class Tied extends nn.Module {
  scale = new nn.Parameter(ones(1));
  block = new TiedBlock();
  blocks = new nn.ModuleList([this.block, new nn.Conv2d(2, 2, 1, { bias: false }), this.block]);
  /** For a loop: lists that are no modules give no names to what fields hold. */
  loop = [this.block];
  other = this.scale;
  head = new nn.Linear(2, 2);
  again = this.block;
  around: nn.Module = this;

  forward(x: Tensor): Tensor {
    return this.head(this.again(x));
  }
}

describe("a module's methods", () => {
  it("list what is below it, each once, under PyTorch's names", () => {
    const net = new Net();
    assert.deepEqual(names(net.namedModules()), [
      "",
      "stem",
      "stem.0",
      "stem.1",
      "branches.a.0",
      "branches.b.c",
    ]);
    assert.deepEqual(names(net.namedChildren()), ["stem", "branches.a.0", "branches.b.c", "shared"]);
    assert.equal(net.modules()[0], net);
    assert.equal(net.children().at(-1), net.stem[0]);
  });

  it("list parameters and buffers, which stay the same objects", () => {
    const net = new Net();
    assert.deepEqual(names(net.namedParameters()), [
      "stem.0.weight",
      "stem.0.bias",
      "stem.1.weight",
      "stem.1.bias",
      "branches.a.0.weight",
      "branches.a.0.bias",
      "branches.b.c.weight",
    ]);
    assert.deepEqual(names(net.namedBuffers()), ["stem.1.running_mean", "stem.1.running_var"]);
    assert.deepEqual(Object.keys(net.stateDict()).slice(2, 6), [
      "stem.1.weight",
      "stem.1.bias",
      "stem.1.running_mean",
      "stem.1.running_var",
    ]);
    net.stem.requiresGrad_(false);
    assert.deepEqual(
      net.parameters().map(({ requiresGrad }) => requiresGrad),
      [false, false, false, false, true, true, true],
    );
    assert.equal(net.getParameter("stem.0.weight"), (net.getSubmodule("stem.0") as nn.Conv2d).weight);
    assert.equal(net.getSubmodule("branches.b.c"), net.branches.b.get("c"));
  });

  it("count what torchvision counts", () => {
    const count = (net: nn.Module): number =>
      net.parameters().reduce((sum, parameter) => sum + parameter.numel(), 0);
    assert.equal(count(new models.ResNet18()), 11_689_512);
    assert.equal(count(new models.MobileNetV2()), 3_504_872);
  });

  it("visit children before their parents", () => {
    const seen: string[] = [];
    new nn.Sequential(new nn.ReLU(), new nn.Sequential(new nn.Tanh())).apply((module) => {
      seen.push(module.constructor.name);
    });
    assert.deepEqual(seen, ["ReLU", "Tanh", "Sequential", "Sequential"]);
  });

  it("switch training on and off", () => {
    const net = new Net();
    assert.equal(net.training, false);
    assert.equal(net.train().stem.training, true);
    assert.equal(net.eval().stem.training, false);
  });

  it("list under each of its names what several fields hold, as PyTorch's state_dict does", () => {
    const net = new Tied();
    // From PyTorch: [*net.state_dict()] without the counters of batch norms
    const block = (path: string): string[] => [
      ...[`${path}.conv.weight`, `${path}.conv.bias`],
      ...["norm", "last"].flatMap((norm) =>
        ["weight", "bias", "running_mean", "running_var"].map((name) => `${path}.${norm}.${name}`),
      ),
    ];
    assert.deepEqual(Object.keys(net.stateDict()), [
      ...["scale", "other"],
      ...[...block("block"), ...block("blocks.0"), "blocks.1.weight", ...block("blocks.2")],
      ...["head.weight", "head.bias", ...block("again")],
    ]);
    assert.deepEqual(names(net.namedParameters()), [
      ...["scale", "block.conv.weight", "block.conv.bias", "block.norm.weight", "block.norm.bias"],
      ...["blocks.1.weight", "head.weight", "head.bias"],
    ]);
    assert.equal(net.getParameter("blocks.2.last.bias"), net.block.norm.bias);
  });

  it("add modules, and say what is not there", () => {
    const net = new Net();
    net.addModule("extra", new nn.ReLU());
    assert.equal(net.children().at(-1)?.constructor.name, "ReLU");
    assert.throws(() => net.addModule("a.b", new nn.ReLU()), /"a.b" cannot name a module/);
    assert.throws(() => net.getSubmodule("stem.7"), /There is no module at "stem.7"/);
  });
});

describe("a layer's fields", () => {
  it("act when they are set", () => {
    const conv = new nn.Conv2d(3, 8, 3, { stride: 2, padding: 1 });
    conv.stride = 1;
    conv.padding = [0, 1];
    assert.deepEqual(conv.stride, [1, 1]);
    assert.deepEqual(conv(randn(1, 3, 8, 8)).shape, [1, 8, 6, 8]);
    conv.bias = null;
    assert.deepEqual(names(conv.namedParameters()), ["weight"]);
  });

  it("are checked when the layer is called", () => {
    const conv = new nn.Conv2d(3, 8, 3);
    conv.stride = 0;
    assert.throws(() => conv(randn(1, 3, 8, 8)), /stride must be a whole number above 0, but is 0/);
  });

  it("stay where weights were made for them", () => {
    const conv = new nn.Conv2d(3, 8, 3);
    assert.throws(() => Object.assign(conv, { outChannels: 16 }), /outChannels of a Conv2d cannot be set/);
    assert.throws(() => Object.assign(new nn.Linear(3, 4), { inFeatures: 16 }), /inFeatures of a Linear/);
  });

  it("are printed, as PyTorch prints them", () => {
    const conv = new nn.Conv2d(3, 8, 3, { bias: false });
    conv.dilation = 2;
    assert.equal(
      String(new nn.Sequential(conv, new nn.BatchNorm2d(8))),
      `Sequential(
  (0): Conv2d(inChannels: 3, outChannels: 8, kernelSize: [3,3], stride: [1,1], padding: [0,0], dilation: [2,2], groups: 1, bias: false, paddingMode: "zeros")
  (1): BatchNorm2d(numFeatures: 8, momentum: 0.1, affine: true, eps: 0.00001, trackRunningStats: true)
)`,
    );
  });
});

describe("ModuleList", () => {
  it("may have places without a module, which take up an index, as in PyTorch", () => {
    const list = new nn.ModuleList<nn.Linear | null>([null, new nn.Linear(2, 2)]);
    list.append(null);
    assert.deepEqual([list.length, list[0], list.at(-1)], [3, null, null]);
    assert.deepEqual(Object.keys(list.stateDict()), ["1.weight", "1.bias"]);
    assert.throws(() => new nn.Sequential(null as unknown as nn.Layer), /made of modules, but got null/);
  });

  it("grows, shrinks and is cut like PyTorch's", () => {
    const list = new nn.ModuleList<nn.Layer>([new nn.ReLU(), new nn.Tanh()]);
    list.insert(1, new nn.Sigmoid()).append(new nn.SiLU());
    assert.deepEqual(
      list.map((module) => module.constructor.name),
      ["ReLU", "Sigmoid", "Tanh", "SiLU"],
    );
    assert.equal(list.pop()?.constructor.name, "SiLU");
    assert.equal(list.pop(0)?.constructor.name, "ReLU");
    assert.deepEqual([list.length, names(list.namedChildren())], [2, ["0", "1"]]);
    assert.deepEqual([list.get(-1), list.slice(1).get(0)], [list[1], list[1]]);
    assert.throws(() => list.get(2), /Of 2 modules none has the index 2/);
    assert.ok(new nn.Sequential(new nn.ReLU(), new nn.Tanh()).slice(0, 1) instanceof nn.Sequential);
  });
});
