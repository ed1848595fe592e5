import assert from "node:assert/strict";
import { describe, it } from "mocha";
import {
  arange,
  eye,
  full,
  ModelError,
  nn,
  ones,
  rand,
  randn,
  type Tensor,
  tensor,
  trace,
  zeros,
} from "../../src/library/index.ts";
import { openStarts, parametersIn, summarize } from "../../src/passes/index.ts";
import { assertOracleAgrees } from "../support/oracle.ts";

/** Held by a field, in a list, in a list of its own kind, twice, and not at all. */
class Net extends nn.Module {
  inner = new nn.Conv2d(3, 4, 1);
  scale = new nn.Parameter(ones(4, 1, 1).mul(0.5));
  weights = [new nn.Parameter(full([1], 2)), new nn.Parameter(randn(1))];
  shift: nn.Buffer | null = null;
  again = this.scale;
  idle = new nn.Parameter(zeros(3, 5), false);

  constructor() {
    super();
    this.registerBuffer("shift", tensor([1, -2, 3, -4]).view(1, 4, 1, 1));
  }

  forward(x: Tensor): Tensor {
    const y = this.inner(x)
      .mul(this.scale)
      .add(this.shift as Tensor);
    return y.mul(this.weights[0] as Tensor).add(this.scale.mul(this.weights[1] as Tensor));
  }
}

