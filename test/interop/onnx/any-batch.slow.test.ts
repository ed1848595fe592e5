import assert from "node:assert/strict";
import { describe, it } from "mocha";
import { exportOnnx } from "../../../src/interop/onnx/index.ts";
import { F, input, nn, ones } from "../../../src/nn/index.ts";
import { trace } from "../../../src/nn/running/trace.ts";
import type { Tensor } from "../../../src/nn/tensor.ts";
import { openSession, randnInput, requirePlan } from "../../../src/runtime/index.ts";
import { assertAgree } from "../../support/agree.ts";
import { backends } from "../../support/kernels.ts";
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
      antialias: false,
      recomputeScaleFactor: false,
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

describe("a symbolic batch in ONNX", () => {
  for (const net of [Net, Decoder, Rearranged])
    it(`stays one for ${net.name}: the file takes any`, () => assertAnyBatch(() => new net()));
});

async function assertAnyBatch(make: () => nn.Module): Promise<void> {
  const { value: model, problems } = exportOnnx(trace(make(), input("N", 3, 12, 13)), { read: testValues });
  assert.deepEqual(problems, []);
  assert.ok(model);
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
