import assert from "node:assert/strict";
import { describe, it } from "mocha";
import type { Recorded } from "../../src/ir/index.ts";
import {
  compilePlan,
  openSession,
  type PlanOptions,
  randnInput,
  requirePlan,
} from "../../src/runtime/index.ts";
import { kernelBytes, startThread, threadedBackend } from "../support/kernels.ts";
import { apply, given, graphOf, inBlocks, inputsOf } from "../support/op-graph.ts";
import { assertKernelsAgree } from "../support/session-run.ts";
import { add, batchNorm, cat, conv, linear, relu } from "../support/small-nets.ts";

const once = "convolution 1×1, Strassen";
const twice = "convolution 1×1, Strassen twice";
const plain = "convolution 1×1";

/** Of the largest magnitude, as for a convolution by its definition: the sums are no longer than there. */
const tolerance = 1e-5;

const pointwise = (from: Recorded, out: number, name = "c"): Recorded => conv(from, out, name, { k: 1 });

function algorithmsOf(output: Recorded, options: PlanOptions = {}): readonly string[] {
  const { value: plan } = compilePlan(graphOf(inputsOf([output]), [output]), options);
  return plan?.steps.map(({ algorithm }) => algorithm) ?? [];
}

/** Odd numbers of pixels at every halving, one chunk and several, blocks part full, batches. */
const shapes = [
  [[2, 240, 9, 9], 96, once],
  [[1, 112, 13, 17], 90, once],
  [[3, 128, 13, 11], 80, once],
  [[1, 512, 12, 12], 128, twice],
  [[2, 512, 15, 13], 125, twice],
  [[1, 320, 14, 15], 128, twice],
] as const;

describe("Strassen's algorithm", () => {
  for (const [shape, out, algorithm] of shapes) {
    it(`${shape.join("×")} → ${out}, ${algorithm}`, async () => {
      const x = given(shape);
      const output = pointwise(x, out);
      assert.deepEqual(algorithmsOf(output), [algorithm]);
      await assertKernelsAgree(graphOf([x], [output]), tolerance);
    });
  }

  for (const [rows, inFeatures, out, algorithm] of [
    [190, 512, 125, "linear, Strassen twice"],
    [197, 112, 90, "linear, Strassen"],
  ] as const) {
    it(`${inFeatures} → ${out} features of ${rows} rows, ${algorithm}`, async () => {
      const x = given([1, rows, inFeatures]);
      const output = apply("gelu", { approximate: "none" }, [linear(x, out, "l")]);
      assert.deepEqual(algorithmsOf(output), [algorithm]);
      await assertKernelsAgree(graphOf([x], [output]), tolerance);
    });
  }

  for (const [[N, C, H, W], out, algorithm] of [shapes[1], shapes[4]]) {
    const title = `${C} → ${out}, ${algorithm}`;
    const x = given([N, C, H, W]);

    it(`${title}, with a batch norm, a residual sum and relu`, async () => {
      const other = given([N, out, H, W], 1);
      const output = relu(add(inBlocks(other), batchNorm(pointwise(x, out), "b")));
      assert.deepEqual(algorithmsOf(output), ["max pool 1×1", algorithm]);
      await assertKernelsAgree(graphOf([x, other], [output]), tolerance);
    });

    it(`${title}, with an activation by number`, async () => {
      await assertKernelsAgree(graphOf([x], [apply("silu", {}, [pointwise(x, out)])]), tolerance);
    });
  }

  it("reads from a concatenation and writes into one", async () => {
    const x = given([1, 128, 14, 14]);
    const parts = cat(pointwise(x, 64, "a"), pointwise(x, 64, "b"));
    const output = cat(pointwise(parts, 128, "c"), pointwise(parts, 64, "d"));
    const algorithms = algorithmsOf(output);
    assert.equal(algorithms.length, 4);
    assert.ok(algorithms.every((name) => name.includes("Strassen")));
    await assertKernelsAgree(graphOf([x], [output]), tolerance);
  });

  it("takes the pixels that a stride leaves", async () => {
    const x = given([1, 240, 25, 27]);
    const output = relu(conv(x, 240, "c", { k: 1, stride: 2 }));
    assert.deepEqual(algorithmsOf(output), [once]);
    await assertKernelsAgree(graphOf([x], [output]), tolerance);
  });

  for (const [[N, C, H, W], out, algorithm] of [shapes[1], shapes[5]]) {
    it(`${C} → ${out}, ${algorithm}: a NaN and an infinity spoil their own pixels only`, async () => {
      const x = given([N, C, H, W]);
      const values = randnInput([N, C, H, W], 1);
      values[7] = Number.NaN;
      values[3 * H * W + 100] = Number.POSITIVE_INFINITY;
      await assertKernelsAgree(graphOf([x], [pointwise(x, out)]), tolerance, [values]);
    });
  }

  it("takes memory for the plan without it once, when an output is first not finite", async () => {
    const x = given([1, 128, 14, 14]);
    const graph = graphOf([x], [pointwise(x, 128)]);
    const session = openSession(requirePlan(graph), { kernel: kernelBytes });
    const values = randnInput([1, 128, 14, 14], 1);
    const [first] = [session.memoryBytes, await session.run([values])];
    assert.equal(session.memoryBytes, first);
    const taken: number[] = [];
    for (let run = 0; run < 2; run++) {
      await session.run([values.with(5, Number.NaN)]);
      taken.push(session.memoryBytes);
    }
    assert.ok(taken.every((bytes) => bytes > first && bytes === taken[0]));
    session.dispose();
  });

  it("gives the same bits on any number of threads", async () => {
    const x = given([2, 256, 15, 14]);
    const y = relu(pointwise(pointwise(x, 96, "a"), 128, "b"));
    const graph = graphOf([x], [relu(add(pointwise(y, 256, "c"), x))]);
    const bits = async (threads: number): Promise<Uint32Array> => {
      const threading = { kernel: threadedBackend(), startThread };
      const session = openSession(requirePlan(graph, { threads }), { kernel: kernelBytes, threading });
      assert.ok(session.plan.steps.every(({ algorithm }) => algorithm.includes("Strassen")));
      const { outputs } = await session.run();
      session.dispose();
      return new Uint32Array(outputs[0]?.data.slice().buffer ?? new ArrayBuffer(0));
    };
    const expected = await bits(1);
    for (const threads of [2, 3, 5]) assert.deepEqual(await bits(threads), expected, `${threads} threads`);
  });
});

