import assert from "node:assert/strict";
import { describe, it } from "mocha";
import { F, nn, randn, type Tensor } from "../../src/nn/index.ts";
import { collectModels } from "../../src/nn/running/model-calls.ts";

class Base extends nn.Module {
  conv: nn.Conv2d;
  // Functions have these, and to TypeScript a module is one.
  override name = "a name";
  override length = 7;

  constructor(channels = 4) {
    super();
    this.conv = new nn.Conv2d(3, channels, 1);
  }

  forward(x: Tensor): Tensor {
    return this.conv(x);
  }
}

class Derived extends Base {
  override forward(x: Tensor): Tensor {
    return F.relu(super.forward(x));
  }
}

const x = randn(1, 3, 4, 4);

describe("Module", () => {
  it("is callable: block(x) is block.forward(x)", () => {
    assert.deepEqual(new Base(8)(x).shape, [1, 8, 4, 4]);
  });

  it("inherits, with super", () => {
    const derived = new Derived();
    assert.ok(derived instanceof Derived && derived instanceof Base && derived instanceof nn.Module);
    const output = derived(x);
    assert.deepEqual(
      [output.application.op, output.application.inputs[0]?.application.op],
      ["relu", "conv2d"],
    );
  });

  it("leaves name and length to the author", () => {
    const base = new Base();
    assert.deepEqual([base.name, base.length], ["a name", 7]);
    class Plain extends nn.Module {
      forward(t: Tensor): Tensor {
        return t;
      }
    }
    assert.ok(!("name" in new Plain()) && !("length" in new Plain()));
  });

  it("takes several tensors, and options", () => {
    class Sum extends nn.Module {
      forward(a: Tensor, b: Tensor, { twice = false }: { twice?: boolean } = {}): Tensor {
        return twice ? a.add(b).add(b) : a.add(b);
      }
    }
    assert.equal(new Sum()(x, x, { twice: true }).application.inputs[0]?.application.op, "add");
  });

  it("says that forward is missing", () => {
    // @ts-expect-error TypeScript says so first.
    class Silent extends nn.Module {}
    const call = new Silent() as unknown as () => void;
    assert.throws(call, /Silent has no forward/);
  });

  it("announces what is called from outside every forward, and nothing else", async () => {
    const block = new nn.Sequential(new Base(), new nn.ReLU());
    const calls = await collectModels(() => {
      block(x);
      F.relu(x);
      new nn.Tanh()(x);
    });
    assert.deepEqual(
      calls.map(({ root }) => root.constructor.name),
      ["Sequential", "Tanh"],
    );
    assert.equal(calls[0]?.inputs[0], x.state);
  });

  it("is where it was after a forward that throws", async () => {
    assert.throws(() => new nn.Sequential(new nn.Conv2d(5, 5, 1))(x));
    const calls = await collectModels(() => new Base()(x));
    assert.equal(calls.length, 1);
  });
});
