import assert from "node:assert/strict";
import { describe, it } from "mocha";
import { F, type Module, nn, randn, type Tensor, trace } from "../../src/library/index.ts";
import { diffGraphs, summarize } from "../../src/passes/index.ts";

class Net extends nn.Module {
  readonly stem: Module;
  readonly head: Module | undefined;

  constructor(stem: Module, head?: Module) {
    super();
    this.stem = stem;
    this.head = head;
  }

  forward(x: Tensor): Tensor {
    const y = F.relu(this.stem(x));
    return this.head === undefined ? y : this.head(y);
  }
}

class Renamed extends nn.Module {
  readonly first = new nn.Conv2d(3, 8, 3);

  forward(x: Tensor): Tensor {
    return F.relu(this.first(x));
  }
}

const conv = () => new nn.Conv2d(3, 8, 3);
const list = (...layers: Module[]) => new nn.Sequential(...layers);

// What became of each layer, but for those that stayed as they were.
const cases: readonly {
  readonly title: string;
  readonly before: Module;
  readonly after: Module;
  readonly input?: readonly number[];
  readonly changes: readonly string[];
}[] = [
  { title: "nothing", before: new Net(conv()), after: new Net(conv()), changes: [] },
  {
    title: "a layer at the end is added",
    before: new Net(conv()),
    after: new Net(conv(), new nn.MaxPool2d(2)),
    changes: ["added head"],
  },
  {
    title: "a layer at the end is removed",
    before: new Net(conv(), new nn.MaxPool2d(2)),
    after: new Net(conv()),
    changes: ["removed head"],
  },
  {
    title: "more channels change a layer and reshape what follows it",
    before: new Net(conv()),
    after: new Net(new nn.Conv2d(3, 16, 3)),
    changes: ["changed stem", "reshaped "],
  },
  {
    title: "another op at the same path is a change",
    before: new Net(conv(), new nn.MaxPool2d(2)),
    after: new Net(conv(), new nn.BatchNorm2d(8)),
    changes: ["changed head"],
  },
  {
    title: "a field has another name",
    before: new Net(conv()),
    after: new Renamed(),
    changes: ["moved stem → first"],
  },
  {
    title: "what stands behind an insertion into a list is the same",
    before: list(conv(), new nn.ReLU(), new nn.Conv2d(8, 8, 3), new nn.ReLU()),
    after: list(conv(), new nn.BatchNorm2d(8), new nn.ReLU(), new nn.Conv2d(8, 8, 3), new nn.ReLU()),
    changes: ["added 1"],
  },
  {
    title: "equal layers are removed one by one",
    before: list(conv(), new nn.ReLU(), new nn.ReLU()),
    after: list(conv(), new nn.ReLU()),
    changes: ["removed 2"],
  },
  {
    title: "a larger input reshapes every layer",
    before: new Net(conv()),
    after: new Net(conv()),
    input: [1, 3, 16, 16],
    changes: ["reshaped stem", "reshaped "],
  },
];

describe("the difference between two graphs", () => {
  for (const { title, before, after, input = [1, 3, 8, 8], changes } of cases) {
    it(title, () => {
      const sides = [counted(before, [1, 3, 8, 8]), counted(after, input)] as const;
      const found = diffGraphs(...sides).filter(({ change }) => change !== "same");
      assert.deepEqual(
        found.map(({ change, before, after }) => {
          const [was, is] = [before?.path, after?.path];
          return change === "moved" ? `moved ${was} → ${is}` : `${change} ${is ?? was}`;
        }),
        changes,
      );
    });
  }

  it("names each layer of both graphs once", () => {
    const [before, after] = [counted(new Net(conv()), [1, 3, 8, 8]), counted(new Renamed(), [1, 3, 8, 8])];
    const found = diffGraphs(before, after);
    assert.equal(found.filter((one) => one.before !== null).length, before.graph.nodes.length - 1);
    assert.equal(found.filter((one) => one.after !== null).length, after.graph.nodes.length - 1);
  });
});

function counted(model: Module, shape: readonly number[]) {
  const graph = trace(model, randn(...(shape as [number])));
  return { graph, report: summarize(graph) };
}
