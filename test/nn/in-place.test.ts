import assert from "node:assert/strict";
import { describe, it } from "mocha";
import {
  F,
  ModelError,
  nn,
  ones,
  randn,
  type Tensor,
  tensor,
  trace,
  zeros,
} from "../../src/library/index.ts";

const numbers = async (x: Tensor): Promise<number[]> => [...(await x.data())];

describe("methods in place", () => {
  it("put the result in the place of the tensor, which they give back", async () => {
    const x = tensor([1, -2]);
    const [before, alias, copy] = [x.mul(10), x, x.clone()];
    assert.equal(x.add_(1), x);
    assert.deepEqual(await numbers(alias), [2, -1]);
    assert.deepEqual(
      await numbers(
        x
          .relu_()
          .mul_(3)
          .sub_(1)
          .div_(tensor([5, 2])),
      ),
      [1, -0.5],
    );
    assert.deepEqual(await numbers(before), [10, -20]);
    assert.deepEqual(await numbers(copy), [1, -2]);
    assert.deepEqual(await numbers(F.leakyRelu_(copy, 0.5)), [1, -1]);
    assert.deepEqual(await numbers(copy.clamp_(0).pow_(2).clampMax_(0.5)), [0.5, 0]);
    const view = tensor([1, 2]).view(2, 1);
    assert.deepEqual(await numbers(view.square_().neg_()), [-1, -4]);
  });

  it("stand in the graph like any other op", () => {
    class Net extends nn.Module {
      forward(x: Tensor): Tensor {
        const y = x.add(1);
        y.mul_(x);
        x.relu_();
        return y.add(x);
      }
    }
    const x = randn(2, 3);
    const { nodes, inputs } = trace(new Net(), x);
    assert.deepEqual(
      nodes.map(({ op, inputs }) => `${op} ${inputs.join()}`),
      ["input ", "input ", "add 0,1", "mul 2,0", "relu 0", "add 3,4"],
    );
    assert.deepEqual(inputs, [0]);
  });

  it("refuse what would change in another way than in PyTorch, where it is used", () => {
    const refused = (call: () => unknown, message: RegExp): void =>
      assert.throws(call, (error) => {
        assert.ok(error instanceof ModelError, String(error));
        assert.match(error.message, message);
        return true;
      });
    const x = randn(1, 4, 4, 4);
    const half = x.narrow(1, 0, 2);
    const later = x.flatten(1);
    half.add_(1);
    half.relu();
    refused(() => x.relu(), /A view that shares this tensor's numbers was changed in place/);
    refused(() => later.relu(), /shares this tensor's numbers/);
    const base = randn(2, 2);
    const view = base.view(4);
    base.mul_(2);
    refused(() => view.relu(), /shares this tensor's numbers/);
    base.view(4).relu();
    refused(() => new nn.Linear(2, 2).weight.mul_(2), /A parameter or a buffer cannot be changed in place/);
    refused(() => ones(3).add_(zeros(2, 3)), /has to stay \[3\], but the result would be \[2, 3\]/);
    refused(() => ones(3).add_(zeros(2)), /cannot combine/);
  });

  it("refuse a stale view as what a model gives", () => {
    class Stale extends nn.Module {
      forward(x: Tensor): Tensor {
        const y = x.mul(1);
        const view = y.view(-1);
        y.add_(1);
        return view;
      }
    }
    assert.throws(() => new Stale()(ones(2, 2)), /shares this tensor's numbers was changed in place/);
    assert.throws(() => trace(new Stale(), ones(2, 2)), /shares this tensor's numbers was changed in place/);
  });
});
