import assert from "node:assert/strict";
import { describe, it } from "mocha";
import { type Calls, type Graph, printShapeShort } from "../../src/ir/index.ts";
import { cat, F, nn, randn, type Tensor, zeros } from "../../src/library/index.ts";
import { traceCalls } from "../../src/nn/running/trace.ts";
import * as zoo from "../../src/nn/zoo/index.ts";
import { cutModule, firstFault, modulesToRun, summarize } from "../../src/passes/index.ts";

const nets: readonly { readonly model: () => nn.Module; readonly input: readonly number[] }[] = [
  { model: () => new zoo.ResNet18(), input: [1, 3, 64, 64] },
  { model: () => new zoo.UNet(3, 2), input: [1, 2, 64, 64] },
  { model: () => new zoo.GoogLeNet(), input: [1, 3, 64, 64] },
  { model: () => new zoo.MobileNetV1(), input: [2, 3, 64, 64] },
  { model: () => new zoo.LeNet5(), input: [1, 1, 32, 32] },
];

describe("a module that is cut out of a model", () => {
  for (const { model, input } of nets) {
    const module = model();
    it(`is a whole graph with the module's share: ${module.constructor.name}`, () => {
      const { graph, calls } = traceCalls(module, randn(...(input as [number])));
      const rows = new Map(summarize(graph).modules.map((row) => [row.path, row]));
      const paths = modulesToRun(graph, calls);
      assert.ok(paths.size > 5, `${paths.size} modules`);
      for (const [path, count] of paths) {
        const cut = graphOf(graph, calls, path);
        assert.equal(firstFault(cut), undefined, path);
        const report = summarize(cut);
        assert.equal(report.total.parameters, rows.get(path)?.parameters, path);
        // The share counts the work of every call.
        if (count === 1) assert.equal(report.total.macs, rows.get(path)?.macs, path);
        assert.deepEqual(report.gaps, []);
      }
    });
  }

  it("is that very instance, with what arrives at it in the model", () => {
    const { graph, calls } = traceCalls(new zoo.ResNet18(), randn(1, 3, 224, 224));
    const block = graphOf(graph, calls, "layer4.1");
    assert.deepEqual(flow(block), { inputs: ["1×512×7×7"], outputs: ["1×512×7×7"] });
    assert.ok(block.nodes.some(({ owner }) => owner === "layer4.1.conv1"));
    assert.deepEqual(
      block.modules.slice(0, 4).map(({ path, className }) => `${path} ${className}`),
      [" BasicBlock", "layer4 Sequential", "layer4.1 BasicBlock", "layer4.1.conv1 Conv2d"],
    );
  });

  it("has an input for each value that arrives, and an output for each that is used outside", () => {
    const { graph, calls } = traceCalls(new Two(), randn(1, 4, 8, 8));
    assert.deepEqual(flow(graphOf(graph, calls, "join")), {
      inputs: ["1×8×8×8", "1×4×8×8"],
      outputs: ["1×12×8×8", "1×8×8×8"],
    });
  });

  it("is the first of several calls, in a row or on different inputs", () => {
    for (const [twice, second] of [
      [(block: Block, x: Tensor) => block(block(x)), 2],
      [(block: Block, x: Tensor) => cat([block(x), block(F.relu(x))]), 2],
    ] as const) {
      const { graph, calls } = traceCalls(new Sharing(twice), randn(1, 4, 8, 8));
      assert.equal(modulesToRun(graph, calls).get("block"), second);
      const cut = graphOf(graph, calls, "block");
      assert.deepEqual(
        cut.nodes.map(({ op }) => op),
        ["input", "conv2d", "relu", "add"],
      );
      assert.equal(firstFault(cut), undefined);
    }
  });

  it("is the call that ran first, whatever the order in which the results are used", () => {
    const onBoth = (block: Block, x: Tensor) => {
      const large = block(x);
      const small = block(F.maxPool2d(x, 2));
      return [small, large];
    };
    const { graph, calls } = traceCalls(new Sharing(onBoth), randn(1, 4, 8, 8));
    for (const path of ["block", "block.conv"]) {
      assert.equal(modulesToRun(graph, calls).get(path), 2);
      assert.deepEqual(flow(graphOf(graph, calls, path)), { inputs: ["1×4×8×8"], outputs: ["1×4×8×8"] });
    }
  });

  it("is the first step of a recurrent cell", () => {
    const { graph, calls } = traceCalls(new Stepping(), randn(1, 4, 8, 8));
    assert.equal(modulesToRun(graph, calls).get("cell"), 3);
    const cut = graphOf(graph, calls, "cell");
    // The zeros are no input: they are there without the model's.
    assert.deepEqual(flow(cut), { inputs: ["1×4×8×8"], outputs: ["1×4×8×8"] });
    assert.equal(firstFault(cut), undefined);
  });

  it("applies its own layers as often as its forward does", () => {
    const { graph, calls } = traceCalls(new Holding(new Recurrent()), randn(1, 4, 8, 8));
    assert.equal(modulesToRun(graph, calls).get("held"), 1);
    assert.equal(graphOf(graph, calls, "held").nodes.filter(({ op }) => op === "conv2d").length, 3);
  });

  it("takes parameters of other modules along", () => {
    const { graph, calls } = traceCalls(new Scaled(), randn(1, 4, 8, 8));
    const cut = graphOf(graph, calls, "inner");
    assert.deepEqual(flow(cut), { inputs: ["1×4×8×8"], outputs: ["1×4×8×8"] });
    assert.equal(firstFault(cut), undefined);
    assert.equal(summarize(cut).total.parameters, 4);
  });

  it("does not exist for what is not called, or gives nothing", () => {
    const { graph, calls } = traceCalls(new Listing(), randn(1, 4, 8, 8));
    assert.deepEqual([...modulesToRun(graph, calls).keys()], ["convs.1", "convs.0"]);
    assert.equal(cutModule(graph, calls, "convs"), null);
    assert.equal(cutModule(graph, calls, "nothing"), null);
  });
});

