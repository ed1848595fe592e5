import assert from "node:assert/strict";
import { describe, it } from "mocha";
import { exportOnnx, valueName } from "../../../src/interop/onnx/index.ts";
import type { Graph } from "../../../src/ir/index.ts";
import { F, input, nn, ones, randn } from "../../../src/nn/index.ts";
import { trace } from "../../../src/nn/running/trace.ts";
import type { Tensor } from "../../../src/nn/tensor.ts";
import { openSession, randnInput, requirePlan } from "../../../src/runtime/index.ts";
import { assertAgree } from "../../support/agree.ts";
import { backends } from "../../support/kernels.ts";
import { parseModel } from "../../support/onnx-model.ts";
import { runOnnx } from "../../support/onnx-runtime.ts";
import { testValues, testWeights } from "../../support/test-values.ts";

class Net extends nn.Module {
  conv = new nn.Conv2d(3, 4, 3);
  norm = new nn.LocalResponseNorm(4);
  head = new nn.Linear(4, 5, { bias: false });

  forward(x: Tensor): Tensor {
    const out = this.norm(F.relu(this.conv(x))).mul(ones(4, 1, 1));
    return this.head(F.adaptiveAvgPool2d(out, 1).reshape(-1, 4));
  }
}

/** Enlarges to a size, to a factor's and by a transposed convolution. */
class Decoder extends nn.Module {
  up = new nn.ConvTranspose2d(3, 4, 3, { stride: 2, padding: 1, outputPadding: 1 });

  forward(x: Tensor): Tensor {
    const out = F.interpolate(this.up(x), { scaleFactor: 1.3, mode: "bilinear" });
    return F.interpolate(F.interpolate(out, { size: [17, 40] }), {
      scaleFactor: [1, 2],
      mode: "bilinear",
      alignCorners: true,
    });
  }
}

/** Norms of all kinds, parts, and other orders, of which none fixes the batch. */
class Rearranged extends nn.Module {
  conv = new nn.Conv2d(3, 16, 3);
  norm = new nn.GroupNorm(4, 16);
  rows = new nn.LayerNorm(8);

  forward(x: Tensor): Tensor {
    const [left, right] = F.channelShuffle(this.norm(this.conv(x)), 2).chunk(2, 1);
    if (left === undefined || right === undefined) throw new Error("There are two halves.");
    const last = this.rows(left.permute(0, 2, 3, 1)).permute(0, 3, 1, 2);
    return F.pixelShuffle(last.add(F.instanceNorm(right)), 2).narrow(1, 1, 1);
  }
}

function exported(graph: Graph): Uint8Array {
  const { value, problems } = exportOnnx(graph, { read: testValues });
  assert.deepEqual(problems, []);
  assert.ok(value);
  return value;
}

describe("ONNX export", () => {
  it("a symbolic batch stays one: the file takes any", async () => {
    for (const make of [() => new Net(), () => new Decoder(), () => new Rearranged()])
      await assertAnyBatch(make);
  });

  async function assertAnyBatch(make: () => nn.Module): Promise<void> {
    const model = exported(trace(make(), input("N", 3, 12, 13)));
    const name = "input_0";
    for (const batch of [1, 2, 5]) {
      const graph = trace(make(), input(batch, 3, 12, 13));
      const data = randnInput([batch, 3, 12, 13], 1);
      const [actual = new Float32Array()] = Object.values(
        await runOnnx(model, { [name]: { shape: [batch, 3, 12, 13], data } }),
      );
      for (const kernel of backends) {
        const session = openSession(requirePlan(graph), { kernel, weights: testWeights(graph) });
        const { outputs } = await session.run([data]);
        session.dispose();
        assertAgree(outputs[0]?.data ?? new Float32Array(), actual, 1e-5, kernel.name);
      }
    }
  }

  it("refuses other sizes that are no numbers, and says which node", () => {
    const graph = trace(new nn.ReLU(), input(1, 3, "H", 8));
    const { value, problems } = exportOnnx(graph, { read: testValues });
    assert.equal(value, null);
    assert.deepEqual(
      problems.map(({ code, node }) => [code, node]),
      [["unknown-shape", 0]],
    );
  });

  it("refuses weights that no file of the format can hold, before it makes them", () => {
    const graph = trace(new nn.Linear(1_000_000, 1_000_000), randn(1, 1_000_000));
    const { value, problems } = exportOnnx(graph, { read: () => assert.fail("nothing is made") });
    assert.equal(value, null);
    assert.deepEqual(
      problems.map(({ code, node }) => [code, node]),
      [["too-large", 1]],
    );
  });

  it("a module used twice is written once", () => {
    const layer = new nn.Conv2d(3, 3, 1);
    const twice = new nn.Sequential(layer, new nn.ReLU(), layer);
    const graph = trace(twice, randn(1, 3, 4, 4));
    const { initializers, nodes } = parseModel(exported(graph));
    assert.deepEqual([...initializers.keys()], ["0.weight", "0.bias"]);
    assert.equal(nodes.filter(({ type }) => type === "Conv").length, 2);
    assert.equal(new Set(graph.nodes.map(valueName)).size, graph.nodes.length);
  });
});
