import assert from "node:assert/strict";
import { describe, it } from "mocha";
import {
  arange,
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
    assert.deepEqual(await numbers(F.relu(x, { inplace: true })), [1, 0]);
    assert.deepEqual(await numbers(x), [1, 0]);
    const view = tensor([1, 2]).view(2, 1);
    assert.deepEqual(await numbers(view.square_().neg_()), [-1, -4]);
  });

  it("come down to others, as those do that give a new tensor", async () => {
    const made = (): Tensor => tensor([-1.5, 0, 2]);
    const [half, mask] = [tensor([0.5, 0.5, 0.5]), tensor([1, 0, 1])];
    assert.deepEqual(await numbers(made().maskedFill_(mask, -Infinity)), [-Infinity, 0, -Infinity]);
    assert.deepEqual(await numbers(made().lerp_(mask, 0.5)), [-0.25, 0, 1.5]);
    assert.deepEqual(await numbers(made().addcmul_(half, mask, { value: 2 })), [-0.5, 0, 3]);
    assert.deepEqual(await numbers(made().addcdiv_(mask, half)), [0.5, 0, 4]);
    assert.deepEqual(await numbers(made().trunc_()), [-1, 0, 2]);
    assert.deepEqual(await numbers(made().logicalNot_()), [0, 1, 0]);
    assert.deepEqual(await numbers(made().logicalAnd_(mask)), [1, 0, 1]);
    assert.deepEqual(await numbers(made().logicalOr_(half)), [1, 1, 1]);
    assert.deepEqual(await numbers(made().logicalXor_(half)), [0, 1, 0]);
    assert.deepEqual(await numbers(tensor([1, 8]).log2_()), [0, 3]);
    assert.deepEqual(await numbers(ones(2, 2).tril_()), [1, 0, 1, 1]);
    assert.deepEqual(await numbers(ones(2, 2).triu_(1)), [0, 1, 0, 0]);
    const scores = ones(2, 2);
    const all = scores;
    scores.maskedFill_(tensor([0, 1]), 3);
    assert.deepEqual(await numbers(all), [1, 3, 1, 3]);
    assert.throws(() => ones(2).maskedFill_(ones(2, 2), 0), ModelError);
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

  it("write through views, as in PyTorch", async () => {
    const made = (): Tensor => arange(1, 25).view(2, 3, 4).clone();
    const seen = async (
      change: (x: Tensor) => Tensor | undefined,
    ): Promise<readonly (readonly number[])[]> => {
      const x = made();
      const other = change(x);
      return [await numbers(x), ...(other === undefined ? [] : [await numbers(other)])];
    };
    // From PyTorch, with the same names and calls: x[:, 0] = …
    const set = await seen((x) => void x.index(":", 0).copy_(tensor([9, 8, 7, 6])));
    assert.deepEqual(set[0]?.slice(0, 5), [9, 8, 7, 6, 5]);
    assert.deepEqual(set[0]?.slice(12, 17), [9, 8, 7, 6, 17]);
    const steps = await seen((x) => void x.index("...", "::2").mul_(10));
    assert.deepEqual(steps[0]?.slice(10, 16), [110, 12, 130, 14, 150, 16]);
    const block = await seen((x) => void x.index(":", "1:", ":-1").fill_(0));
    assert.deepEqual(block[0]?.slice(0, 13), [1, 2, 3, 4, 0, 0, 0, 8, 0, 0, 0, 12, 13]);
    const turned = await seen((x) => {
      const view = x.transpose(1, 2);
      view.index(":", 1).add_(100);
      return view;
    });
    assert.deepEqual(turned[0]?.slice(0, 7), [1, 102, 3, 4, 5, 106, 7]);
    assert.deepEqual(turned[1]?.slice(0, 7), [1, 5, 9, 102, 106, 110, 3]);
    const flat = await seen((x) => {
      const view = x.view(2, 12);
      x.index(0).neg_();
      view.index(":", -1).zero_();
      return view;
    });
    assert.deepEqual(flat[0], flat[1]);
    assert.deepEqual(flat[0]?.slice(9, 14), [-10, -11, 0, 13, 14]);
    const halves = await seen((x) => {
      const [left, right] = x.chunk(2, -1) as [Tensor, Tensor];
      left.neg_();
      return right.add_(left);
    });
    assert.deepEqual(halves[0]?.slice(0, 6), [-1, -2, 2, 2, -5, -6]);
    const chain = await seen((x) => {
      const part = x.narrow(2, 1, 2);
      part.unsqueeze(0).squeeze(0).mul_(2);
      return part;
    });
    assert.deepEqual(chain[0]?.slice(0, 5), [1, 4, 6, 4, 5]);
    assert.deepEqual(chain[1]?.slice(0, 3), [4, 6, 12]);
    const itself = await seen((x) => {
      const view = x.flatten();
      x.mul_(2);
      return void x.view(24).copy_(view);
    });
    assert.deepEqual(itself[0]?.slice(0, 3), [2, 4, 6]);
    const shifted = await seen((x) => void x.index("1:", ":", "0:3").copy_(x.index(":-1", ":", "1:4")));
    assert.deepEqual(shifted[0]?.slice(12), [2, 3, 4, 16, 6, 7, 8, 20, 10, 11, 12, 24]);
  });

  it("refuse to fill what a list of places took, which is a copy", () => {
    const x = arange(4);
    const places = x.index([0, 2]);
    assert.throws(() => places.copy_(arange(2)), /copy_ would fill a copy of the places/);
    assert.throws(() => x.index(tensor([0, 2])).zero_(), /fill_ would fill a copy of the places/);
    assert.deepEqual(places.relu_().shape, [2]);
  });

  it("leave alone what contiguous() has copied, as in PyTorch", async () => {
    const x = arange(12).view(3, 4);
    const copies = [x.transpose(0, 1), x.index(":", "::2"), x.narrow(1, 1, 2), x.index(":", 1)];
    for (const scattered of copies) scattered.contiguous().zero_();
    assert.deepEqual(await numbers(x), [...Array(12).keys()]);
    const [turned, back] = [x.transpose(0, 1).contiguous(), x.transpose(0, 1).transpose(0, 1)];
    for (const same of [
      x,
      x.narrow(0, 1, 2),
      x.view(2, 6),
      back,
      back.view(12),
      x.unsqueeze(1).transpose(0, 1),
    ])
      same.contiguous().add_(1);
    assert.deepEqual(await numbers(x), [5, 6, 7, 8, 10, 11, 12, 13, 14, 15, 16, 17]);
    assert.deepEqual(await numbers(turned), [0, 4, 8, 1, 5, 9, 2, 6, 10, 3, 7, 11]);
  });

  it("refuse what would change in another way than in PyTorch, where it is used", () => {
    const refused = (call: () => unknown, message: RegExp): void =>
      assert.throws(call, (error) => {
        assert.ok(error instanceof ModelError, String(error));
        assert.match(error.message, message);
        return true;
      });
    const x = randn(1, 4, 4, 4);
    const perhapsCopied = x.transpose(1, 2).flatten(1);
    const later = x.select(1, 0);
    perhapsCopied.add_(1).relu();
    refused(() => x.relu(), /A view that shares this tensor's numbers was changed in place/);
    refused(() => later.relu(), /shares this tensor's numbers/);
    const copied = randn("N", 3, 4);
    copied.permute(2, 0, 1).contiguous().zero_().relu();
    refused(() => copied.relu(), /shares this tensor's numbers/);
    const [turned, named] = [randn(2, 3, 4), randn(2, "C", 4)];
    const [rows, next] = [turned.transpose(1, 2).flatten(1), named.permute(2, 0, 1).contiguous()];
    turned.relu_();
    named.relu_();
    refused(() => rows.relu(), /shares this tensor's numbers/);
    refused(() => next.relu(), /shares this tensor's numbers/);
    const base = randn(2, 1);
    const repeated = base.expand(2, 4);
    repeated.mul_(2);
    refused(() => base.relu(), /shares this tensor's numbers/);
    const open = randn("N", 4);
    open.narrow(0, 1, 2).mul_(2);
    refused(() => open.relu(), /shares this tensor's numbers/);
    const { weight } = new nn.Linear(2, 2);
    weight.view(4).mul_(2);
    refused(() => weight.relu(), /shares this tensor's numbers/);
    class Growing extends nn.Module {
      weight = new nn.Parameter(ones(2));
      forward(x: Tensor): Tensor {
        return this.weight.mul_(2).add(x);
      }
    }
    refused(() => new Growing()(ones(2)), /A parameter or a buffer cannot be changed in place/);
    refused(() => ones(3).add_(zeros(2, 3)), /has to stay \[3\], but the result would be \[2, 3\]/);
    refused(() => ones(3).add_(zeros(2)), /cannot combine/);
  });

  it("refuse a stale view as what a model gives", () => {
    class Stale extends nn.Module {
      forward(x: Tensor): Tensor {
        const y = x.mul(1);
        y.transpose(0, 1).flatten().add_(1);
        return y;
      }
    }
    assert.throws(() => new Stale()(ones(2, 2)), /shares this tensor's numbers was changed in place/);
    assert.throws(() => trace(new Stale(), ones(2, 2)), /shares this tensor's numbers was changed in place/);
  });
});
