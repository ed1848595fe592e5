import assert from "node:assert/strict";
import { describe, it } from "mocha";
import { F, nn, randn } from "../../src/library/entry.ts";

const x = randn(1, 4, 8, 8);
const net = new nn.Sequential(new nn.ReLU());

/** Where a name of PyTorch's is read, and the words of the error that Node throws. */
const reads: readonly (readonly [what: string, owner: object, name: string, words: string])[] = [
  ["a function in PyTorch's style", F, "max_pool2d", "F has no max_pool2d. Did you mean F.maxPool2d?"],
  ["a function of another namespace", nn, "relu", "nn has no relu. Did you mean F.relu?"],
  ["a class with other capitals", nn, "BatchNorm2D", "nn has no BatchNorm2D. Did you mean nn.BatchNorm2d?"],
  ["a package", nn, "functional", 'nn has no functional. Did you mean F, an export of "cnn-blocks" itself?'],
  [
    "a name of an inner namespace",
    nn.init,
    "kaiming_normal_",
    "init has no kaiming_normal_. Did you mean nn.init.kaimingNormal_?",
  ],
  ["what has no equal", nn, "LSTM", "nn has no LSTM. There are no recurrent layers."],
  ["a function that is a method", F, "eq", "F has no eq. It is a method of tensors here: x.eq(…)."],
  ["a second name", x, "clip", "Tensor has no clip. Did you mean clamp?"],
  [
    "a form in place",
    x,
    "unsqueeze_",
    "Tensor has no unsqueeze_. It has no form in place here: write x = x.unsqueeze(…).",
  ],
  ["a method that is a function", x, "where", "Tensor has no where. Write where(condition, x, y)."],
  ["the transpose in place", x, "t_", "Tensor has no t_. It has no form in place here: write x = x.t(…)."],
  ["a module's method", net, "state_dict", "Sequential has no state_dict. Did you mean stateDict?"],
  [
    "a module's method in place",
    net,
    "requires_grad_",
    "Sequential has no requires_grad_. Did you mean requiresGrad_?",
  ],
];

describe("names of PyTorch where a file runs", () => {
  for (const [what, owner, name, message] of reads)
    it(`${what} throws with what to write instead`, () => {
      assert.throws(() => Reflect.get(owner, name), { name: "TypeError", message });
    });

  it("leave all that is there, and whatever else may be asked for", () => {
    assert.equal(Reflect.get(nn, "GrandNorm"), undefined);
    assert.equal("BatchNorm2D" in nn, false);
    assert.deepEqual(F.relu(x).shape, [1, 4, 8, 8]);
    assert.ok(new nn.ReLU() instanceof nn.Module);
    const { weight } = nn.utils.parametrizations.weightNorm(new nn.Linear(2, 2));
    assert.deepEqual(weight.shape, [2, 2]);
    assert.ok(Object.keys(nn).includes("Conv2d"));
  });

  it("a module may have as fields of its own", () => {
    class Named extends nn.Module {
      state_dict = 3;
      override forward(): void {}
    }
    assert.equal(new Named().state_dict, 3);
  });
});
