import assert from "node:assert/strict";
import { describe, it } from "mocha";
import type { Attrs, Graph, Recorded } from "../../src/ir/index.ts";
import { findOp } from "../../src/ops/index.ts";
import { type OutputTensor, openSession, requirePlan, type Session } from "../../src/runtime/index.ts";
import { activations } from "../support/activations.ts";
import { assertAgree } from "../support/agree.ts";
import { backends } from "../support/kernels.ts";
import { apply, given, graphOf } from "../support/op-graph.ts";
import { fc, runsOf } from "../support/properties.ts";
import { runByReference } from "../support/reference-run.ts";
import { testValues, testWeights } from "../support/test-values.ts";

const runs = runsOf(60);

/** Of the largest magnitude: chains of Winograd's convolutions, norms and quotients included. */
const tolerance = 1e-4;

/** How many elements have been compared. */
let checked = 0;

/** Numbers from the generator, one after the other: each decision of the graph takes one. */
type Draw = (count: number) => number;

/** Adds a node that fits the values so far; null where none of its kind does. */
type Grow = (values: readonly Recorded[], draw: Draw, owner: string) => Recorded | null;

const growers: readonly Grow[] = [
  convolution,
  convolution,
  convolution,
  (values, draw, owner) => {
    const x = image(values, draw);
    const attrs = { numFeatures: Number(x.shape[1]), epsilon: 1e-5, momentum: 0.1, affine: draw(4) > 0 };
    return apply("batch-norm2d", attrs, [x], owner);
  },
  normalization,
  part,
  rearranged,
  transposed,
  resize,
  activation,
  activation,
  pool,
  (values, draw) => {
    const outputSize = draw(2) === 0 ? [1, 1] : [1 + draw(4), 1 + draw(4)];
    return apply("adaptive-avg-pool2d", { outputSize }, [image(values, draw)]);
  },
  sum,
  sum,
  (values, draw) => {
    const x = image(values, draw);
    const like = values.filter(
      ({ shape }) => shape.length === 4 && sizesBut(shape, 1) === sizesBut(x.shape, 1),
    );
    const parts = [x, ...Array.from({ length: 1 + draw(2) }, () => like[draw(like.length)] ?? x)];
    return apply("cat", { dim: 1 }, parts);
  },
  (values, draw) => apply(draw(2) === 0 ? "softmax" : "log-softmax", { dim: draw(4) }, [image(values, draw)]),
  (values, draw) => {
    const attrs = { size: 1 + 2 * draw(3), alpha: 1e-2, beta: 0.75, k: 1 };
    return apply("local-response-norm", attrs, [image(values, draw)]);
  },
  (values, draw) => apply("dropout", { p: 0.5 }, [image(values, draw)]),
];

describe("random graphs", () => {
  it(`agree with the references (${runs} of them)`, async () => {
    const decisions = fc.infiniteStream(fc.nat(0x7fffffff));
    await fc.assert(
      fc.asyncProperty(decisions, fc.integer({ min: 1, max: 9 }), async (stream, nodes) => {
        await assertPlansAgree(randomGraph((count) => (stream.next().value ?? 0) % count, nodes));
      }),
      { numRuns: runs },
    );
    console.log(`        ${checked.toLocaleString("en")} elements held against the references`);
  }).timeout(Math.max(60_000, runs * 500));
});

function randomGraph(draw: Draw, nodes: number): Graph {
  const [N, C, H, W] = [1 + draw(2), 1 + draw(20), 3 + draw(12), 3 + draw(12)];
  const input = given([N, C, H, W]);
  const values = [input];
  for (let i = 0; i < nodes; i++) {
    const grown = growers[draw(growers.length)]?.(values, draw, `layer${i}`);
    if (grown) values.push(grown);
  }
  // The last value, and sometimes one from the middle, which must not be merged away then.
  const outputs = draw(3) === 0 ? [values.at(-1), values[draw(values.length)]] : [values.at(-1)];
  return graphOf(
    [input],
    outputs.flatMap((value) => value ?? []),
  );
}

/** Every build, with and without Winograd, with and without a node that is watched, in fresh memory and in used. */
async function assertPlansAgree(graph: Graph): Promise<void> {
  const expected = runByReference(graph, [], testValues, 3);
  const weights = testWeights(graph);
  const middle = graph.nodes.length >> 1;
  for (const kernel of backends) {
    for (const options of [{}, { memory: "low", observe: [middle] }] as const) {
      const session = openSession(requirePlan(graph, options), { kernel, weights, seed: 3 });
      const { outputs, kept } = await session.run([], { keep: [middle] });
      graph.outputs.forEach((id, index) => {
        const wanted = expected.get(id)?.data ?? new Float32Array();
        assertAgree(outputs[index]?.data ?? new Float32Array(), wanted, tolerance, kernel.name);
        checked += wanted.length;
      });
      await assertNothingStays(session, outputs);
      const value = kept.get(middle);
      if (value?.kind !== "map") continue;
      assertAgree(
        value.tensor.data,
        expected.get(middle)?.data ?? new Float32Array(),
        tolerance,
        "a watched node",
      );
      checked += value.tensor.data.length;
    }
  }
}

