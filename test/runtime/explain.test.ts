import assert from "node:assert/strict";
import { describe, it } from "mocha";
import { type Attrs, type Graph, knownShape, type NodeId } from "../../src/ir/index.ts";
import { models, nn, randn, type Tensor, trace } from "../../src/library/index.ts";
import { ops } from "../../src/ops/index.ts";
import { lowerGraph } from "../../src/passes/index.ts";
import { createExplainer, type Explainer, type Part } from "../../src/runtime/explain/index.ts";
import { separablePairs } from "../../src/runtime/explain/separable.ts";
import { parameterValues } from "../../src/runtime/weights/parameters.ts";
import { apply, given, graphOf } from "../support/op-graph.ts";
import { runByReference } from "../support/reference-run.ts";
import { add, batchNorm, cat, conv, relu } from "../support/small-nets.ts";
import { testValues } from "../support/test-values.ts";

/** Larger ones take long by the reference, and show nothing more. */
const mostElements = 600;

describe("the arithmetic of one element", () => {
  for (const op of ops) {
    const examples = op.examples.filter(
      ({ inputs, output, problems = [] }) =>
        problems.length === 0 && inputs.length > 0 && [...inputs, output].every(isSmall),
    );
    for (const { name, attrs, inputs } of examples) {
      it(`gives what the reference gives: ${op.kind}, ${name}`, () => {
        const sources = inputs.map((shape, index) => given(shape, index));
        assertExplains(graphOf(sources, [apply(op.kind, attrs, sources)]));
      });
    }
  }

  const window = { kernelSize: [3, 2], stride: [2, 1], padding: [1, 1] };
  const filter = { inChannels: 4, outChannels: 6, ...window, bias: true };
  const cases: readonly (readonly [kind: string, name: string, attrs: Attrs])[] = [
    ["conv2d", "stride and padding", { ...filter, dilation: [1, 1], groups: 1 }],
    ["conv2d", "dilation and groups", { ...filter, dilation: [2, 3], groups: 2 }],
    ["conv2d", "padding same", { ...filter, stride: [1, 1], padding: "same", dilation: [1, 2], groups: 1 }],
    ["conv-transpose2d", "groups", { ...filter, outputPadding: [1, 0], dilation: [1, 2], groups: 2 }],
    ["max-pool2d", "ceil mode", { ...window, dilation: [2, 1], ceilMode: true }],
    ["avg-pool2d", "counted padding", { ...window, ceilMode: true, countIncludePad: true }],
    ["avg-pool2d", "padding that does not count", { ...window, ceilMode: true, countIncludePad: false }],
    ["adaptive-avg-pool2d", "uneven cells", { outputSize: [3, 4] }],
  ];
  for (const [kind, name, attrs] of cases) {
    it(`gives what the reference gives at every border: ${kind}, ${name}`, () => {
      const image = given([2, 4, 7, 9]);
      assertExplains(graphOf([image], [apply(kind, attrs, [image])]));
    });
  }

  it("is worked out through what the engine has merged into one step", () => {
    const image = given([1, 4, 6, 6]);
    const plain = batchNorm(conv(image, 4, "conv"), "bn");
    const graph = graphOf([image], [relu(add(plain, image))]);
    assertExplains(graph, (id) => id === 0);
  });

  it("marks padding, and puts products beside patch and kernel", () => {
    const image = given([1, 2, 5, 5]);
    const { explainer, last } = explainerOf(graphOf([image], [conv(image, 3, "conv")]));
    const found = explainer.explain(last, [0, 1, 0, 4]);
    const [part] = found?.parts ?? [];
    assert.ok(part?.values && part.weights);
    assert.deepEqual(part.place, [0, 0, -1, 3]);
    assert.deepEqual(
      part.outside.map((one) => (one ? 1 : 0)),
      [1, 1, 1, 0, 0, 1, 0, 0, 1],
    );
    assert.equal(part.values[0], 0);
    assert.equal(part.result, sumOfProducts(part));
    assert.equal(found?.lines[0]?.words, "the sum of 18 products, 9 for each of 2 channels");
  });

  it("reads weights that are calculated from parameters once, as a whole", () => {
    class Net extends nn.Module {
      conv = nn.utils.weightNorm(new nn.Conv2d(2, 3, 3));
      forward(x: Tensor): Tensor {
        return this.conv(x);
      }
    }
    const graph = trace(new Net(), randn(1, 2, 4, 4));
    const asked: string[] = [];
    const explainer = createExplainer({
      graph,
      tensor: () => ({ shape: [1, 2, 4, 4], data: new Float32Array(32).fill(1) }),
      parameter(parameter) {
        asked.push(parameter.init.kind);
        return parameterValues(parameter, new Map(), 1);
      },
    });
    assert.ok(Number.isFinite(explainer.explain(graph.nodes.length - 1, [0, 1, 1, 1])?.value));
    assert.deepEqual(
      asked.filter((kind) => kind === "calculated"),
      ["calculated"],
    );
  });

  it("says which part of a concatenation an element comes from", () => {
    const [a, b] = [given([1, 3, 4, 4], 0), given([1, 5, 4, 4], 1)];
    const { explainer, last } = explainerOf(graphOf([a, b], [cat(a, b)]));
    const [part] = explainer.explain(last, [0, 4, 2, 2])?.parts ?? [];
    assert.deepEqual([part?.input, part?.place], [1, [0, 1, 2, 2]]);
  });

  const depthwise = { groups: 4, stride: 2, padding: 1 };
  for (const [between, layers] of [
    ["nothing", []],
    ["batch norm and activation", [new nn.BatchNorm2d(8), new nn.ReLU()]],
    ["batch norm and ReLU6", [new nn.BatchNorm2d(8), new nn.ReLU6()]],
    ["group norm and dropout", [new nn.GroupNorm(2, 8), new nn.Dropout(0.5)]],
    ["squeeze and excitation", [new nn.BatchNorm2d(8), new nn.Hardswish(), new nn.SqueezeExcitation(8, 2)]],
    ["a slope for each channel", [new nn.PReLU(8)]],
  ] as const) {
    it(`shows the depthwise patch of each channel that a pointwise convolution mixes, behind ${between}`, () => {
      const net = new nn.Sequential(
        new nn.Conv2d(4, 8, 3, depthwise),
        ...layers.values(),
        new nn.Conv2d(8, 6, 1),
      );
      const { explainer, last } = explainerOf(trace(net, randn(1, 4, 6, 6)));
      const { parts = [] } = explainer.explain(last, [0, 5, 1, 1]) ?? {};
      assert.deepEqual(
        parts.map(({ before }) => [before?.node, before?.part.values?.length, before?.part.place[1]]),
        [0, 0, 1, 1, 2, 2, 3, 3].map((channel) => [1, 9, channel]),
      );
      for (const { before, place } of parts)
        assert.equal(before?.part.result, explainer.explain(1, place)?.lines[0]?.value);
    });
  }

  it("counts what a depthwise and a pointwise convolution multiply beside the plain one, from either of them", () => {
    const net = new nn.Sequential(new nn.Conv2d(4, 8, 3, depthwise), new nn.ReLU(), new nn.Conv2d(8, 6, 1));
    const { explainer, last } = explainerOf(trace(net, randn(2, 4, 6, 6)));
    const expected = {
      ...{ depthwise: 1, pointwise: last, kernel: [3, 3], pixels: 9 },
      channels: { inputs: 4, filtered: 8, outputs: 6 },
      products: { depthwise: 9 * 8, pointwise: 8 * 6, plain: 9 * 4 * 6 },
    };
    assert.deepEqual(explainer.explain(last, [0, 5, 1, 1])?.separable, expected);
    assert.deepEqual(explainer.explain(1, [0, 5, 1, 1])?.separable, expected);
    assert.equal(explainer.explain(last - 1, [0, 5, 1, 1])?.separable, null);
  });

  for (const [name, net] of Object.entries({
    MobileNetV1: new models.MobileNetV1(),
    MobileNetV2: new models.MobileNetV2(),
    mobilenet_v3_small: models.mobilenetV3("mobilenet_v3_small"),
    EfficientNetB0: new models.EfficientNetB0(),
    mnasnet0_5: models.mnasnet("mnasnet0_5"),
  })) {
    it(`pairs every depthwise convolution of ${name} with the pointwise one behind it`, () => {
      const stages = lowerGraph(trace(net, randn(1, 3, 64, 64))).stages;
      const depthwise = stages.filter(
        ({ lowering }) => lowering.family === "convolution" && lowering.groups > 1,
      );
      const pairs = separablePairs(stages);
      assert.ok(depthwise.length > 8);
      assert.deepEqual(
        depthwise.filter(({ value }) => pairs.get(value)?.depthwise.value !== value),
        [],
      );
    });
  }

  for (const [Conv, shape, kernel, plain] of [
    [nn.Conv1d, [1, 4, 9], [3], 3 * 4 * 6],
    [nn.Conv3d, [1, 4, 5, 5, 5], [3, 3, 3], 27 * 4 * 6],
  ] as const) {
    it(`counts them over ${kernel.length === 1 ? "one axis" : "three axes"} as well`, () => {
      const net = new nn.Sequential(new Conv(4, 4, 3, { groups: 4 }), new Conv(4, 6, 1));
      const { explainer, last } = explainerOf(trace(net, randn(...(shape as readonly number[] as [number]))));
      const place = shape.map(() => 0);
      const { separable = null, parts = [] } = explainer.explain(last, place) ?? {};
      assert.deepEqual([separable?.kernel, separable?.products.plain], [kernel, plain]);
      assert.equal(parts.length, 4);
      // The patch of a volume is several parts, one for each slice.
      assert.ok(parts.every(({ before }) => (before === null) === (kernel.length === 3)));
    });
  }

  it("leaves out the smallest of very many parts, and says what they add up to", () => {
    const row = given([1, 200]);
    const attrs = { inFeatures: 200, outFeatures: 3, bias: true };
    const { explainer, last } = explainerOf(graphOf([row], [apply("linear", attrs, [row])]));
    const { parts = [], omitted, lines = [] } = explainer.explain(last, [0, 2]) ?? {};
    assert.equal(parts.length + (omitted?.count ?? 0), 200);
    const sum = parts.reduce((total, { result }) => total + result, omitted?.sum ?? 0);
    assert.ok(Math.abs(sum - (lines[0]?.value ?? 0)) < 1e-9);
  });

  it("has nothing to say about an input", () => {
    const image = given([1, 1, 2, 2]);
    assert.equal(explainerOf(graphOf([image], [relu(image)])).explainer.explain(0, [0, 0, 0, 0]), null);
  });
});