describe("a parameter", () => {
  const net = new Net();

  it("is named by the field that holds it, a module's own before those of its layers", () => {
    assert.deepEqual(
      net.namedParameters().map(([name, { shape }]) => `${name} ${shape.join("×")}`),
      ["scale 4×1×1", "weights.0 1", "weights.1 1", "idle 3×5", "inner.weight 4×3×1×1", "inner.bias 4"],
    );
    assert.deepEqual(
      net.namedBuffers().map(([name]) => name),
      ["shift"],
    );
    assert.equal(net.getParameter("weights.1"), net.weights[1]);
    assert.deepEqual([net.modules().length, net.children().length], [2, 1]);
    assert.deepEqual([net.scale.requiresGrad, net.idle.requiresGrad], [true, false]);
    assert.ok(net.inner.weight instanceof nn.Parameter && net.shift instanceof nn.Buffer);
  });

  it("comes after what its layer keeps where a subclass adds it, and learned tensors come before others", () => {
    class Scaled extends nn.BatchNorm2d {
      mask = new nn.Buffer(zeros(1));
      gain = new nn.Parameter(ones(1));
      act = new nn.PReLU();
    }
    // The order of PyTorch 1.13's `state_dict` for the same class.
    assert.deepEqual(Object.keys(new Scaled(2).stateDict()), [
      "weight",
      "bias",
      "gain",
      "running_mean",
      "running_var",
      "mask",
      "act.weight",
    ]);
  });

  it("starts from long calculations of written numbers, of which each is done once", () => {
    let doubled = ones(2);
    for (let step = 0; step < 20; step++) doubled = doubled.add(doubled);
    const mask = new nn.Buffer(doubled);
    assert.deepEqual(mask.application.attrs.numbers, [2 ** 20, 2 ** 20]);
  });

  it("counts once, whatever uses it, and is among a model's weights", () => {
    const graph = trace(net, randn(1, 3, 5, 5));
    const { total, unused } = summarize(graph);
    assert.deepEqual([total.parameters, total.buffers], [16 + 4 + 2 + 15, 4]);
    assert.deepEqual(
      unused.map(({ path }) => path),
      ["idle"],
    );
    const names = parametersIn(graph).map(({ name }) => name);
    assert.deepEqual(
      names.toSorted(),
      Object.keys(net.stateDict())
        .filter((name) => name !== "again")
        .toSorted(),
    );
  });

  it("is what ONNX Runtime makes of it", async () => {
    assert.ok((await assertOracleAgrees(trace(net, randn(2, 3, 5, 7)), [{ tolerance: 1e-5 }])) > 0);
  });

  it("starts as its data say", async () => {
    const starts = async (data: Tensor): Promise<number[]> => [...(await new nn.Parameter(data).data())];
    assert.deepEqual(await starts(ones(2).mul(3).add(1).div(2).sub(1)), [1, 1]);
    assert.deepEqual(
      await starts(
        tensor([
          [1, 2],
          [3, 4],
        ]).mul(2),
      ),
      [2, 4, 6, 8],
    );
    assert.deepEqual(await starts(full([], 7)), [7]);
    const normal = await starts(randn(40, 50).mul(0.02).add(1));
    const mean = normal.reduce((sum, value) => sum + value, 0) / normal.length;
    const variance = normal.reduce((sum, value) => sum + (value - mean) ** 2, 0) / normal.length;
    assert.ok(Math.abs(mean - 1) < 0.002 && Math.abs(Math.sqrt(variance) - 0.02) < 0.001);
    const uniform = await starts(rand(1000).mul(4).sub(2));
    assert.ok(Math.min(...uniform) >= -2 && Math.max(...uniform) <= 2);
    assert.ok(Math.min(...uniform) < -1.9 && Math.max(...uniform) > 1.9);
  });

  it("starts from numbers that were put in their places one by one", async () => {
    const filter = zeros(4, 7, 7);
    for (let c = 0; c < 4; c++)
      for (let y = 0; y < 7; y++) for (let x = 0; x < 7; x++) filter.index(c, y, x).fill_(49 * c + 7 * y + x);
    assert.deepEqual([...(await new nn.Buffer(filter).data())], [...Array(196).keys()]);
  });

  it("starts from what is calculated of written numbers", async () => {
    const starts = async (data: Tensor): Promise<number[]> => [...(await new nn.Parameter(data).data())];
    const std = tensor([0.5, 0.25]);
    assert.deepEqual(
      await starts(
        eye(2)
          .view(2, 2, 1, 1)
          .div(std.view(2, 1, 1, 1)),
      ),
      [2, 0, 0, 4],
    );
    const binomial = tensor([1, 2, 1]);
    const blur = binomial.view(3, 1).mul(binomial.view(1, 3));
    const filter = blur.div(blur.sum()).repeat(2, 1, 1, 1);
    assert.deepEqual(
      (await starts(filter)).slice(9),
      [1, 2, 1, 2, 4, 2, 1, 2, 1].map((part) => part / 16),
    );
  });

  it("keeps its shape where there is too much to calculate, and runs on numbers of a file", async () => {
    const windows = arange(56).view(8, 7).unsqueeze(1).sub(arange(56).view(8, 7).unsqueeze(2));
    const mask = windows.ne(0).repeat(8, 7, 7).mul(-100);
    assert.equal((await new nn.Buffer(mask).data()).length, 153_664, "Swin's mask of shifted windows");
    const large = zeros(600, 600).add(1).relu();
    let long = zeros(512, 512);
    for (let times = 0; times < 20; times++) long = long.relu();
    for (const data of [large, long]) {
      class Masked extends nn.Module {
        mask = new nn.Buffer(data);
        forward(x: Tensor): Tensor {
          return x.add(this.mask);
        }
      }
      const graph = trace(new Masked(), randn(data.shape));
      assert.deepEqual(
        openStarts(graph).map(({ path, reason }) => [path, reason]),
        [["mask", "there are too many numbers to calculate"]],
      );
      assert.ok((await new Masked().mask.data()).every(Number.isNaN));
    }
  });

  it("belongs to a model where its numbers are asked for alone", async () => {
    const [one, other] = [new nn.Linear(2, 2), new nn.Linear(2, 2)];
    const both = one(ones(1, 2))
      .add(other(ones(1, 2)))
      .add(one.weight.view(4).narrow(0, 0, 2));
    assert.equal((await both.data()).length, 2);
  });

  it("does not start from what is calculated, or is no tensor", () => {
    assert.throws(() => new nn.Parameter(randn(2).relu()), ModelError);
    assert.throws(() => new nn.Parameter(new nn.Linear(2, 2).weight.mul(2)), ModelError);
    let doubled = ones(1);
    for (let times = 0; times < 80; times++) doubled = doubled.add(doubled);
    assert.deepEqual(
      new nn.Parameter(doubled).application.attrs.numbers,
      [2 ** 80],
      "each is calculated once",
    );
    assert.throws(() => new nn.Parameter([1, 2] as unknown as Tensor), /expects a tensor/);
    assert.throws(() => tensor([[1], [2, 3]]), TypeError);
  });
});
