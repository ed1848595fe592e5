import assert from "node:assert/strict";
import { describe, it } from "mocha";
import {
  arange,
  F,
  ModelError,
  max,
  meshgrid,
  min,
  nn,
  norm,
  ones,
  randn,
  stack,
  type Tensor,
  tensor,
  trace,
  zeros,
} from "../../src/library/index.ts";
import * as tensorFunctions from "../../src/nn/tensor-functions.ts";
import { summarize } from "../../src/passes/index.ts";
import { requirePlan } from "../../src/runtime/index.ts";
import { assertOracleAgrees } from "../support/oracle.ts";

/** By a function whose weights are fields, or calculated from them by `standardized`. */
class Functional extends nn.Module {
  weight = new nn.Parameter(randn(16, 8, 3, 3));
  bias = new nn.Parameter(zeros(16));
  mean = new nn.Buffer(zeros(16));
  variance = new nn.Buffer(ones(16));
  gamma = new nn.Parameter(ones(16));
  isStandardized: boolean;

  constructor(isStandardized: boolean) {
    super();
    this.isStandardized = isStandardized;
  }

  forward(x: Tensor): Tensor {
    const weight = this.isStandardized ? standardized(this.weight) : this.weight;
    const y = F.conv2d(x, weight, this.bias, { padding: 1 });
    return F.relu(F.batchNorm(y, this.mean, this.variance, { weight: this.gamma }).add(y));
  }
}

function standardized(weight: Tensor): Tensor {
  const mean = weight.mean([1, 2, 3], { keepdim: true });
  return weight.sub(mean).div(weight.var([1, 2, 3], { keepdim: true }).sqrt());
}

/** The weights come with the input. */
class Dynamic extends nn.Module {
  forward(x: Tensor, weight: Tensor, up: Tensor, row: Tensor): Tensor {
    const y = F.conv2d(x, weight, row, { stride: [2, 1], padding: "valid", groups: 2 });
    const spread = F.convTranspose2d(y, up, row, { stride: 2, outputPadding: 1, padding: 1, dilation: 2 });
    const normal = F.batchNorm(spread, row, row.square().add(1), { bias: row });
    const styled = F.instanceNorm(normal, { weight: row, bias: row });
    return F.layerNorm(F.groupNorm(styled, 3, { bias: row }), [spread.size(-1)], { eps: 1e-3 });
  }
}

/** A block of a temporal convolutional net, up again by a weight that comes with the input. */
class Temporal extends nn.Module {
  conv = new nn.Conv1d(4, 6, 3, { padding: 1 });
  norm = nn.utils.weightNorm(new nn.Conv1d(6, 6, 3, { padding: 2, dilation: 2 }));

  forward(x: Tensor, weight: Tensor, up: Tensor, row: Tensor): Tensor {
    const y = F.relu(F.conv1d(this.norm(this.conv(x)), weight, row, { stride: 2, padding: 1, groups: 2 }));
    return F.convTranspose1d(y, up, row, { stride: 2, outputPadding: 1, padding: 1 }).mean(-1);
  }
}

/** A volume's convolutions by weights that are normalised, and by such that come with the input. */
class Volumes extends nn.Module {
  down = nn.utils.weightNorm(new nn.Conv3d(2, 6, 3, { stride: 2, padding: 1 }));
  up = nn.utils.weightNorm(new nn.ConvTranspose3d(4, 3, 2, { stride: 2, groups: 1 }), { dim: 1 });

  forward(x: Tensor, weight: Tensor, spread: Tensor, row: Tensor): Tensor {
    const y = F.conv3d(this.down(x), weight, row, { padding: [1, 0, 2], dilation: [1, 1, 2], groups: 2 });
    const z = F.convTranspose3d(F.relu(y), spread, row, { stride: [1, 2, 1], outputPadding: [0, 1, 0] });
    return this.up(z).sigmoid();
  }
}

function algorithms(model: nn.Module, ...inputs: readonly Tensor[]): readonly string[] {
  return requirePlan(trace(model, ...inputs)).steps.map(({ algorithm }) => algorithm);
}

/** SegNet's way down and up again, and a spatial transformer, whose result a tensor of places reads. */
class Placed extends nn.Module {
  pool = new nn.MaxPool2d([3, 2], { stride: 2, padding: [1, 0], returnIndices: true });
  unpool = new nn.MaxUnpool2d([3, 2], { stride: 2, padding: [1, 0] });

