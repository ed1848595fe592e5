import assert from "node:assert/strict";
import { existsSync, readFileSync } from "node:fs";
import { describe, it } from "mocha";
import { type Node, product } from "../../src/ir/index.ts";
import { models, type nn, randn } from "../../src/nn/index.ts";
import { trace } from "../../src/nn/running/trace.ts";
import { findOp } from "../../src/ops/index.ts";
import { summarize } from "../../src/passes/index.ts";
import { stateNames } from "./state-names.ts";

const image = [1, 3, 224, 224];

interface ZooRow {
  readonly model: { new (numClasses?: number): nn.Module; readonly exampleInput: readonly number[] };
  readonly input: readonly number[];
  readonly parameters: number;
  readonly classes: number;
  /** Its name in torchvision, where it has one. */
  readonly torchvision: string | null;
}

const zoo: readonly ZooRow[] = [
  // LeCun et al. 1998 in today's form: 156 + 2,416 + 48,120 + 10,164 + 850.
  { model: models.LeNet5, input: [1, 1, 32, 32], parameters: 61_706, classes: 10, torchvision: null },
  { model: models.AlexNet, input: image, parameters: 61_100_840, classes: 1000, torchvision: "alexnet" },
  { model: models.VGG16, input: image, parameters: 138_357_544, classes: 1000, torchvision: "vgg16" },
  { model: models.ResNet18, input: image, parameters: 11_689_512, classes: 1000, torchvision: "resnet18" },
  { model: models.ResNet50, input: image, parameters: 25_557_032, classes: 1000, torchvision: "resnet50" },
  { model: models.GoogLeNet, input: image, parameters: 6_624_904, classes: 1000, torchvision: "googlenet" },
  { model: models.MobileNetV1, input: image, parameters: 4_231_976, classes: 1000, torchvision: null },
  {
    model: models.DenseNet121,
    input: image,
    parameters: 7_978_856,
    classes: 1000,
    torchvision: "densenet121",
  },
  // torchvision's squeezenet1_1, of which its list here tells nothing.
  { model: models.SqueezeNet11, input: image, parameters: 1_235_496, classes: 1000, torchvision: null },
  {
    model: models.MobileNetV2,
    input: image,
    parameters: 3_504_872,
    classes: 1000,
    torchvision: "mobilenet_v2",
  },
  {
    model: models.EfficientNetB0,
    input: image,
    parameters: 5_288_548,
    classes: 1000,
    torchvision: "efficientnet_b0",
  },
];

describe("the zoo", () => {
  for (const { model, input, parameters, classes } of zoo) {
    it(`${model.name} has its published size`, () => {
      assert.deepEqual(model.exampleInput, input);
      const graph = trace(new model(), randn(input));
      assert.equal(summarize(graph).total.parameters, parameters);
      assert.deepEqual(graph.nodes.at(-1)?.shape, [1, classes]);
      assert.equal(graph.name, model.name);
    });

    it(`${model.name} gives as many scores as it is asked for`, () => {
      const graph = trace(new model(7), randn(input));
      assert.deepEqual(graph.nodes.at(-1)?.shape, [1, 7]);
    });
  }
});

const truthFile = new URL("../../../shared/truth/torchvision.json", import.meta.url);

interface TorchvisionRow {
  readonly model: string;
  readonly params: number;
  readonly gmacs: number;
  readonly input: readonly number[];
}

describe("the zoo agrees with torchvision's list on parameters and giga-MACs", () => {
  for (const { model, torchvision } of zoo) {
    if (torchvision === null) continue;
    it(torchvision, function () {
      if (!existsSync(truthFile)) return skip(this, "torchvision.json is not here");
      const rows: readonly TorchvisionRow[] = JSON.parse(readFileSync(truthFile, "utf8")).models;
      const row = rows.find((candidate) => candidate.model === torchvision);
      assert.ok(row !== undefined);
      const { parameters, macs } = summarize(trace(new model(), randn(row.input))).total;
      assert.equal(parameters, row.params);
      assert.equal((Number(macs) / 1e9).toFixed(3), row.gmacs.toFixed(3));
    });
  }
});

describe("MobileNetV1", () => {
  // Howard et al. 2017, table 2, which counts weights without batch norms and biases.
  it("spends its MACs and weights where the paper says", () => {
    const graph = trace(new models.MobileNetV1(), randn(image));
    const report = summarize(graph);
    const pointwise = graph.nodes.filter(({ attrs }) => String(attrs.kernelSize) === "1,1");
    const macs = pointwise.reduce((sum, { id }) => sum + Number(report.nodes[id]?.macs), 0);
    assert.equal(((100 * macs) / Number(report.total.macs)).toFixed(2), "94.86");
    const weights = ({ op, attrs }: Node): number =>
      Number(product(findOp(op).params(attrs).weight?.shape ?? [0]));
    const all = graph.nodes
      .filter(({ op }) => op !== "batch-norm2d")
      .reduce((sum, node) => sum + weights(node), 0);
    const ours = pointwise.reduce((sum, node) => sum + weights(node), 0);
    assert.equal(((100 * ours) / all).toFixed(2), "74.59");
  });
});

const batchNorm = ["bias", "running_mean", "running_var", "weight"];

const both = (...owners: readonly string[]): string[] => owners.flatMap((o) => [`${o}.bias`, `${o}.weight`]);
const normed = (...owners: readonly string[]): string[] =>
  owners.flatMap((owner) => batchNorm.map((name) => `${owner}.${name}`));

