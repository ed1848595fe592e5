import assert from "node:assert/strict";
import { describe, it } from "mocha";
import type { Attrs, Graph, Recorded } from "../../src/ir/index.ts";
import { type Call, compilePlan, type Plan } from "../../src/runtime/index.ts";
import { kernelTable } from "../../src/runtime/kernel-table.generated.ts";
import { makeCall, newKernels } from "../../src/runtime/make-call.ts";
import { backends } from "../support/kernels.ts";
import { apply, given, graphOf, inBlocks, inputsOf } from "../support/op-graph.ts";
import { add, batchNorm, cat, channelsLast, conv, layerNorm, linear, relu } from "../support/small-nets.ts";

/** The content of every word that no kernel may touch. */
const guard = 0x7fc0_dead;

const odd = given([2, 11, 7, 9]);
const wide = given([2, 512, 15, 13]);
const planar = given([2, 3, 11, 13]);
const rows = given([3, 13]);
const pool = { kernelSize: [3, 3], stride: [2, 2], padding: [1, 1], dilation: [1, 1], ceilMode: false };
const twice = { kernelSize: [2, 2], stride: [2, 2], padding: [0, 0] };
const average = {
  kernelSize: [2, 2],
  stride: [2, 2],
  padding: [0, 0],
  ceilMode: false,
  countIncludePad: true,
};

const spread = (rest: Attrs): Attrs => ({
  inChannels: 11,
  outChannels: 13,
  stride: [2, 2],
  padding: [1, 1],
  outputPadding: [0, 0],
  dilation: [1, 1],
  groups: 1,
  bias: true,
  ...rest,
});
const volume = given([2, 11, 3, 5, 7]);
const cube = (rest: Attrs): Attrs => ({
  inChannels: 11,
  outChannels: 13,
  stride: [1, 1, 1],
  dilation: [1, 1, 1],
  groups: 1,
  bias: true,
  ...rest,
});
const doubled: Attrs = {
  stride: [2, 2, 2],
  padding: [1, 1, 1],
  outputPadding: [0, 0, 0],
  dilation: [1, 1, 1],
};
const resize = (mode: string, factor: number): Attrs => ({
  size: null,
  scaleFactor: [factor, factor],
  mode,
  alignCorners: false,
  antialias: false,
  recomputeScaleFactor: false,
});