  forward(x: Tensor, theta: Tensor): Tensor {
    const [small, indices] = this.pool(x);
    const back = this.unpool(small, indices, x.size());
    const moved = F.gridSample(x, F.affineGrid(theta, x.size()), { paddingMode: "reflection" });
    return moved
      .add(back)
      .gather(1, x.argmax(1, { keepdim: true }))
      .cumsum(-1);
  }
}

describe("places in tensors", () => {
  it("are found, put back, moved and read alike by kernels, references and ONNX Runtime", async () => {
    const graph = trace(new Placed(), randn(2, 5, 8, 9), randn(2, 2, 3));
    assert.ok((await assertOracleAgrees(graph, [{ tolerance: 1e-5 }])) > 0);
  });
});

describe("what a tensor of places takes", () => {
  it("is what PyTorch takes", async () => {
    const numbers = async (x: Tensor): Promise<number[]> => [...(await x.data())];
    const x = arange(1, 7).view(2, 3);
    const places = tensor([
      [2, 0],
      [1, 1],
    ]);
    // From PyTorch: x[:, places], x.index_select(1, …), x[torch.tensor([1, 0, 1])]
    const taken = x.index(":", places);
    assert.deepEqual(taken.shape, [2, 2, 2]);
    assert.deepEqual(await numbers(taken), [3, 1, 2, 2, 6, 4, 5, 5]);
    assert.deepEqual(await numbers(x.indexSelect(-1, tensor([2, 2]))), [3, 3, 6, 6]);
    assert.deepEqual(await numbers(x.index(tensor([1, 0, 1]))), [4, 5, 6, 1, 2, 3, 4, 5, 6]);
    assert.deepEqual(await numbers(x.maskedFill(x.gt(2).mul(x.lt(5)), -1)), [1, 2, -1, -1, 5, 6]);
    const [y, z] = meshgrid([arange(2), arange(3)]) as [Tensor, Tensor];
    assert.deepEqual(await numbers(stack([y, z])), [0, 0, 0, 1, 1, 1, 0, 1, 2, 0, 1, 2]);
    assert.throws(() => x.index(places, 0), /one list of places/);
  });
});