describe("the cost model of Strassen's algorithm", () => {
  const rows: readonly [input: readonly number[], out: number, algorithm: string, why: string][] = [
    [[1, 256, 28, 28], 256, twice, "much to save"],
    [[1, 256, 14, 14], 1024, twice, "much to save"],
    [[1, 64, 56, 56], 128, once, "the second level's sums would cost more than it saves"],
    [[1, 32, 112, 112], 64, plain, "so few channels save less than the sums cost"],
    [[1, 1024, 7, 7], 1024, once, "fetching the weights of two levels takes longer"],
    [[1, 1024, 1, 1], 1024, plain, "the weights are used once only"],
    [[1, 100, 28, 28], 128, plain, "the channels are no whole blocks"],
    [[1, 144, 28, 28], 120, plain, "the outputs are an odd number of blocks"],
  ];
  for (const [shape, out, algorithm, why] of rows) {
    it(`${shape.join("×")} → ${out}: ${algorithm}, for ${why}`, () => {
      assert.deepEqual(algorithmsOf(pointwise(given(shape), out)), [algorithm]);
    });
  }

  it("prefers one level where a residual is added to outputs that take less to compute", () => {
    const output = add(inBlocks(given([1, 1024, 14, 14], 1)), pointwise(given([1, 256, 14, 14]), 1024));
    assert.deepEqual(algorithmsOf(output), ["max pool 1×1", once]);
  });

  it("is not used where memory is short, numbers must be exact, or the convolution is not a product", () => {
    const x = given([1, 256, 28, 28]);
    assert.deepEqual(algorithmsOf(pointwise(x, 256), { memory: "low" }), [plain]);
    assert.deepEqual(algorithmsOf(pointwise(x, 256), { exact: true }), [plain]);
    assert.deepEqual(algorithmsOf(conv(x, 256, "c", { k: 1, groups: 2 })), [`grouped ${plain}`]);
  });
});
