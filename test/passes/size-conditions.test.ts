import assert from "node:assert/strict";
import { describe, it } from "mocha";
import { cat, F, input, models, nn, type Tensor } from "../../src/nn/index.ts";
import { trace } from "../../src/nn/running/trace.ts";
import { sizeConditions } from "../../src/passes/index.ts";
import { conditionWords } from "../../src/words/index.ts";

class UNet extends nn.Module {
  down: nn.Conv2d[];
  up: nn.ConvTranspose2d[];
  constructor(depth: number) {
    super();
    this.down = Array.from({ length: depth }, (_, i) => new nn.Conv2d(i === 0 ? 1 : 8, 8, 3, { padding: 1 }));
    this.up = this.down.slice(1).map((_, i) => new nn.ConvTranspose2d(i === 0 ? 8 : 16, 8, 2, { stride: 2 }));
  }
  forward(x: Tensor): Tensor {
    const skips = this.down.map((conv, i) => {
      x = conv(i === 0 ? x : F.maxPool2d(x, 2));
      return x;
    });
    skips.pop();
    for (const up of this.up) x = cat([skips.pop() as Tensor, up(x)], 1);
    return x;
  }
}

class Joined extends nn.Module {
  fc = new nn.Linear(100, 2);
  forward(x: Tensor): Tensor {
    return this.fc(cat([x.mean([2]), x.mean([3])], 2));
  }
}

class Around extends nn.Module {
  private readonly body: (x: Tensor) => Tensor;
  constructor(body: (x: Tensor) => Tensor) {
    super();
    this.body = body;
  }
  forward(x: Tensor): Tensor {
    return this.body(x);
  }
}

const halve = new nn.Conv2d(3, 3, 3, { stride: 2, padding: 1 });
const double = new nn.ConvTranspose2d(3, 3, 3, { stride: 2, padding: 1 });
const square = ["N", 3, "H", "W"] as const;

const cases: readonly (readonly [
  name: string,
  model: nn.Module,
  sizes: readonly (number | string)[],
  words: string | null,
])[] = [
  ["a U-Net of two levels", new UNet(2), ["N", 1, "H", "W"], "fits where H and W are even"],
  ["a U-Net of five levels", new UNet(5), ["N", 1, "H", "W"], "fits where H and W are multiples of 16"],
  ["one named size", new UNet(3), [1, 1, "H", 64], "fits where H is a multiple of 4"],
  ["one name for both", new UNet(3), [1, 1, "S", "S"], "fits where S is a multiple of 4"],
  ["a net that pools to any size", new models.ResNet18(), square, null],
  ["a net that halves five times", new models.VGG16(), square, "fits where H and W are at least 32"],
  [
    "a classifier of a fixed size",
    new models.LeNet5(),
    ["N", 1, "H", "W"],
    "fits where H and W are 32 to 35",
  ],
  [
    "an addition to the input",
    new Around((x) => F.interpolate(halve(x), { scaleFactor: 2 }).add(x)),
    square,
    "fits where H and W are even",
  ],
  [
    "an addition that wants odd sizes",
    new Around((x) => double(halve(x)).add(x)),
    square,
    "fits where H and W are odd",
  ],
  [
    "an addition of what is transposed",
    new Around((x) => x.transpose(2, 3).add(x)),
    square,
    "fits where H and W are equal",
  ],
  ["two sizes that only their sum binds", new Joined(), [1, 3, "H", "W"], null],
  ["a batch alone that is named", new UNet(3), ["N", 1, 64, 64], null],
];

describe("conditions on named sizes", () => {
  for (const [name, model, sizes, words] of cases) {
    it(`${name}: ${words ?? "none"}`, () => {
      const graph = trace(model, input(...(sizes as readonly number[])));
      assert.equal(conditionWords(sizeConditions(graph)), words);
    });
  }
});