describe("functions with weights", () => {
  for (const isStandardized of [false, true]) {
    const kind = isStandardized ? "weights that are calculated from parameters" : "parameters as weights";

    it(`run ${kind} on the layers' kernels`, async () => {
      const graph = trace(new Functional(isStandardized), randn(2, 8, 9, 10));
      assert.ok((await assertOracleAgrees(graph, [{ tolerance: 1e-5 }])) > 0);
      const layer = new nn.Conv2d(8, 16, 3, { padding: 1 });
      const [expected = ""] = algorithms(layer, randn(2, 8, 9, 10));
      const steps = algorithms(new Functional(isStandardized), randn(2, 8, 9, 10));
      assert.ok(steps.includes(expected) && steps.length <= 3, steps.join());
    });
  }

  it("count what their module keeps, and MACs as the layers", () => {
    const { total } = summarize(trace(new Functional(false), randn(1, 8, 9, 10)));
    assert.deepEqual([total.parameters, total.buffers], [16 * 8 * 9 + 16 + 16, 32]);
    assert.equal(total.macs, 9 * 10 * 16 * 8 * 9);
  });

  it("run weights that are calculated from the input", async () => {
    const inputs = [randn(2, 4, 9, 8), randn(6, 2, 3, 2), randn(6, 6, 2, 3), randn(6)];
    assert.ok((await assertOracleAgrees(trace(new Dynamic(), ...inputs), [{ tolerance: 1e-5 }])) > 0);
  });

  it("run over signals as over images, between layers that do", async () => {
    const inputs = [randn(2, 4, 17), randn(6, 3, 3), randn(6, 6, 3), randn(6)];
    assert.ok((await assertOracleAgrees(trace(new Temporal(), ...inputs), [{ tolerance: 1e-5 }])) > 0);
  });

  it("run over volumes as over images, by weights of the model and such that come with the input", async () => {
    const inputs = [randn(2, 2, 7, 8, 9), randn(4, 3, 2, 1, 3), randn(4, 4, 2, 3, 1), randn(4)];
    assert.ok((await assertOracleAgrees(trace(new Volumes(), ...inputs), [{ tolerance: 1e-4 }])) > 0);
  });

  it("give the numbers of PyTorch", async () => {
    const x = tensor([
      [
        [
          [1, 2],
          [3, 5],
        ],
      ],
    ]);
    const weight = tensor([
      [
        [
          [1, -1],
          [2, 0.5],
        ],
      ],
    ]);
    const numbers = async (y: Tensor): Promise<number[]> => [...(await y.data())];
    assert.deepEqual(await numbers(F.conv2d(x, weight, tensor([1]))), [8.5]);
    assert.deepEqual(await numbers(F.convTranspose2d(x, weight, null, { stride: 2 })), [
      ...[1, -1, 2, -2, 2, 0.5, 4, 1],
      ...[3, -3, 5, -5, 6, 1.5, 10, 2.5],
    ]);
    const normal = F.batchNorm(x, tensor([1]), tensor([4]), {
      weight: tensor([3]),
      bias: tensor([1]),
      eps: 0,
    });
    assert.deepEqual(await numbers(normal), [1, 2.5, 4, 7]);
    const rows = F.batchNorm(tensor([[1], [3]]), null, null, { training: true, eps: 0 });
    assert.deepEqual(await numbers(rows), [-1, 1]);
  });

  it("refuse shapes that do not meet", () => {
    const x = randn(1, 4, 8, 8);
    const refused: readonly [() => Tensor, RegExp][] = [
      [() => F.conv2d(x, randn(6, 3, 3, 3)), /conv2d expects 3 channels, but the input has 4/],
      [() => F.conv2d(x, randn(6, 4, 3)), /expects a weight \[out, in \/ groups, kh, kw\]/],
      [() => F.conv2d(x, randn(6, 4, 3, 3), randn(5)), /expects \[6\], but the input has the shape \[5\]/],
      [() => F.conv2d(x, randn(6, 2, 3, 3), null, { groups: 4 }), /channels/],
      [() => F.conv2d(x, randn(5, 2, 3, 3), null, { groups: 2 }), /groups/],
      [() => F.conv2d(x, randn(6, 4, 9, 9)), /kernel/],
      [() => F.conv2d(x, null as unknown as Tensor), /expects a tensor/],
      [() => F.convTranspose2d(x, randn(3, 6, 2, 2)), /3 channels/],
      [() => F.conv1d(x, randn(6, 4, 3)), /conv1d expects/],
      [() => F.conv1d(randn(1, 4, 8), randn(6, 4, 3, 3)), /expects a weight \[out, in \/ groups, k\]/],
      [
        () => F.conv3d(x.unsqueeze(2), randn(6, 4, 3, 3)),
        /expects a weight \[out, in \/ groups, kd, kh, kw\]/,
      ],
      [() => F.convTranspose3d(x.unsqueeze(2), randn(3, 6, 2, 2, 2)), /3 channels/],
      [() => F.groupNorm(x, 2, { weight: randn(3) }), /expects \[4\]/],
      [() => F.layerNorm(x, 8, { bias: randn(4) }), /expects \[8\]/],
    ];
    for (const [call, message] of refused)
      assert.throws(call, (error) => {
        assert.ok(error instanceof ModelError, String(error));
        assert.match(error.message, message);
        return true;
      });
    assert.throws(() => F.batchNorm(x, null, null), TypeError);
  });
});

describe("lazy layers", () => {
  it("have weights for the first tensor that arrives, and refuse others then", () => {
    const [conv, fc] = [new nn.LazyConv2d(8, 3, { groups: 2 }), new nn.LazyLinear(10)];
    assert.deepEqual([conv.parameters(), fc.inFeatures], [[], null]);
    assert.deepEqual(fc(conv(randn(1, 6, 5, 5)).flatten(1)).shape, [1, 10]);
    assert.deepEqual(
      [...conv.parameters(), ...fc.parameters()].map(({ shape }) => shape),
      [[8, 3, 3, 3], [8], [10, 72], [10]],
    );
    assert.deepEqual([conv.inChannels, fc.inFeatures], [6, 72]);
    assert.throws(() => fc(randn(1, 71)), /expects 72 features/);
    assert.throws(() => new nn.LazyConv2d(7, 3, { groups: 2 }), /groups/);
  });
});

describe("F.instanceNorm and F.batchNorm at other ranks", () => {
  it("apply the op of a signal, an image or a volume", () => {
    assert.equal(F.instanceNorm(randn(2, 3, 5)).application.op, "instance-norm1d");
    assert.equal(F.instanceNorm(randn(2, 3, 4, 5)).application.op, "instance-norm2d");
    assert.equal(F.instanceNorm(randn(2, 3, 4, 5, 6)).application.op, "instance-norm3d");
  });

  it("ask for statistics", () => {
    for (const x of [randn(2, 3), randn(2, 3, 5), randn(2, 3, 4, 5), randn(2, 3, 4, 5, 6)])
      assert.throws(() => F.batchNorm(x, null, zeros(3)), /takes a runningMean and a runningVar/);
  });
});

