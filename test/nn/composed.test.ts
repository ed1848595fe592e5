import assert from "node:assert/strict";
import { describe, it } from "mocha";
import {
  arange,
  div,
  F,
  full,
  meshgrid,
  nn,
  ones,
  pow,
  type Tensor,
  tensor,
} from "../../src/library/index.ts";

const numbers = async (x: Tensor): Promise<readonly number[]> => [...(await x.data())];

describe("what comes down to other functions", () => {
  it("a grid of coordinates has its first axis in rows or in columns", async () => {
    const axes = [arange(2), arange(3)];
    const [rows, columns] = meshgrid(axes, { indexing: "xy" }) as [Tensor, Tensor];
    assert.deepEqual(rows.shape, [3, 2]);
    assert.deepEqual(await numbers(rows), [0, 1, 0, 1, 0, 1]);
    assert.deepEqual(await numbers(columns), [0, 0, 1, 1, 2, 2]);
    assert.deepEqual(meshgrid(axes, { indexing: "ij" })[0]?.shape, [2, 3]);
    assert.throws(() => meshgrid(axes, { indexing: "yx" as "xy" }), /indexing "ij" or "xy"/);
  });

  it("numbers are divided by the root of their mean square, with a weight of one's own", async () => {
    const x = tensor([[3, 4]]);
    const near = (await numbers(F.rmsNorm(x, 2, { weight: tensor([1, 2]), eps: 0 }))).map(
      (one) => one * Math.sqrt(12.5),
    );
    assert.ok(Math.abs((near[0] ?? 0) - 3) < 1e-6 && Math.abs((near[1] ?? 0) - 8) < 1e-5, String(near));
    assert.deepEqual(await numbers(F.rmsNorm(x, [2])), await numbers(new nn.RMSNorm(2)(x)));
  });

  it("the p-norm of a window of a volume", async () => {
    const x = full([1, 1, 2, 2, 2], 2);
    assert.deepEqual((await numbers(F.lpPool3d(x, 2, 2))).map(Math.fround), [Math.fround(Math.sqrt(32))]);
    assert.deepEqual(new nn.LPPool3d(1, [1, 2, 2], { stride: 1 })(x).shape, [1, 1, 2, 1, 1]);
  });

  it("parts are taken out of dictionaries, and lists of parameters grow", () => {
    const choices = new nn.ModuleDict<nn.Layer>({ relu: new nn.ReLU(), linear: new nn.Linear(2, 3) });
    assert.ok(choices.pop("linear") instanceof nn.Linear);
    assert.deepEqual(choices.keys(), ["relu"]);
    assert.equal(choices.parameters().length, 0);
    assert.throws(() => choices.pop("linear"), /There is no module "linear"/);
    assert.deepEqual(choices.clear().keys(), []);
    const weights = new nn.ParameterList().extend([new nn.Parameter(ones(2)), new nn.Parameter(ones(3))]);
    assert.deepEqual(Object.keys(weights.stateDict()), ["0", "1"]);
  });

  it("quotients are rounded down or towards 0", async () => {
    const x = tensor([-3, 3, 4]);
    assert.deepEqual(await numbers(x.div(2, { roundingMode: "floor" })), [-2, 1, 2]);
    assert.deepEqual(await numbers(div(x, 2, { roundingMode: "trunc" })), [-1, 1, 2]);
    assert.throws(() => x.div(2, { roundingMode: "up" as "floor" }), /roundingMode "floor" or "trunc"/);
  });

  it("a number is taken to the powers that a tensor has", async () => {
    assert.deepEqual(await numbers(pow(2, arange(4))), [1, 2, 4, 8]);
  });

  it("places become ones or rows of a table", async () => {
    const places = tensor([[2, 0]]);
    assert.deepEqual(await numbers(F.oneHot(places, 3)), [0, 0, 1, 1, 0, 0]);
    const rows = F.embedding(
      places,
      tensor([
        [1, 2],
        [3, 4],
        [5, 6],
      ]),
    );
    assert.deepEqual(rows.shape, [1, 2, 2]);
    assert.deepEqual(await numbers(rows), [5, 6, 1, 2]);
    assert.throws(() => F.oneHot(places, -1), /numClasses must be a whole number/);
  });

  it("a triangle of infinities leaves zeros elsewhere", async () => {
    const mask = full([2, 2], Number.NEGATIVE_INFINITY).triu(1);
    assert.deepEqual(await numbers(mask), [0, Number.NEGATIVE_INFINITY, 0, 0]);
    assert.throws(() => ones(3).tril(), /tril takes matrices/);
  });
});

describe("parameters by name", () => {
  it("are learned under their names", () => {
    const scales = new nn.ParameterDict({ p3: new nn.Parameter(ones(2)) });
    scales.set("p4", new nn.Parameter(ones(3))).update(new Map([["p5", new nn.Parameter(ones(4))]]));
    assert.deepEqual(scales.keys(), ["p3", "p4", "p5"]);
    assert.deepEqual(Object.keys(scales.stateDict()), ["p3", "p4", "p5"]);
    assert.equal(scales.get("p4").numel(), 3);
    assert.equal(scales.has("p6"), false);
    assert.equal(scales.values().length, scales.entries().length);
    assert.throws(() => scales.get("p6"), /no parameter "p6"/);
    assert.throws(() => scales.set("get", new nn.Parameter(ones(1))), /something else under "get"/);
    assert.throws(() => scales.set("p7", ones(1) as nn.Parameter), /nn.Parameter/);
    assert.throws(() => scales(), /has no forward/);
  });
});
