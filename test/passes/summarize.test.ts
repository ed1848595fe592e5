import assert from "node:assert/strict";
import { describe, it } from "mocha";
import {
  type Attrs,
  buildGraph,
  type Graph,
  isUnknown,
  printDim,
  type Recorded,
  type Report,
  type Shape,
  symbol,
} from "../../src/ir/index.ts";
import { randn } from "../../src/nn/creation.ts";
import type { Module } from "../../src/nn/module.ts";
import { trace } from "../../src/nn/running/trace.ts";
import * as zoo from "../../src/nn/zoo/index.ts";
import { findOp } from "../../src/ops/index.ts";
import { countParameters, summarize } from "../../src/passes/index.ts";

/** Published figures; fields of the last layer that still has places, after Araujo, Norris and Sim (Distill, 2019). */
const published: readonly {
  model: () => Module;
  parameters: number;
  macs: number | { giga: number };
  field?: { before: string; size: number; jump: number };
}[] = [
  { model: () => new zoo.AlexNet(), parameters: 61_100_840, macs: { giga: 0.714 } },
  {
    model: () => new zoo.VGG16(),
    parameters: 138_357_544,
    macs: 15_470_264_320,
    field: { before: "flatten", size: 212, jump: 32 },
  },
  {
    model: () => new zoo.ResNet18(),
    parameters: 11_689_512,
    macs: 1_814_073_344,
    field: { before: "adaptive-avg-pool2d", size: 435, jump: 32 },
  },
  { model: () => new zoo.ResNet50(), parameters: 25_557_032, macs: 4_089_184_256 },
  { model: () => new zoo.GoogLeNet(), parameters: 6_624_904, macs: { giga: 1.498 } },
  {
    model: () => new zoo.MobileNetV1(),
    parameters: 4_231_976,
    macs: 568_740_352,
    field: { before: "adaptive-avg-pool2d", size: 315, jump: 32 },
  },
];

describe("summarize agrees with what is published about", () => {
  for (const { model, parameters, macs, field } of published) {
    const module = model();
    it(module.constructor.name, () => {
      const graph = trace(module, randn(1, 3, 224, 224));
      const report = summarize(graph);
      assert.equal(report.total.parameters, parameters);
      if (typeof macs === "number") assert.equal(report.total.macs, macs);
      else assert.equal(Number((Number(report.total.macs) / 1e9).toFixed(3)), macs.giga);
      assert.deepEqual(report.modules[0], { path: "", ...report.total });
      if (field === undefined) return;
      const before = (graph.nodes.find((node) => node.op === field.before)?.id ?? 0) - 1;
      const { size, jump } = report.nodes[before]?.receptiveField ?? {};
      assert.deepEqual({ size, jump }, { size: [field.size, field.size], jump: [field.jump, field.jump] });
    });
  }
});