function isSmall(shape: readonly unknown[]): boolean {
  return shape.every((size) => typeof size === "number") && product(shape as number[]) <= mostElements;
}

function product(sizes: readonly number[]): number {
  return sizes.reduce((a, b) => a * b, 1);
}

function sumOfProducts({ values, weights }: Part): number {
  return (values ?? []).reduce((sum, value, index) => sum + value * (weights?.[index] ?? 0), 0);
}

function explainerOf(graph: Graph, isKept: (id: NodeId) => boolean = () => true) {
  const tensors = runByReference(graph, [], testValues);
  const explainer = createExplainer({
    graph,
    tensor: (id) => (isKept(id) ? (tensors.get(id) ?? null) : null),
    parameter: testValues,
  });
  return { explainer, tensors, last: graph.nodes.length - 1 };
}

/** Holds every element of the last node against the reference. */
function assertExplains(graph: Graph, isKept?: (id: NodeId) => boolean): void {
  const { explainer, tensors, last } = explainerOf(graph, isKept);
  const shape = knownShape(graph.nodes[last]?.shape ?? []) ?? [];
  tensors.get(last)?.data.forEach((expected, offset) => {
    assertNear(explainer, last, placeOf(shape, offset), expected);
  });
}

function assertNear(explainer: Explainer, node: NodeId, place: readonly number[], expected: number): void {
  const value = explainer.explain(node, place)?.value ?? Number.NaN;
  const isNear = Object.is(value, expected) || Math.abs(value - expected) <= 1e-5 * (1 + Math.abs(expected));
  assert.ok(isNear, `${place}: ${value} instead of ${expected}`);
}

function placeOf(shape: readonly number[], offset: number): readonly number[] {
  return shape.map((size, axis) => Math.floor(offset / product(shape.slice(axis + 1))) % size);
}
