import assert from "node:assert/strict";
import { describe, it } from "mocha";
import type { Attrs, Graph } from "../../src/ir/index.ts";
import { nn } from "../../src/library/index.ts";
import { findOp } from "../../src/ops/index.ts";
import { openSession, requirePlan } from "../../src/runtime/index.ts";
import type { LastRun } from "../../webview/engine/last-run.ts";
import { stepOfLastRun } from "../../webview/engine/step-run.ts";
import { backends } from "../support/kernels.ts";
import { apply, given, graphOf } from "../support/op-graph.ts";
import { fc, runsOf } from "../support/properties.ts";
import { documentOf, type Example } from "./support/documents.ts";
import { projected, separable } from "./support/examples.ts";

const [kernel = assert.fail("This Node takes no build of the kernel.")] = backends;

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

function ran({ name, ...example }: Example): LastRun {
  return lastRun(name, documentOf({ name, ...example }).graph);
}

function lastRun(key: string, graph: Graph): LastRun {
  const session = openSession(requirePlan(graph), { kernel, seed: 3 });
  return { key, version: key, session, fit: null, inputs: [], cached: null };
}

const upTo = (least: number, most: number) => fc.integer({ min: least, max: most });
const pairOf = (least: number, most: number) => fc.tuple(upTo(least, most), upTo(least, most));

const window = { kernelSize: pairOf(1, 4), stride: pairOf(1, 3), padding: pairOf(0, 2) };
const filter = { ...window, dilation: pairOf(1, 3), bias: fc.boolean() };

/** Layers with a window, each with every attribute that decides what the window meets. Groups divide the channels. */
const windowed: Readonly<Record<string, fc.Arbitrary<Attrs>>> = {
  conv2d: fc
    .record({ ...filter, padding: fc.oneof(window.padding, fc.constant("same")), groups: upTo(1, 3) })
    .map(withChannels),
  "conv-transpose2d": fc
    .record({ ...filter, outputPadding: pairOf(0, 2), groups: upTo(1, 3) })
    .map(withChannels),
  "max-pool2d": fc.record({ ...window, dilation: pairOf(1, 3), ceilMode: fc.boolean() }),
  "avg-pool2d": fc.record({ ...window, ceilMode: fc.boolean(), countIncludePad: fc.boolean() }),
  "adaptive-avg-pool2d": fc.record({ outputSize: pairOf(1, 9) }),
};

function withChannels<T extends { readonly groups: number }>(attrs: T) {
  return { ...attrs, inChannels: 6, outChannels: attrs.groups * 2 };
}

const imageSize = fc.tuple(upTo(3, 9), upTo(3, 9));

describe("the arithmetic beside a run", () => {
  for (const example of [projected, separable, inception, classifier]) {
    it(`agrees with the run at every node of a model, merged into another one's step or not: ${example.name}`, async () => {
      const run = ran(example);
      for (const { id, inputs } of run.session.plan.origin.graph.nodes) {
        for (const move of [0, 1, 2]) {
          const middle = await stepOfLastRun(run, { version: run.version, node: id, place: null, part: 0 });
          assert.ok(middle);
          const place = middle.shape.map((size, axis) => (axis === 0 ? 0 : (move * (size - 1)) >> 1));
          const step = await stepOfLastRun(run, { version: run.version, node: id, place, part: 0 });
          assert.ok(step);
          assert.deepEqual(step.place, place);
          if (inputs.length === 0) continue;
          const { value, worked } = step.run;
          assert.ok(Math.abs(value - worked) < 1e-4 * (1 + Math.abs(value)), `${id}: ${value}, ${worked}`);
        }
      }
    });
  }

  for (const [kind, attributes] of Object.entries(windowed)) {
    it(`is the map's value at every pixel, whatever the attributes: ${kind}`, async () => {
      const property = fc.asyncProperty(attributes, imageSize, async (attrs, [height, width]) => {
        const image = given([1, 6, height, width]);
        const op = findOp(kind);
        fc.pre(op.check(attrs).length === 0 && op.infer(attrs, [image.shape]).problems.length === 0);
        await assertStepsAgree(lastRun(kind, graphOf([image], [apply(kind, attrs, [image])])));
      });
      await fc.assert(property, { numRuns: runsOf(12) });
    });
  }

  it("pictures the planes of the output and of what is read", async () => {
    const held = ran(classifier);
    const step = await stepOfLastRun(held, { version: held.version, node: 1, place: [1, 2, 7, 7], part: 2 });
    assert.deepEqual(step?.source && [step.source.height, step.source.width], [15, 15]);
    const { output, run } = step ?? assert.fail();
    assert.equal(output.values[7 * output.width + 7], run.value);
  });
});

/** Holds what each element of the last node is explained to be against the map that the run left. */
async function assertStepsAgree(run: LastRun): Promise<void> {
  const node = run.session.plan.origin.graph.nodes.length - 1;
  const first = await stepOfLastRun(run, { version: run.version, node, place: null, part: 0 });
  const [, channels = 1, height = 1, width = 1] = first?.shape ?? [];
  for (let at = 0; at < channels * height * width; at++) {
    const place = [0, Math.floor(at / (height * width)), Math.floor(at / width) % height, at % width];
    const step = await stepOfLastRun(run, { version: run.version, node, place, part: 0 });
    const { output, explanation } = step ?? assert.fail();
    const shown = output.values[at % (height * width)] ?? Number.NaN;
    const { parts, omitted, value } = explanation ?? assert.fail();
    assert.ok(Math.abs(value - shown) <= 1e-4 * (1 + Math.abs(shown)), `${place}: ${value}, ${shown}`);
    assert.ok(parts.length + omitted.count > 0);
  }
}