describe("summarize", () => {
  it("counts a tiny residual block as one does by hand", () => {
    const x = image(1, 4, 8, 8);
    const conv = apply("conv2d", convolution(4, 4, { padding: [1, 1] }), [x], "block.conv");
    const norm = apply("batch-norm2d", batchNorm(4), [conv], "block.norm");
    const sum = apply("add", {}, [norm, x], null, "block");
    const report = summarize(graphOf([x], [apply("relu", {}, [sum], null, "")]));
    // 256 elements, 1,024 bytes each output; the convolution's 4·4·9 weights and 4 biases, the norm's γ and β; 36 products an element.
    assert.deepEqual(report.total, {
      parameters: 156,
      fixedParameters: 0,
      buffers: 8,
      macs: 9_216,
      elementwise: 256 + 2 * 256 + 256 + 256,
      activationBytes: 5 * 1024,
    });
    assert.deepEqual(row(report, "block"), {
      path: "block",
      parameters: 156,
      fixedParameters: 0,
      buffers: 8,
      macs: 9_216,
      elementwise: 4 * 256,
      activationBytes: 3 * 1024,
    });
    assert.equal(row(report, "block.conv")?.parameters, 148);
    // The input waits for the addition: it, an operand and the result live at once.
    assert.equal(report.peakActivationBytes, 3 * 1024);
  });

  it("counts a layer that is used twice once, and its work twice", () => {
    const x = image(1, 4, 8, 8);
    const attrs = convolution(4, 4, { padding: [1, 1], bias: false });
    const once = apply("conv2d", attrs, [x], "shared");
    const twice = apply("conv2d", attrs, [once], "shared");
    const report = summarize(graphOf([x], [twice]));
    assert.deepEqual(
      report.nodes.map((node) => node.parameters),
      [0, 144, 0],
    );
    assert.equal(report.total.parameters, 144);
    assert.equal(report.total.macs, 2 * 9216);
    assert.equal(row(report, "shared")?.parameters, 144);
  });

  it("sees through the widest path, with the step of the paths that have places", () => {
    const x = image(1, 4, 32, 32);
    const narrow = apply("conv2d", convolution(4, 4, { kernelSize: [1, 1], stride: [2, 2] }), [x], "narrow");
    const wide = apply(
      "conv2d",
      convolution(4, 4, { kernelSize: [5, 5], stride: [2, 2], padding: [2, 2] }),
      [x],
      "wide",
    );
    const gate = apply("adaptive-avg-pool2d", { outputSize: [1, 1] }, [wide], "gate");
    const sum = apply("add", {}, [narrow, wide], null);
    const report = summarize(graphOf([x], [sum, apply("mul", {}, [wide, gate], null)]));
    const fields = report.nodes.map((node) => node.receptiveField);
    assert.deepEqual(fields, [
      { size: [1, 1], jump: [1, 1] },
      { size: [1, 1], jump: [2, 2] },
      { size: [5, 5], jump: [2, 2] },
      { size: [5, 5], jump: [2, 2] },
      { size: [32, 32], jump: [32, 32] },
      { size: [32, 32], jump: [2, 2] },
    ]);
  });

  it("follows height and width through permutations", () => {
    const x = image(1, 4, 32, 32);
    const down = apply("conv2d", convolution(4, 4, { stride: [2, 1] }), [x], "a");
    const last = apply("permute", { dims: [0, 2, 3, 1] }, [down], null);
    const norm = apply("layer-norm", { normalizedShape: [4], epsilon: 1e-6, affine: true }, [last], "n");
    const mixed = apply("linear", { inFeatures: 4, outFeatures: 4, bias: true }, [norm], "l");
    const first = apply("permute", { dims: [0, 3, 1, 2] }, [mixed], null);
    const next = apply("conv2d", convolution(4, 4, {}), [first], "b");
    const rows = apply("linear", { inFeatures: 30, outFeatures: 5, bias: true }, [first], "w");
    const report = summarize(graphOf([x], [next, rows]));
    const field = { size: [3, 3], jump: [2, 1] };
    const fields = report.nodes.map(({ receptiveField }) => receptiveField).slice(1);
    const wide = { size: [7, 5], jump: [2, 1] };
    assert.deepEqual(fields, [field, field, field, field, field, wide, { size: [32, 32], jump: [32, 32] }]);
  });

  it("follows height and width where an axis behind them is reduced away", () => {
    const x = image(1, 4, 32, 32);
    const down = apply("conv2d", convolution(4, 4, { stride: [2, 1] }), [x], "a");
    const last = apply("permute", { dims: [0, 2, 3, 1] }, [down], null);
    const maps = [false, true].map((keepdim) => apply("mean", { dims: [3], keepdim }, [last], null));
    const columns = maps.map((map) => apply("softmax", { dim: 2 }, [map], null));
    const report = summarize(graphOf([x], columns));
    const fields = report.nodes.map(({ receptiveField }) => receptiveField).slice(3);
    const small = { size: [3, 3], jump: [2, 1] };
    const wide = { size: [32, 32], jump: [2, 1] };
    assert.deepEqual(fields, [small, wide, small, wide]);
  });

  it("a norm's statistics see the whole map, and its numbers stay where they are", () => {
    const x = image(1, 4, 32, 32);
    const down = apply("conv2d", convolution(4, 4, { stride: [2, 2] }), [x], "a");
    const attrs = { numGroups: 2, numChannels: 4, epsilon: 1e-5, affine: true };
    const norm = apply("group-norm", attrs, [down], "n");
    const shuffled = apply(
      "transpose",
      { dim0: 1, dim1: 2 },
      [apply("reshape", { shape: [1, 2, 2, 15, 15] }, [norm], null)],
      null,
    );
    const halves = apply("chunk", { chunks: 2, index: 1, dim: 1 }, [down], null);
    const report = summarize(graphOf([x], [shuffled, halves]));
    const whole = { size: [32, 32], jump: [2, 2] };
    assert.deepEqual(report.nodes.map(({ receptiveField }) => receptiveField).slice(1), [
      { size: [3, 3], jump: [2, 2] },
      whole,
      whole,
      whole,
      { size: [3, 3], jump: [2, 2] },
    ]);
  });

  it("counts dilation and unequal sides in the field", () => {
    const x = image(1, 1, 32, 32);
    const first = apply("conv2d", convolution(1, 1, { kernelSize: [3, 1], stride: [2, 1] }), [x], "a");
    const second = apply("conv2d", convolution(1, 1, { kernelSize: [3, 3], dilation: [2, 2] }), [first], "b");
    const report = summarize(graphOf([x], [second]));
    // Down: 3 + (5 − 1)·2; across: 1 + (5 − 1)·1.
    assert.deepEqual(report.nodes[2]?.receptiveField, { size: [11, 5], jump: [2, 1] });
  });

  it("divides the step by what enlarges, and rounds the field up to whole pixels", () => {
    const x = image(1, 4, 32, 32);
    const half = apply("conv2d", convolution(4, 4, { stride: [2, 2], padding: [1, 1] }), [x], "a");
    const back = apply("conv-transpose2d", transposed({ kernelSize: [4, 2] }), [half], "b");
    const twice = apply("upsample", scaled(2, "bilinear"), [back], null);
    const third = apply("upsample", scaled(3, "nearest"), [x], null);
    const sized = { ...scaled(1, "nearest"), scaleFactor: null, size: [48, 16] };
    const odd = apply("upsample", sized, [x], null);
    const last = apply("conv2d", convolution(4, 4, {}), [third], "c");
    const report = summarize(graphOf([x], [twice, last, odd]));
    const fields = report.nodes.map(({ receptiveField }) => receptiveField).slice(1);
    assert.deepEqual(fields, [
      { size: [3, 3], jump: [2, 2] },
      // Two of the four taps in height meet an output, one of the two in width: 3 + (2 − 1)·2 and 3.
      { size: [5, 3], jump: [1, 1] },
      { size: [6, 4], jump: [0.5, 0.5] },
      { size: [1, 1], jump: [0.333333, 0.333333] },
      // Three neighbours a third of a pixel apart see two pixels.
      { size: [2, 2], jump: [0.333333, 0.333333] },
      { size: [1, 1], jump: [0.666667, 2] },
    ]);
  });

  it("keeps the step a number where the image is a symbol", () => {
    const x = image(1, 4, symbol("H"), symbol("W"));
    const half = apply("conv2d", convolution(4, 4, { stride: [2, 2] }), [x], "a");
    const back = apply("conv-transpose2d", transposed({}), [half], "b");
    const report = summarize(graphOf([x], [apply("upsample", scaled(2, "nearest"), [back], null)]));
    assert.deepEqual(report.nodes.at(-1)?.receptiveField, { size: [3, 3], jump: [0.5, 0.5] });
  });

  it("has no field for what does not see the first input", () => {
    const x = image(1, 4, 8, 8);
    const noise = apply("input", { shape: [1, 4, 8, 8], fill: "randn", value: 0, stream: 1 }, [], null);
    const report = summarize(graphOf([x], [apply("relu", {}, [noise], null), x]));
    assert.equal(report.nodes[1]?.receptiveField, null);
    assert.equal(report.nodes[2]?.receptiveField, null);
  });

  it("counts symbols in formulas", () => {
    const x = image(symbol("N"), 4, 8, 8);
    const conv = apply("conv2d", convolution(4, symbol("C"), { padding: [1, 1] }), [x], "conv");
    const report = summarize(graphOf([x], [conv]));
    assert.equal(printDim(report.total.parameters), "37·C");
    assert.equal(printDim(report.total.macs), "2304·C·N");
    assert.equal(printDim(report.peakActivationBytes), "256·C·N + 1024·N");
  });

  it("finds the peak of a symbolic batch without writing max", () => {
    const x = image(symbol("N"), 4, 8, 8);
    const wide = apply("conv2d", convolution(4, 16, { padding: [1, 1] }), [x], "wide");
    const narrow = apply("conv2d", convolution(16, 2, { padding: [1, 1] }), [wide], "narrow");
    const report = summarize(graphOf([x], [narrow]));
    assert.equal(printDim(report.peakActivationBytes), "5120·N");
  });

  it("keeps what the model returns to the end", () => {
    const x = image(1, 4, 8, 8);
    const first = apply("relu", {}, [x], null);
    const last = apply("relu", {}, [apply("relu", {}, [first], null)], null);
    assert.equal(summarize(graphOf([x], [last])).peakActivationBytes, 2 * 1024);
    assert.equal(summarize(graphOf([x], [first, last])).peakActivationBytes, 3 * 1024);
  });

  it("does not take an unknown for 0", () => {
    const x = image(1, 4, 8, 8);
    const unknown = { kind: "unknown", reason: "not given" } as const;
    const conv = apply("conv2d", convolution(4, unknown, {}), [x], "conv");
    const { total, gaps, peakActivationBytes } = summarize(graphOf([x], [conv]));
    assert.ok(isUnknown(peakActivationBytes));
    assert.deepEqual(
      gaps.map(({ path, reason, lacks }) => ({ path, reason, lacks })),
      [
        {
          path: "conv",
          reason: "not given",
          lacks: ["parameters", "macs", "elementwise", "activationBytes"],
        },
      ],
    );
    // What is known is a lower bound: the input's bytes.
    assert.deepEqual([total.parameters, total.macs, total.activationBytes], [0, 0, 1024]);
    assert.equal(total.buffers, 0);
  });

  it("takes a chain of 10,000 layers", () => {
    const x = image(1, 4, 8, 8);
    let last = x;
    for (let i = 0; i < 10_000; i++) last = apply("relu", {}, [last], null, `layers.${i}`);
    const { total, peakActivationBytes } = summarize(graphOf([x], [last]));
    assert.equal(total.elementwise, 2_560_000);
    assert.equal(peakActivationBytes, 2048);
  });
});

