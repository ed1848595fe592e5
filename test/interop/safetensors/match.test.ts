import assert from "node:assert/strict";
import { describe, it } from "mocha";
import { matchWeights, readSafetensors, writeSafetensors } from "../../../src/interop/safetensors/index.ts";
import { input, nn, randn } from "../../../src/nn/index.ts";
import { trace } from "../../../src/nn/running/trace.ts";
import type { Tensor } from "../../../src/nn/tensor.ts";

class Net extends nn.Module {
  conv = new nn.Conv2d(2, 3, 1);
  bn = new nn.BatchNorm2d(3);

  forward(x: Tensor): Tensor {
    return this.bn(
      this.conv(
        this.bn(this.conv(x))
          .mean([1], { keepdim: true })
          .mul(randn(1, 2, 1, 1)),
      ),
    );
  }
}

const graph = trace(new Net(), randn(1, 2, 4, 4));

function stored(shapes: Readonly<Record<string, readonly number[]>>) {
  const tensors = Object.entries(shapes).map(([name, shape], index) => {
    const count = shape.reduce((product, size) => product * size, 1);
    return { name, shape, data: new Float32Array(count).fill(index + 1) };
  });
  const { value } = readSafetensors(writeSafetensors(tensors));
  assert.ok(value);
  return value;
}

class Tied extends nn.Module {
  a = new nn.Linear(2, 2);
  b = this.a;
  c = new nn.ModuleList([this.b, new nn.Linear(2, 3, { bias: false })]);

  forward(x: Tensor): Tensor {
    return (this.c[1] as nn.Linear)(this.b(this.a(x)));
  }
}

const complete = {
  "conv.weight": [3, 2, 1, 1],
  "conv.bias": [3],
  "bn.weight": [3],
  "bn.bias": [3],
  "bn.running_mean": [3],
  "bn.running_var": [3],
};

describe("weights by PyTorch's names", () => {
  it("leaves float32 where it is in the file, since a copy of large weights may not fit beside it", () => {
    const file = writeSafetensors([{ name: "conv.bias", shape: [3], data: Float32Array.of(1, 2, 3) }]);
    for (const shift of [0, 1]) {
      const moved = new Uint8Array(file.length + shift);
      moved.set(file, shift);
      const { value } = readSafetensors(moved.subarray(shift));
      const bias = value && matchWeights(graph, value).weights.get("conv.bias");
      assert.deepEqual(bias, Float32Array.of(1, 2, 3));
      assert.equal(bias?.buffer === moved.buffer, shift === 0);
    }
  });

  it("finds every parameter once, though layers are used twice", () => {
    const { weights, report } = matchWeights(graph, stored(complete));
    assert.deepEqual([...weights.keys()].sort(), Object.keys(complete).sort());
    assert.deepEqual(weights.get("conv.bias"), Float32Array.of(2, 2, 2));
    assert.deepEqual([report.missing, report.surplus, report.misshapen, report.unreadable], [[], [], [], []]);
  });

  it("does not speak of the counters of batch norms", () => {
    const { report } = matchWeights(graph, stored({ ...complete, "bn.num_batches_tracked": [] }));
    assert.deepEqual(report.surplus, []);
  });

  it("reports what is missing, surplus and misshapen", () => {
    const { "bn.bias": _, ...rest } = complete;
    const { weights, report } = matchWeights(
      graph,
      stored({ ...rest, "conv.weight": [3, 2], "head.weight": [1] }),
    );
    assert.deepEqual(report.missing, ["bn.bias"]);
    assert.deepEqual(report.surplus, ["head.weight"]);
    assert.deepEqual(report.misshapen, [{ name: "conv.weight", expected: [3, 2, 1, 1], stored: [3, 2] }]);
    assert.deepEqual(report.matched, [...weights.keys()]);
    assert.equal(weights.size, 4);
  });

  it("reports a dtype that it cannot read", () => {
    const bias = { name: "conv.bias", dtype: "F8_E4M3", shape: [3], bytes: new Uint8Array(3) };
    const { weights, report } = matchWeights(graph, new Map([...stored(complete), ["conv.bias", bias]]));
    assert.deepEqual(report.unreadable, [{ name: "conv.bias", dtype: "F8_E4M3" }]);
    assert.equal(weights.has("conv.bias"), false);
  });

  it("matches whatever the batch is", () => {
    const symbolic = trace(new Net(), input("N", 2, 4, 4));
    assert.equal(matchWeights(symbolic, stored(complete)).report.matched.length, 6);
  });

  it("finds what fields hold more than once under any of its names", () => {
    const tied = trace(new Tied(), randn(1, 2));
    const all = {
      "a.weight": [2, 2],
      "a.bias": [2],
      "b.weight": [2, 2],
      "b.bias": [2],
      "c.0.weight": [2, 2],
    };
    const whole = matchWeights(tied, stored({ ...all, "c.0.bias": [2], "c.1.weight": [3, 2] })).report;
    assert.deepEqual([whole.matched.length, whole.missing, whole.surplus], [3, [], []]);
    const one = matchWeights(
      tied,
      stored({ "b.bias": [2], "c.0.weight": [2, 2], "b.extra": [1], "c.1.weight": [3, 2] }),
    );
    assert.deepEqual(one.weights.get("a.bias"), Float32Array.of(1, 1));
    assert.deepEqual(one.weights.get("a.weight"), Float32Array.of(2, 2, 2, 2));
    assert.deepEqual([one.report.missing, one.report.surplus], [[], ["b.extra"]]);
  });
});