function graphOf(graph: Graph, calls: Calls, path: string): Graph {
  const cut = cutModule(graph, calls, path);
  assert.ok(cut, path);
  return cut.graph;
}

function flow({ nodes, inputs, outputs }: Graph) {
  const shapes = (ids: readonly number[]) => ids.map((id) => printShapeShort(nodes[id]?.shape ?? []));
  return { inputs: shapes(inputs), outputs: shapes(outputs) };
}

class Block extends nn.Module {
  conv = new nn.Conv2d(4, 4, 3, { padding: 1 });
  forward(x: Tensor): Tensor {
    return F.relu(this.conv(x)).add(x);
  }
}

class Sharing extends nn.Module {
  block = new Block();
  twice: (block: Block, x: Tensor) => Tensor | Tensor[];
  constructor(twice: (block: Block, x: Tensor) => Tensor | Tensor[]) {
    super();
    this.twice = twice;
  }
  forward(x: Tensor): Tensor | Tensor[] {
    return this.twice(this.block, x);
  }
}

class Recurrent extends nn.Module {
  conv = new nn.Conv2d(4, 4, 3, { padding: 1 });
  forward(x: Tensor): Tensor {
    let out = x;
    for (let step = 0; step < 3; step++) out = F.relu(this.conv(out));
    return out;
  }
}

class Cell extends nn.Module {
  conv = new nn.Conv2d(4, 4, 3, { padding: 1 });
  forward(x: Tensor, state: Tensor): Tensor {
    return this.conv(x).add(state);
  }
}

class Stepping extends nn.Module {
  cell = new Cell();
  forward(x: Tensor): Tensor {
    let state = zeros(1, 4, 8, 8);
    for (let step = 0; step < 3; step++) state = this.cell(x, state);
    return state;
  }
}

class Holding extends nn.Module {
  held: Recurrent;
  constructor(held: Recurrent) {
    super();
    this.held = held;
  }
  forward(x: Tensor): Tensor {
    return this.held(x);
  }
}

class Join extends nn.Module {
  forward(x: Tensor, skip: Tensor): [Tensor, Tensor] {
    return [cat([x, skip], 1), F.relu(x)];
  }
}

class Two extends nn.Module {
  conv = new nn.Conv2d(4, 8, 3, { padding: 1 });
  join = new Join();
  forward(x: Tensor): Tensor[] {
    return this.join(this.conv(x), x);
  }
}

class Inner extends nn.Module {
  forward(x: Tensor, scale: Tensor): Tensor {
    return x.mul(scale);
  }
}

class Scaled extends nn.Module {
  scale = new nn.Parameter(randn(1, 4, 1, 1));
  inner = new Inner();
  forward(x: Tensor): Tensor {
    return this.inner(x, this.scale);
  }
}

class Listing extends nn.Module {
  convs = [new nn.Conv2d(4, 4, 1), new nn.Conv2d(4, 4, 1)] as const;
  forward(x: Tensor): Tensor {
    const [first, second] = this.convs;
    return first(second(x));
  }
}
