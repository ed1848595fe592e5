import assert from "node:assert/strict";
import { describe, it } from "mocha";
import {
  eye,
  full,
  ModelError,
  nn,
  ones,
  randn,
  type Tensor,
  tensor,
  trace,
  zeros,
} from "../../src/library/index.ts";
import { parametersIn } from "../../src/passes/index.ts";

const numbersOf = async (tensor: Tensor): Promise<number[]> => [...(await tensor.data())];
const filled = (...sizes: number[]): nn.Parameter => new nn.Parameter(zeros(...sizes));

function meanOf(numbers: readonly number[]): number {
  return numbers.reduce((sum, value) => sum + value, 0) / numbers.length;
}

function deviationOf(numbers: readonly number[]): number {
  const mean = meanOf(numbers);
  return Math.sqrt(meanOf(numbers.map((value) => (value - mean) ** 2)));
}

function assertNear(actual: number, expected: number, share = 0.03): void {
  assert.ok(Math.abs(actual - expected) <= share * Math.abs(expected), `${actual} is not near ${expected}`);
}

describe("nn.init", () => {
  it("scales random numbers by the fans, as PyTorch does", async () => {
    const shape = [64, 32, 3, 3];
    const [fanIn, fanOut] = [32 * 9, 64 * 9];
    const deviation = async (made: Tensor): Promise<number> => deviationOf(await numbersOf(made));
    const { init } = nn;
    assertNear(await deviation(init.kaimingNormal_(filled(...shape))), Math.sqrt(2 / fanIn));
    const relu = { mode: "fan_out", nonlinearity: "relu" } as const;
    assertNear(await deviation(init.kaimingNormal_(filled(...shape), relu)), Math.sqrt(2 / fanOut));
    const leaky = { a: Math.sqrt(5) };
    assertNear(await deviation(init.kaimingUniform_(filled(...shape), leaky)), Math.sqrt(1 / (3 * fanIn)));
    const both = Math.sqrt(2 / (fanIn + fanOut));
    assertNear(await deviation(init.xavierNormal_(filled(...shape), 2)), 2 * both);
    const uniform = await numbersOf(init.xavierUniform_(filled(...shape), { gain: 0.5 }));
    assertNear(Math.max(...uniform), 0.5 * Math.sqrt(3) * both);
    assertNear(deviationOf(uniform), 0.5 * both);
  });

  it("draws from the distributions that it is told", async () => {
    const normal = await numbersOf(nn.init.normal_(filled(50, 80), 1, 0.02));
    assertNear(meanOf(normal), 1);
    assertNear(deviationOf(normal), 0.02);
    const uniform = await numbersOf(nn.init.uniform_(filled(4000), { a: -3, b: 1 }));
    assert.ok(Math.min(...uniform) >= -3 && Math.max(...uniform) <= 1);
    assertNear(meanOf(uniform), -1, 0.05);
    const cut = await numbersOf(nn.init.truncNormal_(filled(4000), 0, 1, -1, 0.5));
    assert.ok(Math.min(...cut) >= -1 && Math.max(...cut) <= 0.5);
    assert.ok(new Set(cut).size > 3900, "what lay outside is drawn again");
    assert.deepEqual(
      new Set(await numbersOf(nn.init.truncNormal_(filled(9), { a: 90, b: 91 }))),
      new Set([90]),
    );
  });

  it("makes matrices orthogonal", async () => {
    for (const [rows, columns, gain] of [
      [4, 6, 1],
      [6, 4, 2],
    ] as const) {
      const numbers = await numbersOf(nn.init.orthogonal_(filled(rows, columns), gain));
      const at = (row: number, column: number): number => numbers[row * columns + column] ?? Number.NaN;
      const [count, length] = [Math.min(rows, columns), Math.max(rows, columns)];
      for (let one = 0; one < count; one++)
        for (let other = 0; other < count; other++) {
          let product = 0;
          for (let i = 0; i < length; i++)
            product += rows < columns ? at(one, i) * at(other, i) : at(i, one) * at(i, other);
          assert.ok(Math.abs(product - (one === other ? gain * gain : 0)) < 1e-5);
        }
    }
  });

  it("leaves a share of each column at 0", async () => {
    const numbers = await numbersOf(nn.init.sparse_(filled(50, 40), { sparsity: 0.91, std: 0.5 }));
    const columns = Array.from({ length: 40 }, (_, column) =>
      Array.from({ length: 50 }, (__, row) => numbers[row * 40 + column] ?? Number.NaN),
    );
    for (const column of columns) assert.equal(column.filter((value) => value === 0).length, 46);
    const first = columns.map((column) => column.findIndex((value) => value !== 0));
    assert.ok(new Set(first).size > 10, "each column has its own zeros");
    assertNear(deviationOf(numbers.filter((value) => value !== 0)), 0.5, 0.1);
    const none = await numbersOf(nn.init.sparse_(filled(3, 4), 1));
    assert.deepEqual(new Set(none), new Set([0]));
  });

  it("makes identities", async () => {
    assert.deepEqual(await numbersOf(nn.init.eye_(filled(2, 3))), [1, 0, 0, 0, 1, 0]);
    // From PyTorch: nn.init.dirac_(torch.empty(4, 2, 3), groups=2)
    assert.deepEqual(
      await numbersOf(nn.init.dirac_(filled(4, 2, 3), 2)),
      [0, 1, 0, 0, 0, 0, 0, 0, 0, 0, 1, 0, 0, 1, 0, 0, 0, 0, 0, 0, 0, 0, 1, 0],
    );
    const conv = new nn.Conv2d(2, 2, 3, { padding: 1, bias: false });
    nn.init.dirac_(conv.weight);
    const x = randn(1, 2, 4, 5);
    assert.deepEqual(await numbersOf(conv(x)), await numbersOf(x));
  });

  it("starts what a model keeps, wherever it is used", async () => {
    const net = new nn.Sequential(new nn.Linear(2, 2), new nn.BatchNorm1d(2));
    const [linear, norm] = [net[0] as nn.Linear, net[1] as nn.BatchNorm1d];
    nn.init.constant_(linear.weight, 2);
    nn.init.constant_(linear.bias as nn.Parameter, 1);
    nn.init.ones_(norm.bias as nn.Parameter);
    const graph = trace(net, ones(1, 2));
    assert.deepEqual(
      parametersIn(graph)
        .map(({ name, init }) => `${name} ${JSON.stringify(init)}`)
        .slice(0, 2),
      ['0.weight {"kind":"constant","value":2}', '0.bias {"kind":"constant","value":1}'],
    );
    const [first = 0] = await numbersOf(net(ones(1, 2)));
    assertNear(first, 6, 1e-4);
    assert.deepEqual(await numbersOf(linear.weight.mul(3)), [6, 6, 6, 6]);
    nn.init.zeros_(linear.weight);
    assert.deepEqual(await numbersOf(linear(ones(1, 2))), [1, 1], "the last one counts");
  });

  it("fills a tensor that nothing keeps, and gives it back", async () => {
    const x = zeros(2, 2);
    assert.equal(nn.init.constant_(x, 3), x);
    assert.deepEqual(await numbersOf(x), [3, 3, 3, 3]);
    assert.deepEqual(await numbersOf(new nn.Parameter(nn.init.ones_(full([2], 5)))), [1, 1]);
  });

  it("is what filling a parameter comes to, also through its data as in older sources", async () => {
    const { weight, bias } = new nn.Linear(2, 2);
    assert.ok(bias !== null);
    assert.equal(weight.fill_(3), weight);
    assert.deepEqual(weight.start, { data: "constant", numbers: [3] });
    weight.data.normal_(0, 0.02);
    assert.deepEqual(weight.start, { data: "normal", numbers: [0, 0.02] });
    nn.init.uniform_(weight.data, -1, 1);
    assert.deepEqual(weight.start, { data: "uniform", numbers: [-1, 1] });
    weight.copy_(eye(2).mul(5));
    bias.data = tensor([1, 2]);
    assert.deepEqual(await numbersOf(weight), [5, 0, 0, 5]);
    assert.deepEqual(await numbersOf(bias.data), [1, 2]);
    bias.data.zero_();
    assert.deepEqual(bias.start, { data: "constant", numbers: [0] });
    assert.throws(() => weight.copy_(ones(3, 3)), /has to stay \[2, 2\]/);
  });

  it("goes on from its own numbers where these are scaled or shifted", async () => {
    const { weight, bias } = new nn.Linear(4, 4);
    const startAfter = (change: () => unknown): unknown => {
      change();
      return weight.start;
    };
    assert.deepEqual(
      startAfter(() => weight.data.mul_(-3)),
      { data: "uniform", numbers: [1.5, -1.5] },
    );
    assert.deepEqual(
      startAfter(() => nn.init.truncNormal_(weight, { std: 2 }).mul_(-0.5).add_(1)),
      {
        data: "truncated-normal",
        numbers: [1, 1, 0, 2],
      },
    );
    assert.deepEqual(
      startAfter(() => nn.init.kaimingNormal_(weight).div_(2)),
      {
        data: "fan-normal",
        numbers: [Math.SQRT2 / 2, 0],
      },
    );
    assert.deepEqual(
      startAfter(() => nn.init.sparse_(weight, 0.5, 1).mul_(-2)),
      {
        data: "sparse",
        numbers: [0.5, 2],
      },
    );
    assert.deepEqual(
      startAfter(() => nn.init.ones_(weight).add_(weight).square_()),
      {
        data: "numbers",
        numbers: Array(16).fill(4),
      },
    );
    const values = nn.init
      .uniform_(new nn.Parameter(zeros(1000)), -1, 1)
      .mul_(-2)
      .add_(5);
    const drawn = await numbersOf(values);
    assert.ok(Math.min(...drawn) >= 3 && Math.max(...drawn) <= 7 && Math.max(...drawn) > 6.8);
    bias?.data.copy_(new nn.BatchNorm2d(4).runningVar as nn.Buffer);
    assert.deepEqual(bias?.start, { data: "constant", numbers: [1] });
  });

  it("is open where random numbers are calculated with in any other way", () => {
    const reason = "it is calculated of random numbers";
    const open = { data: "numbers", numbers: [{ kind: "unknown", reason }] };
    const [{ weight }, other] = [new nn.Linear(2, 2), new nn.Linear(2, 2)];
    for (const change of [
      () => weight.copy_(other.weight),
      () => nn.init.kaimingNormal_(weight).add_(1),
      () => nn.init.eye_(weight).mul_(2),
      () => nn.init.normal_(weight).exp_(),
    ]) {
      change();
      assert.deepEqual(weight.start, open);
    }
  });

  it("fills any other tensor, too", async () => {
    const x = ones(2, 3);
    assert.deepEqual(await numbersOf(x.fill_(2).add_(1)), [3, 3, 3, 3, 3, 3]);
    assert.deepEqual(await numbersOf(x.copy_(tensor([1, 2, 3]))), [1, 2, 3, 1, 2, 3]);
    assert.deepEqual(await numbersOf(x.copy_(tensor([[4], [5]]))), [4, 4, 4, 5, 5, 5]);
    assert.throws(() => x.copy_(ones(1, 2, 3)), /has to stay \[2, 3\]/);
    assert.equal(String(randn("N", 3).zero_()), "Tensor [N, 3]");
    assert.equal(x.data.size(1), 3);
    assert.equal(x.data.normal_().uniform_(0, 2).dim(), 2);
    const half = x.narrow(1, 0, 1);
    x.data.fill_(7);
    assert.deepEqual(await numbersOf(half.add(1)), [8, 8]);
  });

  it("calculates gains", () => {
    const { calculateGain } = nn.init;
    assert.deepEqual(
      [calculateGain("relu"), calculateGain("tanh"), calculateGain("conv2d"), calculateGain("selu")],
      [Math.SQRT2, 5 / 3, 1, 0.75],
    );
    assertNear(calculateGain("leaky_relu", 0.2), Math.sqrt(2 / 1.04), 1e-9);
  });

  it("refuses what PyTorch refuses", () => {
    const { init } = nn;
    assert.throws(
      () => init.kaimingNormal_(filled(3)),
      /takes a tensor of at least 2 axes, and this one has 1/,
    );
    assert.throws(() => init.eye_(filled(3, 3, 3)), /of 2 axes/);
    assert.throws(() => init.dirac_(filled(3, 3)), /of 3 to 5 axes/);
    assert.throws(() => init.dirac_(filled(3, 3, 3), 2), /cannot divide 3 output channels into 2 groups/);
    assert.throws(() => init.uniform_(filled(3), 1, 0), /in order/);
    assert.throws(() => init.normal_(filled(3), 0, -1), /0 or more/);
    assert.throws(() => init.sparse_(filled(3, 3, 3), 0.5), /of 2 axes/);
    assert.throws(() => init.sparse_(filled(3, 3), 1.5), /from 0 to 1/);
    assert.throws(() => init.sparse_(filled(3, 3), 0.5, -1), /0 or more/);
    assert.throws(() => init.calculateGain("swish" as "relu"), RangeError);
    assert.throws(
      () => init.kaimingNormal_(filled(3, 3), { mode: "fan" as "fan_in" }),
      /"fan_in" or "fan_out"/,
    );
    assert.throws(() => init.constant_(filled(3), "1" as unknown as number), /val must be a number/);
    assert.throws(() => init.zeros_(null as unknown as Tensor), ModelError);
    assert.throws(() => init.orthogonal_(zeros(3, 3)), /make the tensor an nn.Parameter first/);
  });
});