describe("countParameters", () => {
  it("counts the guide's convolution and its separable counterpart", () => {
    const full = [{ op: "conv2d", attrs: convolution(64, 128, { padding: [1, 1] }) }];
    const separable = [
      { op: "conv2d", attrs: convolution(64, 64, { groups: 64, bias: false }) },
      { op: "batch-norm2d", attrs: batchNorm(64) },
      { op: "conv2d", attrs: convolution(64, 128, { kernelSize: [1, 1], bias: false }) },
      { op: "batch-norm2d", attrs: batchNorm(128) },
    ];
    assert.deepEqual(countParameters(full), { parameters: 73_856, fixedParameters: 0, buffers: 0 });
    assert.deepEqual(countParameters(separable), { parameters: 9_152, fixedParameters: 0, buffers: 384 });
    assert.deepEqual(countParameters([]), { parameters: 0, fixedParameters: 0, buffers: 0 });
  });
});

function image(...shape: Shape): Recorded {
  return apply("input", { shape, fill: "given", value: 0, stream: 0 }, [], null);
}

function apply(
  op: string,
  attrs: Attrs,
  inputs: readonly Recorded[],
  owner: string | null,
  module = owner ?? "",
): Recorded {
  const shape = findOp(op).infer(
    attrs,
    inputs.map((input) => input.shape),
  ).value;
  return { op, attrs, inputs, shape, module, owner, source: null };
}

