import assert from "node:assert/strict";
import { existsSync, readFileSync } from "node:fs";
import { describe, it } from "mocha";
import {
  matchWeights,
  type NamedTensor,
  readSafetensors,
  writeSafetensors,
} from "../../../src/interop/safetensors/index.ts";
import { F, input, nn } from "../../../src/nn/index.ts";
import { trace } from "../../../src/nn/running/trace.ts";
import type { Tensor } from "../../../src/nn/tensor.ts";
import { openSession, requirePlan } from "../../../src/runtime/index.ts";
import { backends } from "../../support/kernels.ts";

/** Nets that others have trained, with their weights, their images and what is known to come out. */
const truth = "../shared/truth/weights";

/** https://github.com/tracel-ai/burn, examples/import-model-weights: the net that PyTorch trained there. */
class BurnMnist extends nn.Module {
  conv1 = new nn.Conv2d(1, 8, 3);
  conv2 = new nn.Conv2d(8, 16, 3);
  conv3 = new nn.Conv2d(16, 24, 3);
  norm1 = new nn.BatchNorm2d(24);
  fc1 = new nn.Linear(24 * 22 * 22, 32);
  fc2 = new nn.Linear(32, 10);
  norm2 = new nn.BatchNorm2d(10);

  forward(x: Tensor): Tensor {
    let out = F.relu(this.conv3(F.relu(this.conv2(F.relu(this.conv1(x))))));
    out = F.relu(this.fc1(this.norm1(out).flatten(1)));
    return this.norm2(this.fc2(out).reshape(-1, 10, 1, 1)).flatten(1);
  }
}

describe("a net trained in PyTorch reads digits", () => {
  const [weights, digits] = [`${truth}/burn-mnist/mnist.safetensors`, `${truth}/mnist-onnx`];
  for (const digit of [0, 3, 5, 7]) {
    it(`reads a ${digit}`, async function () {
      if (!existsSync(weights) || !existsSync(digits)) return this.skip();
      const { value, problems } = readSafetensors(readFileSync(weights));
      assert.ok(value, problems[0]?.message);
      const graph = trace(new BurnMnist(), input(1, 1, 28, 28));
      const { weights: matched, report } = matchWeights(graph, value);
      assert.deepEqual({ ...report, matched: report.matched.length }, allMatched(18));
      const gray = readFileSync(`${digits}/${digit}.gray`);
      const image = Float32Array.from(gray, (level) => (level / 255 - 0.1307) / 0.3081);
      for (const kernel of backends) {
        const session = openSession(requirePlan(graph), { kernel, weights: matched });
        const { outputs } = await session.run([image]);
        session.dispose();
        assert.equal(largest(outputs[0]?.data ?? []), digit, kernel.name);
      }
    });
  }
});

/** https://github.com/poloclub/cnn-explainer: trained in Keras on ten classes of Tiny ImageNet. */
class TinyVgg extends nn.Module {
  conv_1_1 = new nn.Conv2d(3, 10, 3);
  conv_1_2 = new nn.Conv2d(10, 10, 3);
  conv_2_1 = new nn.Conv2d(10, 10, 3);
  conv_2_2 = new nn.Conv2d(10, 10, 3);
  output = new nn.Linear(1690, 10);

  forward(x: Tensor): Tensor {
    let out = F.relu(this.conv_1_2(F.relu(this.conv_1_1(x))));
    out = F.relu(this.conv_2_2(F.relu(this.conv_2_1(F.maxPool2d(out, 2)))));
    return this.output(F.maxPool2d(out, 2).flatten(1));
  }
}

interface Golden {
  readonly images: readonly { readonly rgb: string; readonly logits: readonly number[] }[];
}

describe("Tiny VGG gives the logits computed in double", () => {
  const folder = `${truth}/tinyvgg`;
  const images = existsSync(folder) ? goldenImages(folder) : [];
  if (images.length === 0) {
    it(`is skipped: there is no ${folder}`, function () {
      this.skip();
    });
  }
  for (const { rgb, logits } of images) {
    it(rgb, async () => {
      const { value } = readSafetensors(writeSafetensors(kerasWeights(folder)));
      assert.ok(value);
      const graph = trace(new TinyVgg(), input(1, 3, 64, 64));
      const { weights, report } = matchWeights(graph, value);
      assert.deepEqual({ ...report, matched: report.matched.length }, allMatched(10));
      const image = planes(readFileSync(`${folder}/${rgb}`));
      for (const kernel of backends) {
        const session = openSession(requirePlan(graph), { kernel, weights });
        const { outputs } = await session.run([image]);
        session.dispose();
        logits.forEach((logit, i) => {
          const limit = 1e-5 * Math.max(...logits.map(Math.abs));
          const actual = outputs[0]?.data[i] ?? Number.NaN;
          assert.ok(Math.abs(actual - logit) <= limit, `${kernel.name}: ${i} is ${actual}, not ${logit}`);
        });
      }
    });
  }
});

function goldenImages(folder: string): Golden["images"] {
  return (JSON.parse(readFileSync(`${folder}/golden.json`, "utf8")) as Golden).images;
}

function allMatched(matched: number) {
  return { matched, missing: [], surplus: [], misshapen: [], unreadable: [] };
}

function largest(numbers: ArrayLike<number>): number {
  const list = Array.from(numbers);
  return list.indexOf(Math.max(...list));
}

/** Bytes of pixels to planes of 0 … 1. */
function planes(rgb: Uint8Array): Float32Array {
  const pixels = rgb.length / 3;
  return Float32Array.from(rgb, (_, i) => (rgb[(i % pixels) * 3 + Math.floor(i / pixels)] ?? 0) / 255);
}

interface KerasManifest {
  readonly weightsManifest: readonly {
    readonly weights: readonly { readonly name: string; readonly shape: readonly number[] }[];
  }[];
}

/** Keras keeps a convolution's weights as [kh, kw, I, O] and a dense layer's as [I, O], over NHWC. */
function kerasWeights(folder: string): readonly NamedTensor[] {
  const manifest = JSON.parse(readFileSync(`${folder}/model.json`, "utf8")) as KerasManifest;
  const bytes = new Uint8Array(readFileSync(`${folder}/group1-shard1of1.bin`));
  let next = 0;
  return manifest.weightsManifest.flatMap(({ weights }) =>
    weights.map(({ name, shape }) => {
      const count = shape.reduce((product, size) => product * size, 1);
      const data = new Float32Array(bytes.buffer, 4 * next, count);
      next += count;
      return turned(name.replace("/", ".").replace("kernel", "weight"), shape, data);
    }),
  );
}

function turned(name: string, shape: readonly number[], data: Float32Array): NamedTensor {
  const [a = 0, b = 0, c = 0, d = 0] = shape;
  if (shape.length === 4) {
    const turn = (i: number) =>
      ((i % (a * b)) * c + (Math.floor(i / (a * b)) % c)) * d + Math.floor(i / (a * b * c));
    return { name, shape: [d, c, a, b], data: data.map((_, i) => data[turn(i)] ?? 0) };
  }
  if (shape.length === 1) return { name, shape, data: data.slice() };
  // The flattened map is 13 × 13 × 10 there, and 10 × 13 × 13 here.
  const [channels, pixels] = [10, a / 10];
  const row = (i: number) => (i % pixels) * channels + Math.floor(i / pixels);
  return { name, shape: [b, a], data: data.map((_, i) => data[row(i % a) * b + Math.floor(i / a)] ?? 0) };
}