/** What each function of a tensor is given behind it. */
const functionArguments: Readonly<Record<keyof typeof tensorFunctions, readonly unknown[]>> = {
  squeeze: [0],
  unsqueeze: [1],
  reshape: [[4, -1]],
  permute: [[2, 0, 1]],
  transpose: [0, 2],
  movedim: [0, 1],
  narrow: [1, 1, 2],
  indexSelect: [2, [1, 0]],
  chunk: [2, 1],
  split: [3, 1],
  unbind: [1],
  max: [1],
  min: [1, { keepdim: true }],
  amax: [[0, 1]],
  amin: [],
  argmax: [2],
  argmin: [],
  prod: [1, { keepdim: true }],
  logsumexp: [1],
  std: [[1, 2], { correction: 0 }],
  norm: [1, 2, { keepdim: true }],
  rsqrt: [],
  square: [],
  neg: [],
  sign: [],
  floor: [],
  ceil: [],
  round: [],
  sin: [],
  cos: [],
  erf: [],
  mm: [randn(6, 2)],
};

describe("functions that are methods of tensors", () => {
  const madeBy = (result: Tensor | readonly Tensor[]): unknown =>
    [result].flat().map(({ application: { op, attrs, inputs } }) => [op, attrs, inputs.length]);
  for (const [name, given] of Object.entries(functionArguments)) {
    it(name, () => {
      const x = name === "mm" ? randn(5, 6) : randn(4, 6, 2);
      type Call = (...given: readonly unknown[]) => Tensor;
      const byFunction = (tensorFunctions as unknown as Record<string, Call>)[name]?.(x, ...given) as Tensor;
      const method = (x as unknown as Record<string, Call>)[name] as Call;
      assert.deepEqual(madeBy(byFunction), madeBy(method.call(x, ...given)));
    });
  }

  it("take a second tensor for the larger and the smaller of two", () => {
    assert.equal(max(randn(3), randn(3)).application.op, "maximum");
    assert.equal(min(randn(3), randn(3)).application.op, "minimum");
    assert.deepEqual(max(randn(3, 2), 1).indices.shape, [3]);
    assert.throws(() => norm(3 as unknown as Tensor), /norm expects a tensor/);
  });
});

describe("running statistics", () => {
  it("are buffers of a batch norm, and of an instance norm that keeps some", async () => {
    const norms = [
      new nn.BatchNorm2d(3),
      new nn.InstanceNorm2d(3, { affine: true, trackRunningStats: true }),
    ];
    const [batch, instance] = norms.map((layer) => {
      layer.runningMean?.copy_(tensor([1, 2, 3]));
      layer.runningVar?.fill_(4);
      layer.weight?.data.mul_(3);
      return layer;
    });
    assert.ok(batch !== undefined && instance !== undefined);
    assert.deepEqual(Object.keys(instance.stateDict()), Object.keys(batch.stateDict()));
    assert.equal(batch.stateDict().running_mean, batch.runningMean);
    const x = randn(3, 2, 2);
    const alone = await instance(x).data();
    assert.deepEqual(alone, await batch(x.unsqueeze(0)).data());
    assert.deepEqual(new nn.InstanceNorm2d(3, { trackRunningStats: false }).runningMean, null);
    assert.deepEqual(new nn.LazyBatchNorm1d().runningVar, null);
  });

  it("are left out where a batch norm takes each batch's own", async () => {
    const own = { trackRunningStats: false } as const;
    const x = randn(3, 2, 4, 5);
    const expected = await F.batchNorm(x, null, null, { training: true }).data();
    for (const norm of [new nn.BatchNorm2d(2, own), new nn.LazyBatchNorm2d(own)]) {
      const y = norm(x);
      const difference = (await y.data()).map((number, at) => number - (expected[at] ?? 0));
      assert.ok(Math.max(...difference.map(Math.abs)) < 1e-5);
      assert.deepEqual(y.shape, [3, 2, 4, 5]);
      assert.deepEqual(Object.keys(norm.stateDict()), ["weight", "bias"]);
      assert.equal(norm.runningMean, null);
    }
    assert.deepEqual(new nn.BatchNorm1d(2, own)(randn(6, 2)).shape, [6, 2]);
    assert.throws(() => new nn.BatchNorm2d(2, own)(randn(2, 4, 5)), /BatchNorm2d expects \[N, C, H, W\]/);
    assert.throws(() => new nn.BatchNorm2d(3, own)(x), /3 channels/);
  });
});
