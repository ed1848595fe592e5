import assert from "node:assert/strict";
import { describe, it } from "mocha";
import { exportOnnx } from "../../../src/interop/onnx/index.ts";
import { models, randn } from "../../../src/nn/index.ts";
import { trace } from "../../../src/nn/running/trace.ts";
import { parseModel } from "../../support/onnx-model.ts";
import { testValues } from "../../support/test-values.ts";

describe("ONNX export of a whole net", () => {
  it("keeps the names that PyTorch gives the parameters", () => {
    const graph = trace(new models.ResNet18(), randn(1, 3, 32, 32));
    const { value, problems } = exportOnnx(graph, { read: testValues });
    assert.deepEqual(problems, []);
    assert.ok(value);
    const { initializers } = parseModel(value);
    for (const name of ["conv1.weight", "layer2.0.downsample.1.running_var", "fc.bias"]) {
      assert.ok(initializers.has(name), name);
    }
  });
});
