import assert from "node:assert/strict";
import { describe, it } from "mocha";
import { exportOnnx, valueName } from "../../../src/interop/onnx/index.ts";
import { elementCount, type Graph, knownShape } from "../../../src/ir/index.ts";
import { models, randn } from "../../../src/nn/index.ts";
import { trace } from "../../../src/nn/trace.ts";
import { ops } from "../../../src/ops/index.ts";
import { lowerGraph } from "../../../src/passes/index.ts";
import { load, randnInput } from "../../../src/runtime/index.ts";
import { assertAgree } from "../../support/agree.ts";
import { backends } from "../../support/kernels.ts";
import { runOnnx } from "../../support/onnx-runtime.ts";
import { apply, given, graphOf } from "../../support/op-graph.ts";
import { testValues, testWeights } from "../../support/test-values.ts";

/** Rows that ONNX cannot say, by their titles, with the reason. */
const notInOnnx: readonly (readonly [row: RegExp, reason: string])[] = [
  [/without a batch/, "a batch is required"],
  [/^adaptive-.* overlap/, "parts of equal size only"],
  [/^local-response-norm: an even size/, "an even size looks further on"],
];

const mostElements = 4e5;

describe("ONNX Runtime agrees, op by op", () => {
  for (const op of ops.filter(({ kind }) => kind !== "input")) {
    for (const { name, attrs, inputs, output, problems = [] } of op.examples) {
      const known = [...inputs, output].every((shape) => knownShape(shape));
      if (problems.length > 0 || !known) continue;
      if (inputs.some((shape) => Number(elementCount(shape)) > mostElements)) continue;
      const title = `${op.kind}: ${name}`;
      const sources = inputs.map((shape, stream) => given(shape, stream));
      const graph = graphOf(sources, [apply(op.kind, attrs, sources)]);
      const [, reason] = notInOnnx.find(([row]) => row.test(title)) ?? [];
      it(reason === undefined ? title : `${title} (ONNX: ${reason})`, async () => {
        const { value, problems } = exportOnnx(graph, { read: testValues });
        if (reason !== undefined) return assert.equal(problems[0]?.code, "not-in-onnx");
        assert.ok(value, problems[0]?.message);
        await assertOracle(graph, value, 1e-5);
      });
    }
  }
});

describe("ONNX Runtime agrees on whole nets", () => {
  const nets = {
    ResNet18: new models.ResNet18(),
    GoogLeNet: new models.GoogLeNet(),
    MobileNetV1: new models.MobileNetV1(),
  };
  for (const [name, net] of Object.entries(nets)) {
    it(`${name} on 1×3×224×224`, async () => {
      const graph = trace(net, randn(1, 3, 224, 224));
      const { value, problems } = exportOnnx(graph, { read: testValues });
      assert.ok(value, problems[0]?.message);
      await assertOracle(graph, value, 1e-4);
    }).timeout(60_000);
  }
});

/** The same random inputs to both. */
async function assertOracle(graph: Graph, model: Uint8Array, tolerance: number): Promise<void> {
  const sources = lowerGraph(graph).stages.filter(({ lowering }) => lowering.family === "source");
  const inputs = sources.map(({ shape }, index) => ({ shape, data: randnInput(shape, 3, index) }));
  const named = sources.map(({ value }, index) => [
    nameOf(graph, value),
    inputs[index] ?? { shape: [], data: new Float32Array() },
  ]);
  const expected = await runOnnx(model, Object.fromEntries(named));
  for (const kernel of backends) {
    const session = load(graph, { kernel, weights: testWeights(graph) });
    const { outputs } = await session.run(inputs.map(({ data }) => data));
    graph.outputs.forEach((id, index) => {
      const actual = outputs[index]?.data ?? new Float32Array();
      assertAgree(actual, expected[nameOf(graph, id)] ?? new Float32Array(), tolerance, kernel.name);
    });
    session.dispose();
  }
}

function nameOf(graph: Graph, id: number): string {
  const node = graph.nodes[id];
  if (node === undefined) throw new Error(`There is no node ${id}.`);
  return valueName(node);
}
