import assert from "node:assert/strict";
import { describe, it } from "mocha";
import { modelDocument } from "../../src/ide/index.ts";
import { viewOf } from "./view-of.ts";

const imports = `import { F, models, nn, randn, Tensor } from "cnn-blocks";\n`;

interface Case {
  readonly name: string;
  readonly text: string;
  /** By model: the modules or ops of the nodes, and the modules, each with the problem's code. */
  readonly faults: readonly (readonly string[])[];
}

const cases: readonly Case[] = [
  {
    name: "a class that is used twice: only the use that fails",
    text: `class B extends nn.Module { c = new nn.Conv2d(3, 8, 3); forward(x: Tensor) { return this.c(x); } }
class M extends nn.Module {
  b = new B();
  d = new B();
  forward(x: Tensor) { return this.d(this.b(x)); }
}
const m = new M();
m(randn(1, 3, 8, 8));`,
    faults: [["node d.c channel-mismatch"]],
  },
  {
    name: "layers that one place makes: only the one that gets something else",
    text: `class M extends nn.Module {
  l = new nn.ModuleList(Array.from({ length: 3 }, () => new nn.Conv2d(8, 8, 3)));
  forward(x: Tensor) { for (const m of this.l) x = m(x); return x; }
}
const m = new M();
m(randn(1, 3, 12, 12));`,
    faults: [["node l.0 channel-mismatch"]],
  },
  {
    name: "operands that do not fit: the node that adds, not the layer at whose call it is told",
    text: `class M extends nn.Module {
  b = new nn.Conv2d(3, 8, 3);
  c = new nn.Conv2d(3, 7, 3);
  forward(x: Tensor) { return this.b(x).add(this.c(x)); }
}
const m = new M();
m(randn(1, 3, 8, 8));`,
    faults: [["node add shape-mismatch"]],
  },
  {
    name: "an argument of a construction: the module constructed there, not all inside",
    text: `class M extends nn.Module {
  r = new models.ResNet18(10, 4);
  forward(x: Tensor) { return this.r(x); }
}
const m = new M();
m(randn(1, 3, 64, 64));
const n = new models.ResNet18(10, 4);
n(randn(1, 3, 64, 64));`,
    faults: [["module r spare-argument"], ["module spare-argument"]],
  },
  {
    name: "an argument of a call of a block: none of the layers inside",
    text: `class M extends nn.Module {
  r = new models.ResNet18(10);
  forward(x: Tensor) { return this.r(x, 4); }
}
const m = new M();
m(randn(1, 3, 64, 64));`,
    faults: [[]],
  },
  {
    name: "an argument of a call of a layer: its node",
    text: `class M extends nn.Module {
  c = new nn.Conv2d(3, 8, 3);
  forward(x: Tensor) { return F.relu(this.c(x), 3); }
}
const m = new M();
m(randn(1, 3, 64, 64));`,
    faults: [["node relu not-options"]],
  },
  {
    name: "models that one function makes: the one whose attribute is refused",
    text: `const make = (k: number) => new nn.Sequential(new nn.Conv2d(8, 8, k), new nn.ReLU());
const [fits, fails] = [make(3), make(0)];
fits(randn(1, 8, 8, 8));
fails(randn(1, 8, 8, 8));`,
    faults: [[], ["node 0 invalid-attribute"]],
  },
  {
    name: "an attribute of a function",
    text: `class M extends nn.Module {
  c = new nn.Conv2d(3, 8, 3);
  forward(x: Tensor) { return F.maxPool2d(this.c(x), 0); }
}
const m = new M();
m(randn(1, 3, 64, 64));`,
    faults: [["node max-pool2d invalid-attribute"]],
  },
  {
    name: "equal layers side by side: the one at whose construction it is told",
    text: `class M extends nn.Module {
  a = new nn.Conv2d(4, 8, 3);
  b = new nn.Conv2d(4, 8, 3);
  forward(x: Tensor) { return this.a(x).add(this.b(x)); }
}
const m = new M();
m(randn(1, 3, 8, 8));`,
    faults: [["node a channel-mismatch"]],
  },
  {
    name: "a class without a call: its layer, whatever size the input is taken to have",
    text: `class M extends nn.Module {
  a = new nn.Conv2d(3, 8, 3);
  b = new nn.Conv2d(9, 8, 3);
  forward(x: Tensor) { return this.b(this.a(x)); }
}`,
    faults: [["node b channel-mismatch"]],
  },
  {
    name: "an unknown class: the model",
    text: `class M extends nn.Module {
  r = new nn.ConvBlock(3, 8);
  forward(x: Tensor) { return this.r(x); }
}
const m = new M();
m(randn(1, 3, 8, 8));`,
    faults: [["module missing-member"]],
  },
  {
    name: "an undeclared name: the model whose forward comes to it",
    text: `class M extends nn.Module {
  c = new nn.Conv2d(3, 8, 3);
  constructor(readonly adds: boolean) { super(); }
  forward(x: Tensor) { x = this.c(x); if (this.adds) x = x.add(foo); return x; }
}
const [m, n] = [new M(true), new M(false)];
m(randn(1, 3, 8, 8));
n(randn(1, 3, 8, 8));`,
    faults: [["module undeclared-name"], []],
  },
  {
    name: "a forward that throws: the model, and not the one beside it",
    text: `class M extends nn.Module {
  c = new nn.Conv2d(3, 8, 3);
  forward(x: Tensor) { x = this.c(x); throw new Error("no"); return x; }
}
const m = new M();
m(randn(1, 3, 8, 8));
const n = new nn.Sequential(new nn.Conv2d(3, 8, 3));
n(randn(1, 3, 8, 8));`,
    faults: [["module thrown"], []],
  },
];

describe("a problem of a file belongs to what is wrong of its models", () => {
  for (const { name, text, faults } of cases)
    it(name, () => {
      const view = viewOf(imports + text);
      const found = view.analysis.models.map((model) => {
        const { graph, faults } = modelDocument(view, model);
        const nodeName = (id: number) => graph.nodes[id]?.owner ?? graph.nodes[id]?.op;
        return faults.flatMap(({ problem: { code }, nodes, modules }) => [
          ...nodes.map((id) => `node ${nodeName(id)} ${code}`),
          ...modules.map((path) => ["module", path, code].filter(Boolean).join(" ")),
        ]);
      });
      assert.deepEqual(found, faults);
    });
});