/** Graphs whose kernels meet part-full blocks, tiles and vectors. */
const graphs: Readonly<Record<string, readonly Recorded[]>> = {
  "convolution 1×1": [conv(odd, 13, "c", { k: 1 })],
  "Strassen's algorithm": [conv(given([1, 112, 13, 17]), 90, "c", { k: 1, bias: true })],
  "Strassen's algorithm twice": [relu(add(inBlocks(wide), conv(wide, 512, "c", { k: 1 })))],
  "Strassen's algorithm at stride 2": [conv(given([2, 240, 25, 27]), 240, "c", { k: 1, stride: 2 })],
  "convolution 3×3": [conv(odd, 13, "c")],
  "convolution 3×3 stride 2": [conv(odd, 13, "c", { stride: 2 })],
  "Winograd at stride 2": [conv(given([2, 33, 13, 14]), 35, "c", { stride: 2, bias: true })],
  "convolution 5×5 of an image": [conv(planar, 13, "c", { k: 5, stride: 2 })],
  "convolution 3×3 of an image": [conv(planar, 13, "c", { stride: 2 })],
  "Winograd at stride 2 on an image": [conv(given([2, 3, 29, 31]), 35, "c", { k: 7, stride: 2, bias: true })],
  "depthwise 3×3": [conv(odd, 11, "c", { groups: 11 })],
  "depthwise 3×3 stride 2": [conv(odd, 11, "c", { stride: 2, groups: 11 })],
  "depthwise 5×5 stride 2": [conv(odd, 11, "c", { k: 5, stride: 2, groups: 11 })],
  "products of matrices": [apply("matmul", { as: "matmul" }, [given([2, 1, 7, 13]), given([3, 13, 11])])],
  "products of large matrices": [
    apply("matmul", { as: "matmul" }, [given([2, 1, 49, 193]), given([3, 193, 27])]),
  ],
  "convolution in groups": [conv(odd, 22, "c", { groups: 11, bias: true })],
  "transposed convolution": [
    apply("conv-transpose2d", spread({ kernelSize: [3, 2], outputPadding: [1, 0] }), [odd]),
    apply("conv-transpose2d", spread({ kernelSize: [1, 4], outChannels: 8 }), [inBlocks(odd)], "other"),
  ],
  "transposed convolution at stride 1": [
    apply("conv-transpose2d", spread({ stride: [1, 1], kernelSize: [3, 3] }), [odd]),
  ],
  "transposed convolution in groups": [
    apply("conv-transpose2d", spread({ kernelSize: [3, 3], groups: 11, outChannels: 22 }), [odd]),
  ],
  "convolutions of volumes": [
    apply("conv3d", cube({ padding: [1, 1, 1], kernelSize: [3, 2, 3] }), [volume]),
    apply("conv-transpose3d", cube({ ...spread({}), ...doubled, kernelSize: [3, 2, 3] }), [volume], "other"),
  ],
  "resize nearest": [
    apply("upsample", resize("nearest", 1.5), [odd]),
    apply("upsample", resize("nearest", 0.5), [odd]),
  ],
  "resize bicubic": [
    apply("upsample", resize("bicubic", 1.5), [odd]),
    apply("upsample", { ...resize("bilinear", 0.4), antialias: true }, [inBlocks(odd)]),
  ],
  "resize bilinear": [
    apply("upsample", resize("bilinear", 2), [odd]),
    apply("upsample", resize("bilinear", 0.4), [inBlocks(odd)]),
  ],
  "residual block": [relu(add(batchNorm(conv(odd, 11, "c"), "b"), inBlocks(odd)))],
  "group norm": [
    apply("group-norm", { numGroups: 11, numChannels: 11, epsilon: 1e-5, affine: true }, [inBlocks(odd)]),
    apply("group-norm", { numGroups: 1, numChannels: 11, epsilon: 1e-5, affine: true }, [odd], "one"),
  ],
  "layer norm": [
    apply("layer-norm", { normalizedShape: [13], epsilon: 1e-5, affine: true }, [rows]),
    apply("layer-norm", { normalizedShape: [7, 9], epsilon: 1e-5, affine: true }, [inBlocks(odd)], "map"),
  ],
  "layer norm of pixels": [
    relu(layerNorm(channelsLast(inBlocks(odd)), "n")),
    linear(channelsLast(odd), 13, "l"),
  ],
  parts: [
    apply("narrow", { dim: 1, start: 3, length: 7 }, [inBlocks(odd)]),
    apply("narrow", { dim: 1, start: 8, length: 3 }, [inBlocks(odd)]),
    apply("narrow", { dim: 3, start: 1, length: 5 }, [odd]),
  ],
  columns: [
    apply("unfold", { kernelSize: [3, 2], dilation: [1, 2], padding: [1, 0], stride: [2, 1] }, [odd]),
    apply(
      "fold",
      { outputSize: [5, 4], kernelSize: [2, 2], dilation: [1, 1], padding: [0, 1], stride: [1, 2] },
      [given([3, 8, 12])],
    ),
    apply(
      "functional-conv3d",
      { stride: [1, 2, 1], padding: [1, 0, 2], dilation: [1, 1, 2], groups: 3, given: ["weight"] },
      [given([2, 3, 4, 5, 6]), given([3, 1, 2, 3, 3])],
    ),
    apply(
      "functional-conv-transpose3d",
      {
        ...{ stride: [1, 2, 1], padding: [1, 0, 2], outputPadding: [0, 1, 1], dilation: [1, 1, 2] },
        ...{ groups: 1, given: ["weight"] },
      },
      [given([2, 3, 4, 5, 6]), given([3, 2, 2, 3, 3])],
    ),
  ],
  "places of a max pool, and back": [
    apply("max-pool2d-indices", pool, [inBlocks(odd)]),
    apply("max-unpool2d", { ...twice, outputSize: null }, [odd, given(odd.shape, 1)]),
  ],
  "running sums": [apply("cumsum", { dim: 2 }, [inBlocks(odd)]), apply("cumsum", { dim: 1 }, [rows])],
  "places that a tensor names": [apply("gather", { dim: 1 }, [inBlocks(odd), given([2, 5, 6, 8], 1)])],
  grids: [
    apply("grid-sample", { mode: "bicubic", paddingMode: "reflection", alignCorners: true }, [
      inBlocks(odd),
      apply("affine-grid", { size: [2, 1, 5, 3], alignCorners: false }, [given([2, 2, 3], 1)]),
    ]),
    apply("grid-sample", { mode: "bilinear", paddingMode: "zeros", alignCorners: false }, [
      volume,
      given([volume.shape[0] as number, 2, 3, 3, 3], 1),
    ]),
  ],
  picks: [
    apply("pad", { padding: [2, 1, 0, 3], mode: "constant", value: 2 }, [inBlocks(odd)]),
    apply("pad", { padding: [2, 1, 0, 3], mode: "reflect", value: 0 }, [odd]),
    apply("flip", { dims: [1, 3] }, [odd]),
  ],
  permutations: [
    apply("permute", { dims: [0, 2, 3, 1] }, [inBlocks(odd)]),
    apply("permute", { dims: [0, 3, 1, 2] }, [odd]),
    apply("permute", { dims: [3, 1, 0, 2] }, [odd]),
    apply("channel-shuffle", { groups: 11 }, [inBlocks(odd)]),
  ],
  "batch norm": [relu(batchNorm(inBlocks(odd), "b"))],
  "local response norm": [apply("local-response-norm", { size: 3, alpha: 1e-2, beta: 0.75, k: 1 }, [odd])],
  concatenation: [cat(conv(odd, 8, "a"), conv(odd, 5, "b"))],
  "concatenation of odd parts": [cat(conv(odd, 7, "a"), odd)],
  "max pool": [apply("max-pool2d", pool, [odd])],
  "average pool": [apply("avg-pool2d", average, [odd])],
  "adaptive pool": [apply("adaptive-avg-pool2d", { outputSize: [2, 3] }, [odd])],
  "mean over the map": [apply("mean", { dims: [2, 3], keepdim: false }, [inBlocks(odd)])],
  "mean over channels": [apply("mean", { dims: [1], keepdim: true }, [odd])],
  linear: [apply("linear", { inFeatures: 13, outFeatures: 7, bias: true }, [rows])],
  softmax: [apply("softmax", { dim: 1 }, [rows]), apply("softmax", { dim: 0 }, [rows])],
  "log softmax": [apply("log-softmax", { dim: 1 }, [rows]), apply("log-softmax", { dim: 0 }, [rows])],
  sigmoid: [apply("sigmoid", {}, [rows]), apply("sigmoid", {}, [inBlocks(odd)])],
  reductions: ["sum", "amax", "amin", "prod", "logsumexp"].flatMap((op) => [
    apply(op, { dims: [1], keepdim: false }, [inBlocks(odd)]),
    apply(op, { dims: [0, 2], keepdim: true }, [odd]),
  ]),
  places: ["argmax", "argmin"].map((op) => apply(op, { dims: [1], keepdim: false }, [inBlocks(odd)])),
  spreads: [
    apply("var", { dims: [], keepdim: false, correction: 1 }, [odd]),
    apply("std", { dims: [3], keepdim: true, correction: 0 }, [inBlocks(odd)]),
    apply("norm", { dims: [1], keepdim: true, p: 3 }, [rows]),
    apply("norm", { dims: [], keepdim: true, p: 2 }, [odd]),
    apply("norm", { dims: [1], keepdim: true, p: 1 }, [inBlocks(odd)]),
    apply("logsumexp", { dims: [], keepdim: true }, [odd]),
  ],
  "rare arithmetic": ["maximum", "power", "ne", "ge"].flatMap((op) => [
    apply(op, {}, [rows, given([13], 1)]),
    apply(op, {}, [inBlocks(odd), given([11, 1, 1], 1)]),
  ]),
  selection: [
    apply("where", {}, [rows, given([13], 1), given([3, 1], 2)]),
    apply("where", {}, [inBlocks(odd), given([11, 1, 1], 1), given([], 2)]),
  ],
  broadcast: [
    apply("mul", {}, [rows, given([13], 1)]),
    apply("add", {}, [inBlocks(odd), given([11, 1, 1], 1)]),
  ],
};

