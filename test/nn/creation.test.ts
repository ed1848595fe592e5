import assert from "node:assert/strict";
import { describe, it } from "mocha";
import {
  arange,
  eye,
  input,
  linspace,
  manualSeed,
  ones,
  randn,
  type Tensor,
  tensor,
  zeros,
} from "../../src/nn/index.ts";

describe("random tensors", () => {
  it("draw from streams numbered in the order in which they are made, from 0 after a seed", () => {
    manualSeed(0);
    const made = [randn(2), ones(2), randn(2), zeros(2), input(2)];
    assert.deepEqual(
      made.map(({ application }) => application.attrs),
      [
        { shape: [2], fill: "randn", value: 0, stream: 0 },
        { shape: [2], fill: "constant", value: 1, stream: 0 },
        { shape: [2], fill: "randn", value: 0, stream: 1 },
        { shape: [2], fill: "constant", value: 0, stream: 0 },
        { shape: [2], fill: "given", value: 0, stream: 2 },
      ],
    );
    manualSeed(0);
    assert.equal(randn(2).application.attrs.stream, 0);
  });

  it("refuse a seed that is no number", () => {
    for (const seed of ["3", null, [0, 0], Number.NaN])
      assert.throws(() => manualSeed(seed as number), { message: "manualSeed takes a number." });
  });

  it("leave the author's array alone", () => {
    const sizes = [1, 2];
    randn(sizes);
    assert.ok(!Object.isFrozen(sizes));
  });
});

describe("tensors of numbers in order", () => {
  const valuesOf = (x: Tensor): unknown => x.application.attrs.values;

  it("are PyTorch's", () => {
    assert.deepEqual(valuesOf(eye(2, 3)), [1, 0, 0, 0, 1, 0]);
    assert.deepEqual(eye(3).shape, [3, 3]);
    assert.deepEqual(valuesOf(arange(3)), [0, 1, 2]);
    assert.deepEqual(valuesOf(arange(1, 2.6, 0.5)), [1, 1.5, 2, 2.5]);
    assert.deepEqual(valuesOf(arange(3, 0, -1)), [3, 2, 1]);
    assert.deepEqual(valuesOf(linspace(-1, 1, 5)), [-1, -0.5, 0, 0.5, 1]);
    assert.deepEqual(valuesOf(linspace(2, 9, 1)), [2]);
  });

  it("are written in lists of equal lengths at every depth", () => {
    assert.deepEqual(
      valuesOf(
        tensor([
          [1, 2],
          [3, 4],
        ]),
      ),
      [1, 2, 3, 4],
    );
    assert.deepEqual([tensor(5).shape, tensor([[[1]], [[2]]]).shape], [[], [2, 1, 1]]);
    const uneven = [
      [[1, 2], [3]],
      [
        [1, 2],
        [3, [4]],
      ],
      [[1], 2],
      [1, [2]],
      [[[1]], [2]],
      [[], [1]],
      Object.assign([1], { 2: 3 }),
    ];
    for (const numbers of uneven) assert.throws(() => tensor(numbers), /equally long/);
  });

  it("refuse what has no such numbers", () => {
    assert.throws(() => arange(0, 3, -1), /0 numbers or more/);
    assert.throws(() => arange(0, 3, 0), RangeError);
    assert.throws(() => linspace(0, 1, 2.5), /not 2.5/);
    assert.throws(() => eye("3" as unknown as number), { message: "eye takes numbers." });
  });
});

describe("a size by name", () => {
  const x = randn("N", 3, 8, 8);

  it("is a size like any other where it is passed on", () => {
    assert.equal(String(x.reshape(x.size(0), -1)), "Tensor [N, 192]");
    assert.equal(`${x.size(0)}`, "N");
  });

  it("throws where JavaScript would calculate NaN", () => {
    assert.throws(() => x.size(0) * 4, /JavaScript cannot calculate with N/);
    assert.throws(() => x.shape.reduce((a, b) => a * b), /cannot calculate with N/);
    assert.throws(() => (x.shape[0] ?? 0) > 4, /cannot calculate with N/);
  });
});
