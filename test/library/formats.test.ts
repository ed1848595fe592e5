import assert from "node:assert/strict";
import { describe, it } from "mocha";
import { writeSafetensors } from "../../src/interop/safetensors/index.ts";
import { exportOnnx, input, load, nn, randn, readWeights, trace } from "../../src/library/index.ts";
import { parseModel } from "../support/onnx-model.ts";

describe("files of other formats, from a script", () => {
  const graph = trace(new nn.Linear(2, 1), randn(1, 2));

  it("weights are read by name, and run", async () => {
    const file = writeSafetensors([
      { name: "weight", shape: [1, 2], data: Float32Array.of(2, 3) },
      { name: "bias", shape: [1], data: Float32Array.of(1) },
      { name: "other", shape: [], data: Float32Array.of(0) },
    ]);
    const { weights, report } = await readWeights(file, graph);
    assert.deepEqual([report.matched, report.surplus], [["weight", "bias"], ["other"]]);
    const loaded = await load(graph, { weights });
    const { outputs } = await loaded.run([Float32Array.of(10, 100)]);
    loaded.dispose();
    assert.deepEqual(outputs[0]?.data, Float32Array.of(321));
    const { initializers } = parseModel(await exportOnnx(graph, { weights }));
    assert.deepEqual([...(initializers.get("weight")?.data ?? [])], [2, 3]);
  });

  it("a file that is none is refused with a code", async () => {
    await assert.rejects(readWeights(new Uint8Array(3), graph), { name: "FormatError", code: "too-short" });
  });

  it("a graph that ONNX cannot say is refused with a code", async () => {
    const symbolic = trace(new nn.ReLU(), input(1, 3, "H", 8));
    await assert.rejects(exportOnnx(symbolic), { name: "FormatError", code: "unknown-shape" });
  });
});