/** Kernels that no plan calls: two pack weights before the first run, one only shows the machine's limit. */
const uncalled: readonly string[] = ["pack_rows", "pack_winograd", "f32_limit"];

describe("kernels write nowhere but into the arena and the constants that they fill", () => {
  for (const [name, outputs] of Object.entries(graphs)) {
    it(name, () => {
      for (const plan of plansOf(outputs)) for (const { kernel } of backends) assertGuards(plan, kernel);
    });
  }

  it("each of them in one of these graphs", () => {
    const plans = Object.values(graphs).flatMap(plansOf);
    const called = new Set(plans.flatMap(callsOf).map(({ kernel }) => kernel));
    assert.deepEqual([...called, ...uncalled].sort(), Object.keys(kernelTable).sort());
  });
});

/** As usual, and where every NaN has to stay where it belongs. */
function plansOf(outputs: readonly Recorded[]): readonly Plan[] {
  const graph: Graph = graphOf(inputsOf(outputs), outputs);
  return [false, true].map((exact) => {
    const { value: plan } = compilePlan(graph, { exact });
    assert.ok(plan);
    return plan;
  });
}

function callsOf({ setup, steps }: Plan): readonly Call[] {
  return [...setup, ...steps.flatMap(({ calls }) => calls)];
}

/**
 * Runs the plan in a memory full of guards. Inputs keep their guards, which are NaN: where a kernel writes
 * must not depend on values.
 */
