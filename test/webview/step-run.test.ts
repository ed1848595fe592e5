import assert from "node:assert/strict";
import { describe, it } from "mocha";
import { nn } from "../../src/library/index.ts";
import { openSession, requirePlan } from "../../src/runtime/index.ts";
import type { LastRun } from "../../webview/engine/last-run.ts";
import { stepOfLastRun } from "../../webview/engine/step-run.ts";
import { backends } from "../support/kernels.ts";
import { documentOf, type Example } from "./support/documents.ts";
import { projected } from "./support/examples.ts";

const [kernel = assert.fail("This Node takes no build of the kernel.")] = backends;

const separable: Example = {
  name: "separable",
  build: () => new nn.DepthwiseSeparableConv(16, 32),
  input: [1, 16, 14, 14],
};

const inception: Example = {
  name: "inception",
  build: () => new nn.InceptionModule(16, 8, 8, 16, 4, 8, 8),
  input: [1, 16, 9, 9],
};

const classifier: Example = {
  name: "classifier",
  build: () =>
    new nn.Sequential(
      new nn.Conv2d(3, 8, 5, { stride: 2, padding: 2 }),
      new nn.Dropout(0.5),
      new nn.AvgPool2d(3, { stride: 2 }),
      new nn.Flatten(),
      new nn.Linear(72, 10),
      new nn.Softmax(1),
    ),
  input: [2, 3, 15, 15],
};

function ran(example: Example): LastRun {
  const session = openSession(requirePlan(documentOf(example).graph), { kernel, seed: 3 });
  return { key: example.name, session, fit: null, inputs: [], cached: null };
}

describe("the arithmetic beside a run", () => {
  for (const example of [projected, separable, inception, classifier]) {
    it(`agrees with the run at every node of a model, merged into another one's step or not: ${example.name}`, async () => {
      const run = ran(example);
      for (const { id, inputs } of run.session.plan.origin.graph.nodes) {
        for (const move of [0, 1, 2]) {
          const middle = await stepOfLastRun(run, { node: id, place: null, part: 0 });
          assert.ok(middle);
          const place = middle.shape.map((size, axis) => (axis === 0 ? 0 : (move * (size - 1)) >> 1));
          const step = await stepOfLastRun(run, { node: id, place, part: 0 });
          assert.ok(step);
          assert.deepEqual(step.place, place);
          if (inputs.length === 0) continue;
          const { value, worked } = step.run;
          assert.ok(Math.abs(value - worked) < 1e-4 * (1 + Math.abs(value)), `${id}: ${value}, ${worked}`);
        }
      }
    });
  }

  it("pictures the planes of the output and of what is read", async () => {
    const step = await stepOfLastRun(ran(classifier), { node: 1, place: [1, 2, 7, 7], part: 2 });
    assert.deepEqual(step?.source && [step.source.height, step.source.width], [15, 15]);
    const { output, run } = step ?? assert.fail();
    assert.equal(output.values[7 * output.width + 7], run.value);
  });
});