function graphOf(inputs: readonly Recorded[], outputs: readonly Recorded[]): Graph {
  const moduleAt = () => ({ className: "Module", source: null });
  return buildGraph({ name: "Test", inputs, outputs, moduleAt });
}

function convolution(inChannels: Attrs[string], outChannels: Attrs[string], options: Attrs): Attrs {
  const defaults = {
    kernelSize: [3, 3],
    stride: [1, 1],
    padding: [0, 0],
    dilation: [1, 1],
    groups: 1,
    bias: true,
  };
  return { inChannels, outChannels, ...defaults, ...options };
}

/** Doubles height and width where nothing else is said. */
function transposed(options: Attrs): Attrs {
  const window = { kernelSize: [2, 2], stride: [2, 2], outputPadding: [0, 0] };
  return { ...convolution(4, 4, {}), ...window, ...options };
}

function scaled(factor: number, mode: "nearest" | "bilinear"): Attrs {
  return {
    size: null,
    scaleFactor: [factor, factor],
    mode,
    alignCorners: false,
    antialias: false,
    recomputeScaleFactor: false,
  };
}

function batchNorm(numFeatures: number): Attrs {
  return { numFeatures, epsilon: 1e-5, momentum: 0.1, affine: true };
}

function row(report: Report, path: string) {
  return report.modules.find((module) => module.path === path);
}