/** A run that fills the memory with NaN: the next one must not read anything that it did not write itself. */
async function assertNothingStays(session: Session, outputs: readonly OutputTensor[]): Promise<void> {
  const given = session.plan.inputs.filter(({ argument }) => argument !== null);
  const spoilt = given.map(({ shape }) =>
    new Float32Array(shape.reduce((count, size) => count * size, 1)).fill(Number.NaN),
  );
  await session.run(spoilt);
  const again = await session.run();
  outputs.forEach(({ data }, index) => {
    assert.deepEqual(again.outputs[index]?.data, data, "after a run of NaN");
  });
}

function image(values: readonly Recorded[], draw: Draw): Recorded {
  // Late values more often, so that chains grow.
  const back = Math.min(draw(values.length), draw(values.length));
  const value = values[values.length - 1 - back];
  if (value === undefined) throw new Error("There is at least the input.");
  return value;
}

function convolution(values: readonly Recorded[], draw: Draw, owner: string): Recorded | null {
  const x = image(values, draw);
  const [, C = 1, H = 1, W = 1] = x.shape.map(Number);
  const depthwise = draw(4) === 0;
  const divisors = [1, 2, 3, 4].filter((groups) => C % groups === 0);
  const groups = depthwise ? C : (divisors[draw(3) === 0 ? draw(divisors.length) : 0] ?? 1);
  // Wide enough, sometimes, for the algorithms that pay from 32 channels on.
  const wide = groups === 1 && draw(4) === 0 ? 32 : 0;
  const out = depthwise ? C : wide + groups * (1 + draw(Math.ceil(20 / groups)));
  const k = draw(2) === 0 ? [3, 3] : [1 + draw(5), 1 + draw(5)];
  const dilation = draw(5) === 0 ? 2 : 1;
  const stride = draw(3) === 0 ? 2 : 1;
  const padding = draw(2) === 0 ? k.map((size) => size >> 1) : [draw(3), draw(3)];
  const fits = [H, W].every(
    (size, axis) => size + 2 * (padding[axis] ?? 0) >= dilation * ((k[axis] ?? 1) - 1) + 1,
  );
  if (!fits) return null;
  const attrs: Attrs = {
    inChannels: C,
    outChannels: out,
    kernelSize: k,
    stride: [stride, stride],
    padding,
    dilation: [dilation, dilation],
    groups,
    bias: draw(2) === 0,
  };
  return apply("conv2d", attrs, [x], owner);
}

function normalization(values: readonly Recorded[], draw: Draw, owner: string): Recorded {
  const x = image(values, draw);
  const sizes = x.shape.map(Number);
  const [, C = 1] = sizes;
  // Large, lest numbers that are equal but for rounding become different ones.
  const options = { epsilon: 0.1, affine: draw(2) === 0 };
  if (draw(3) === 0) {
    const normalizedShape = sizes.slice(sizes.length - 1 - draw(3));
    return apply("layer-norm", { normalizedShape, ...options }, [x], owner);
  }
  if (draw(3) === 0) return apply("instance-norm2d", { numFeatures: C, ...options }, [x], owner);
  const divisors = Array.from({ length: C }, (_, i) => i + 1).filter((groups) => C % groups === 0);
  const numGroups = divisors[draw(divisors.length)] ?? 1;
  return apply("group-norm", { numGroups, numChannels: C, ...options }, [x], owner);
}

/** A stretch of the channels, or of another axis; part of a block more often than not. */
function part(values: readonly Recorded[], draw: Draw): Recorded {
  const x = image(values, draw);
  const dim = draw(3) === 0 ? draw(4) : 1;
  const size = Number(x.shape[dim]);
  if (draw(3) === 0) return apply("chunk", { chunks: 2, index: size > 1 ? draw(2) : 0, dim }, [x]);
  const start = draw(2) === 0 ? Math.min(8 * draw(3), size - 1) : draw(size);
  return apply("narrow", { dim, start, length: 1 + draw(size - start) }, [x]);
}

/** Another order, whose result is an image too. */
function rearranged(values: readonly Recorded[], draw: Draw): Recorded {
  const x = image(values, draw);
  const C = Number(x.shape[1]);
  const divisors = Array.from({ length: C }, (_, i) => i + 1).filter((groups) => C % groups === 0);
  if (draw(2) === 0) return apply("channel-shuffle", { groups: divisors[draw(divisors.length)] ?? 1 }, [x]);
  if (C % 4 === 0 && draw(2) === 0) return apply("pixel-shuffle", { upscaleFactor: 2 }, [x]);
  const orders = [
    [0, 2, 3, 1],
    [0, 3, 1, 2],
    [0, 1, 3, 2],
    [1, 0, 2, 3],
    [3, 2, 1, 0],
  ];
  return draw(2) === 0
    ? apply("permute", { dims: orders[draw(orders.length)] ?? [] }, [x])
    : apply("transpose", { dim0: draw(4), dim1: draw(4) }, [x]);
}