function assertGuards(plan: Plan, kernel: WebAssembly.Module): void {
  const slack = 2;
  const pages = Math.ceil(plan.memory.bytes / 65_536) + slack;
  const memory = new WebAssembly.Memory({ initial: pages });
  const words = new Uint32Array(memory.buffer);
  words.fill(guard, plan.memory.constants.address / 4);
  for (const { address, bytes } of plan.constants) words.fill(0, address / 4, (address + bytes) / 4);
  const kernels = newKernels(kernel, memory);
  const before = words.slice(0, plan.memory.arena.address / 4);
  for (const call of callsOf(plan)) makeCall(kernels, call);
  assertUntouched(words.slice(plan.memory.bytes / 4), "behind the arena");
  assertGapsUntouched(plan, words, before);
}

function assertUntouched(words: Uint32Array, where: string): void {
  const at = words.findIndex((word) => word !== guard);
  assert.equal(at, -1, `word ${at} ${where} was written`);
}

/** Between constants, which are rounded up to 64 bytes, and below them, nothing changes after set-up. */
function assertGapsUntouched(plan: Plan, words: Uint32Array, before: Uint32Array): void {
  const constants = [...plan.constants].sort((a, b) => a.address - b.address);
  for (const [index, { address, bytes }] of constants.entries()) {
    const next = constants[index + 1]?.address ?? plan.memory.arena.address;
    assertUntouched(words.slice((address + bytes) / 4, next / 4), `behind constant ${index}`);
  }
  assert.deepEqual(words.slice(0, 16_384), before.slice(0, 16_384), "the kernel's own page");
}
