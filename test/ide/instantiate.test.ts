import assert from "node:assert/strict";
import { describe, it } from "mocha";
import { blockOffers, instantiate, libraryOffers } from "../../src/ide/index.ts";
import type { Instantiated } from "../../src/protocol/index.ts";
import { defaultSettings } from "../../src/settings/index.ts";
import { viewOf, workspaceOf } from "./view-of.ts";

const text = `import { nn, randn, type Tensor } from "cnn-blocks";

class Part extends nn.Module {
  conv: nn.Conv2d;
  constructor(inChannels: number, outChannels: number, stride = 1) {
    super();
    this.conv = new nn.Conv2d(inChannels, outChannels, 3, { stride, padding: 1 });
  }
  forward(x: Tensor) {
    return this.conv(x);
  }
}

export function twice(x: Tensor): Tensor {
  return x.add(x);
}

class Net extends nn.Module {
  part = new Part(3, 8);
  forward(x: Tensor) {
    return this.part(x);
  }
}
export const net = new Net();
net(randn(1, 3, 16, 16));
`;

/** Published or worked out by hand: learned parameters of the library's blocks and nets. */
const libraryParameters: Readonly<Record<string, number>> = {
  ResidualBlock: 230_144,
  InceptionModule: 163_696 + 2 * (64 + 96 + 128 + 16 + 32 + 32),
  DepthwiseSeparableConv: 9_152,
  AlexNet: 61_100_840,
  VGG16: 138_357_544,
  ResNet18: 11_689_512,
  ResNet50: 25_557_032,
  GoogLeNet: 6_624_904,
  DenseNet121: 7_978_856,
  SqueezeNet11: 1_235_496,
  MobileNetV1: 4_231_976,
  MobileNetV2: 3_504_872,
  EfficientNetB0: 5_288_548,
};

function make(expression: string, input: readonly number[], file = text): Instantiated {
  return instantiate(
    workspaceOf({ "/model.ts": file }),
    "/model.ts",
    { expression, inputs: [{ name: null, sizes: input }] },
    { settings: defaultSettings },
  );
}

describe("instantiate", () => {
  for (const offer of libraryOffers) {
    it(`${offer.expression} on ${offer.input}`, () => {
      const made = make(offer.expression, offer.input.split("x").map(Number));
      assert.ok(made.ok, JSON.stringify(made));
      assert.equal(made.model.className, offer.name);
      assert.equal(made.model.symbolic, false);
      const published = libraryParameters[offer.name];
      if (published !== undefined) assert.equal(made.model.report.total.parameters, published);
    });
  }

  it("every block of the file is offered with an input on which it works", () => {
    const offers = blockOffers(viewOf(text)).filter(({ origin }) => origin === "file");
    assert.deepEqual(
      offers.map(({ name }) => name),
      ["Part", "twice", "Net"],
    );
    for (const offer of offers) {
      const made = make(offer.expression, offer.input.split("x").map(Number));
      assert.ok(made.ok, `${offer.expression} on ${offer.input}: ${JSON.stringify(made)}`);
    }
  });

  it("library blocks that the file constructs are offered with the author's arguments, once each", () => {
    const constructions = `${text}
const one = new nn.Conv2d(3, 8, 3);
one(randn(1, 3, 16, 16));
const two = new nn.PlainBlock(3, 8);
two(randn(1, 3, 16, 16));
const other = new Part(3, 4);
other(randn(1, 3, 16, 16));
`;
    const offers = blockOffers(viewOf(constructions)).filter(({ origin }) => origin === "file");
    assert.deepEqual(
      offers.map(({ expression }) => expression),
      [...["new Part(3, 4)", "twice", "new Net()"], ...["new nn.Conv2d(3, 8, 3)", "new nn.PlainBlock(3, 8)"]],
    );
    assert.equal(offers.at(-1)?.input, "1x3x16x16");
  });

  it("a block of the file is analysed with the arguments given", () => {
    const made = make("new Part(4, 16, 2)", [2, 4, 8, 8]);
    assert.ok(made.ok);
    const { graph, name } = made.model;
    assert.deepEqual(graph.nodes[graph.outputs[0] ?? -1]?.shape, [2, 16, 4, 4]);
    assert.equal(name, "Part(4, 16, 2)");
    const places = [...graph.nodes, ...graph.modules].flatMap(({ source }) => source?.end ?? []);
    assert.ok(places.length > 0 && places.every((end) => end <= text.length), "places in the author's text");
    assert.equal(text.slice(made.model.range?.start).startsWith("class Part"), true);
  });

  it("an input that does not fit is reported at the author's line", () => {
    const made = make("new Part(4, 16)", [1, 3, 8, 8]);
    assert.ok(!made.ok);
    assert.deepEqual(
      made.problems.map(({ code }) => code),
      ["channel-mismatch"],
    );
    assert.ok((made.problems[0]?.line ?? 0) <= text.split("\n").length);
  });

  it("what is not a block is refused with a sentence", () => {
    for (const expression of ["42", "new Missing(1)", "new Part(", "while (true) {}"]) {
      const made = make(expression, [1, 3, 8, 8]);
      assert.ok(!made.ok, expression);
      assert.ok(made.reason.length > 10, expression);
    }
  });

  it("library names keep their meaning if the file uses them for something else", () => {
    const made = make("new models.LeNet5()", [1, 1, 32, 32], `${text}\nconst models = [net];\n`);
    assert.ok(made.ok, JSON.stringify(made));
  });
});