function transposed(values: readonly Recorded[], draw: Draw, owner: string): Recorded | null {
  const x = image(values, draw);
  const [, C = 1, H = 1, W = 1] = x.shape.map(Number);
  const divisors = [1, 2, 3, 4, C].filter((groups) => C % groups === 0);
  const groups = divisors[draw(3) === 0 ? draw(divisors.length) : 0] ?? 1;
  const k = [1 + draw(4), 1 + draw(4)];
  const stride = [1 + draw(3), 1 + draw(3)];
  const dilation = draw(4) === 0 ? 2 : 1;
  const outputPadding = stride.map((step) => (draw(3) === 0 ? draw(Math.max(step, dilation)) : 0));
  const padding = [draw(3), draw(3)];
  const attrs = {
    inChannels: C,
    outChannels: groups * (1 + draw(Math.ceil(20 / groups))),
    kernelSize: k,
    stride,
    padding,
    outputPadding,
    dilation: [dilation, dilation],
    groups,
    bias: draw(2) === 0,
  };
  const { value } = findOp("conv-transpose2d").infer(attrs, [x.shape]);
  // Neither nothing nor, after several of them, more than the references' plain loops can bear.
  const fits = value.every((size) => typeof size === "number") && Number(value[2]) * Number(value[3]) < 2500;
  return fits && H * W < 1000 ? apply("conv-transpose2d", attrs, [x], owner) : null;
}

function resize(values: readonly Recorded[], draw: Draw): Recorded | null {
  const x = image(values, draw);
  const [H = 1, W = 1] = x.shape.slice(2).map(Number);
  const mode = draw(3) === 0 ? "nearest" : (["bilinear", "bilinear", "bicubic", "area"][draw(4)] ?? "area");
  const mixes = mode === "bilinear" || mode === "bicubic";
  const alignCorners = mixes && draw(2) === 0;
  const smooth = { antialias: mixes && draw(3) === 0, recomputeScaleFactor: false };
  if (draw(2) === 0) {
    const attrs = { size: [1 + draw(20), 1 + draw(20)], scaleFactor: null, mode, alignCorners, ...smooth };
    return apply("upsample", attrs, [x]);
  }
  const factors = [2, 2, 1, 1.5, 3, 0.5, 1.3, 0.75];
  const scaleFactor = [factors[draw(factors.length)] ?? 2, factors[draw(factors.length)] ?? 2];
  const [h = 0, w = 0] = [H, W].map((size, axis) => Math.floor(size * (scaleFactor[axis] ?? 1)));
  return h > 0 && w > 0 && h * w < 2500
    ? apply("upsample", { size: null, scaleFactor, mode, alignCorners, ...smooth }, [x])
    : null;
}

function activation(values: readonly Recorded[], draw: Draw): Recorded {
  const [op, attrs] = activations[draw(activations.length)] ?? ["relu", {}];
  return apply(op, attrs, [image(values, draw)]);
}

function pool(values: readonly Recorded[], draw: Draw): Recorded | null {
  const x = image(values, draw);
  const k = [1 + draw(4), 1 + draw(4)];
  const padding = k.map((size) => draw((size >> 1) + 1));
  if (k.some((size, axis) => Number(x.shape[axis + 2]) + 2 * (padding[axis] ?? 0) < size)) return null;
  const window = { kernelSize: k, stride: [1 + draw(3), 1 + draw(3)], padding, ceilMode: draw(2) === 0 };
  if (draw(2) === 0) return apply("max-pool2d", { ...window, dilation: [1, 1] }, [x]);
  return apply("avg-pool2d", { ...window, countIncludePad: draw(2) === 0 }, [x]);
}

/** A residual, a scale per channel, or anything else that broadcasts. */
function sum(values: readonly Recorded[], draw: Draw): Recorded {
  const x = image(values, draw);
  const fits = ({ shape }: Recorded): boolean =>
    shape.length === 4 && shape.every((size, axis) => size === x.shape[axis] || size === 1);
  const others = values.filter(fits);
  const other = others[draw(others.length)] ?? x;
  const op = ["add", "add", "mul", "sub"][draw(4)] ?? "add";
  return apply(op, {}, draw(2) === 0 ? [x, other] : [other, x]);
}

function sizesBut(shape: Recorded["shape"], axis: number): string {
  return shape.filter((_, index) => index !== axis).join("×");
}