/** torchvision's `state_dict` keys, without the counters `num_batches_tracked`. */
const names: readonly { model: new () => nn.Module; keys: readonly string[] }[] = [
  {
    model: models.AlexNet,
    keys: both(...[0, 3, 6, 8, 10].map((i) => `features.${i}`), ...[1, 4, 6].map((i) => `classifier.${i}`)),
  },
  {
    model: models.VGG16,
    keys: both(
      ...[0, 2, 5, 7, 10, 12, 14, 17, 19, 21, 24, 26, 28].map((i) => `features.${i}`),
      ...[0, 3, 6].map((i) => `classifier.${i}`),
    ),
  },
  { model: models.ResNet18, keys: resNetKeys([2, 2, 2, 2], 2, [2, 3, 4]) },
  { model: models.ResNet50, keys: resNetKeys([3, 4, 6, 3], 3, [1, 2, 3, 4]) },
  { model: models.GoogLeNet, keys: googLeNetKeys() },
  { model: models.DenseNet121, keys: denseNetKeys([6, 12, 24, 16]) },
  { model: models.SqueezeNet11, keys: squeezeNetKeys() },
  { model: models.MobileNetV2, keys: mobileNetV2Keys() },
  { model: models.EfficientNetB0, keys: efficientNetKeys([1, 2, 2, 3, 3, 4, 1]) },
];

describe("parameters bear torchvision's names", () => {
  for (const { model, keys } of names) {
    it(model.name, () => {
      assert.deepEqual(stateNames(trace(new model(), randn(image))), [...keys].sort());
    });
  }
});

function resNetKeys(depths: readonly number[], convolutions: number, projected: readonly number[]): string[] {
  const blocks = depths.flatMap((depth, stage) =>
    Array.from({ length: depth }, (_, index) => `layer${stage + 1}.${index}`),
  );
  const parts = blocks.flatMap((block) =>
    Array.from({ length: convolutions }, (_, i) => [
      `${block}.conv${i + 1}.weight`,
      ...normed(`${block}.bn${i + 1}`),
    ]),
  );
  const shortcuts = projected.map((stage) => `layer${stage}.0.downsample`);
  return [
    "conv1.weight",
    ...normed("bn1"),
    ...parts.flat(),
    ...shortcuts.flatMap((path) => [`${path}.0.weight`, ...normed(`${path}.1`)]),
    ...both("fc"),
  ];
}

function googLeNetKeys(): string[] {
  const modules = ["3a", "3b", "4a", "4b", "4c", "4d", "4e", "5a", "5b"].map((name) => `inception${name}`);
  const branches = ["branch1", "branch2.0", "branch2.1", "branch3.0", "branch3.1", "branch4.1"];
  const units = ["conv1", "conv2", "conv3", ...modules.flatMap((m) => branches.map((b) => `${m}.${b}`))];
  return [...units.flatMap((unit) => [`${unit}.conv.weight`, ...normed(`${unit}.bn`)]), ...both("fc")];
}

function denseNetKeys(depths: readonly number[]): string[] {
  const layers = depths.flatMap((depth, block) =>
    Array.from({ length: depth }, (_, i) => `features.denseblock${block + 1}.denselayer${i + 1}`),
  );
  const transitions = [1, 2, 3].map((i) => `features.transition${i}`);
  return [
    "features.conv0.weight",
    ...normed("features.norm0", "features.norm5"),
    ...layers.flatMap((path) => [
      ...[`${path}.conv1.weight`, `${path}.conv2.weight`],
      ...normed(`${path}.norm1`, `${path}.norm2`),
    ]),
    ...transitions.flatMap((path) => [`${path}.conv.weight`, ...normed(`${path}.norm`)]),
    ...both("classifier"),
  ];
}

function squeezeNetKeys(): string[] {
  const fires = [3, 4, 6, 7, 9, 10, 11, 12].map((i) => `features.${i}`);
  const parts = ["squeeze", "expand1x1", "expand3x3"];
  return both("features.0", ...fires.flatMap((path) => parts.map((p) => `${path}.${p}`)), "classifier.1");
}

function mobileNetV2Keys(): string[] {
  const unit = (path: string): string[] => [`${path}.0.weight`, ...normed(`${path}.1`)];
  const blocks = Array.from({ length: 17 }, (_, i) => {
    const conv = `features.${i + 1}.conv`;
    const units = i === 0 ? [`${conv}.0`] : [`${conv}.0`, `${conv}.1`];
    const [narrow, norm] = i === 0 ? [1, 2] : [2, 3];
    return [...units.flatMap(unit), `${conv}.${narrow}.weight`, ...normed(`${conv}.${norm}`)];
  });
  return [...unit("features.0"), ...blocks.flat(), ...unit("features.18"), ...both("classifier.1")];
}

function efficientNetKeys(depths: readonly number[]): string[] {
  const unit = (path: string): string[] => [`${path}.0.weight`, ...normed(`${path}.1`)];
  const blocks = depths.flatMap((depth, stage) =>
    Array.from({ length: depth }, (_, i) => `features.${stage + 1}.${i}.block`),
  );
  const parts = blocks.map((block, index) => {
    // The first one does not widen its channels.
    const at = index === 0 ? 0 : 1;
    const widen = index === 0 ? [] : unit(`${block}.0`);
    const squeeze = both(`${block}.${at + 1}.fc1`, `${block}.${at + 1}.fc2`);
    return [...widen, ...unit(`${block}.${at}`), ...squeeze, ...unit(`${block}.${at + 2}`)];
  });
  return [...unit("features.0"), ...parts.flat(), ...unit("features.8"), ...both("classifier.1")];
}

function skip(context: Mocha.Context, why: string): void {
  console.log(`        skipped: ${why}`);
  context.skip();
}
