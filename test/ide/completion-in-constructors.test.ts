import assert from "node:assert/strict";
import { describe, it } from "mocha";
import { completionOf } from "./completion-of.ts";

/** A class whose constructor is typed from the top; `|` is the cursor. */
function made(parameters: string, body: string, rest = ""): string {
  return `class Net extends nn.Module {
  [name: string]: any;
  width = 7;
  inplanes = 64;
  constructor(${parameters}) {
    super();
    ${body.replace("|", "/*|*/")}
  }
${rest}
}
`;
}

const run = "  forward(x: Tensor) {\n    return this.b(this.a(x));\n  }";
const own = `class Own extends nn.Module {
  a: nn.Module;
  b: nn.Module;
  constructor(i: number, o: number) {
    super();
    this.a = new nn.Conv2d(i, 8, 3);
    this.b = new nn.Conv2d(8, o, 3);
  }
}
`;

const sizes = "inChannels: number, planes: number, w: number";

/** Bodies of a constructor, and the entry that is expected among those of its class. */
const rows: readonly (readonly [name: string, text: string, expected: string])[] = [
  // What was written above and changed since.
  [
    "a field that is set between",
    made(sizes, "this.a = new nn.Conv2d(3, this.inplanes, 7); this.inplanes = planes * 4; this.b = new nn.|"),
    "BatchNorm2d(64)",
  ],
  [
    "a field that is set before both",
    made(sizes, "this.inplanes = w; this.a = new nn.Conv2d(3, this.inplanes, 7); this.b = new nn.|"),
    "BatchNorm2d(this.inplanes)",
  ],
  [
    "a field that a method sets",
    made(
      sizes,
      "this.inplanes = w; this.a = new nn.Conv2d(3, this.inplanes, 7); this.grow(); this.b = new nn.|",
      "  grow() {\n    this.inplanes += 1;\n  }",
    ),
    "BatchNorm2d(inputs)",
  ],
  [
    "a variable that is set between",
    made(sizes, "let c = w; this.a = new nn.Conv2d(3, c, 7); c = planes * 4; this.b = new nn.|"),
    "BatchNorm2d(inputs)",
  ],
  [
    "a variable that a pattern sets between",
    made(sizes, "let c = w; this.a = new nn.Conv2d(3, c, 7); [c] = [planes]; this.b = new nn.|"),
    "BatchNorm2d(inputs)",
  ],
  [
    "a variable that is set further on",
    made(sizes, "let c = w; this.a = new nn.Conv2d(3, c, 7); this.b = new nn.|; c = planes * 4;"),
    "BatchNorm2d(c)",
  ],
  [
    "a variable that the loop sets",
    made(
      sizes,
      "let c = w; for (const k of [1, 2]) { this.a = new nn.Conv2d(3, c, k); this.b = new nn.|; c = planes * 4; }",
    ),
    "BatchNorm2d(inputs)",
  ],
  [
    "the variable of the loop itself",
    made(sizes, "for (const k of [w, planes]) { this.a = new nn.Conv2d(3, k, 3); this.b = new nn.| }"),
    "BatchNorm2d(k)",
  ],
  [
    "another variable of the same name",
    made(sizes, "{ const w = planes * 2; this.a = new nn.Conv2d(3, w, 3); } this.b = new nn.|"),
    "BatchNorm2d(inputs)",
  ],
  [
    "what counts on",
    made(sizes, "let c = w; this.a = new nn.Conv2d(3, c++, 7); this.b = new nn.|"),
    "BatchNorm2d(inputs)",
  ],
  [
    "a call",
    made(sizes, "const c = (k: number) => w * k; this.a = new nn.Conv2d(3, c(2), 7); this.b = new nn.|"),
    "BatchNorm2d(inputs)",
  ],
  // The last size, known or not.
  [
    "the last size of a Sequential, which is a parameter",
    made(
      sizes,
      "this.a = new nn.Sequential(new nn.Conv2d(3, 16, 3), new nn.Conv2d(16, w, 3)); this.b = new nn.|",
    ),
    "BatchNorm2d(w)",
  ],
  [
    "behind what is spread into a Sequential",
    made(
      sizes,
      "const more = [new nn.ReLU()]; this.a = new nn.Sequential(new nn.Conv2d(3, 16, 3), ...more); this.b = new nn.|",
    ),
    "BatchNorm2d(inputs)",
  ],
  [
    "behind a layer that is made elsewhere, in a Sequential",
    made(sizes, "this.a = new nn.Sequential(new nn.Conv2d(3, 16, 3), this.make(w), new nn.|);"),
    "BatchNorm2d(inputs)",
  ],
  [
    "behind an own block that nothing calls",
    own + made(sizes, "this.a = new Own(3, w); this.b = new nn.|"),
    "BatchNorm2d(inputs)",
  ],
  [
    "behind a block that keeps the channels",
    made(sizes, "this.a = new nn.SqueezeExcitation(w, 4); this.b = new nn.|"),
    "BatchNorm2d(w)",
  ],
  [
    "behind a block that widens the channels",
    made(sizes, "this.a = new nn.Bottleneck(w, planes); this.b = new nn.|"),
    "BatchNorm2d(inputs)",
  ],
  [
    "behind arguments that are spread",
    made(`args: [number, number], k: number`, "this.a = new nn.Conv2d(...args, k); this.b = new nn.|"),
    "BatchNorm2d(inputs)",
  ],
  // Layers between.
  ...[
    ...[
      "new nn.Flatten()",
      "new nn.Unflatten(1, [2, 2])",
      "new nn.PixelShuffle(2)",
      "new nn.PixelUnshuffle(2)",
    ],
    ...["new nn.Unfold(3)", "new nn.Fold([8, 8], 3)", "new nn.GLU()", "new nn.Embedding(10, 4)"],
  ].map(
    (between) =>
      [
        `behind ${between}`,
        made(
          sizes,
          `this.a = new nn.Sequential(new nn.Conv2d(3, w, 3), new nn.MaxPool2d(2), ${between}, new nn.|);`,
        ),
        "BatchNorm2d(inputs)",
      ] as const,
  ),
  [
    "behind layers that keep the channels",
    made(
      sizes,
      "this.a = new nn.Sequential(new nn.Conv2d(3, w, 3), new nn.PReLU(), new nn.MaxPool2d(2), new nn.Dropout(), new nn.AdaptiveAvgPool2d(1), new nn.|);",
    ),
    "BatchNorm2d(w)",
  ],
  // Parameters that are no sizes.
  [
    "parameters that are texts",
    made('input = "rgb", output = "mask"', "this.a = new nn.|"),
    "Conv2d(inputs, outputs, 3, { padding: 1 })",
  ],
  [
    "a parameter that is a list",
    made("inChannels = 3, planes = [64, 128]", "this.a = new nn.|"),
    "Conv2d(inChannels, inChannels, 3, { padding: 1 })",
  ],
  [
    "a rest of parameters",
    made("inChannels = 3, ...filters", "this.a = new nn.|"),
    "Conv2d(inChannels, inChannels, 3, { padding: 1 })",
  ],
  [
    "sizes and strides",
    made("inputSize: number, outputStride: number", "this.a = new nn.|"),
    "Conv2d(inputs, outputs, 3, { padding: 1 })",
  ],
  [
    "names without a type",
    made("input, output", "this.a = new nn.|"),
    "Conv2d(inputs, outputs, 3, { padding: 1 })",
  ],
  [
    "sure names without a type",
    made("inChannels, outChannels", "this.a = new nn.|"),
    "Conv2d(inChannels, outChannels, 3, { padding: 1 })",
  ],
  [
    "parameters with numbers",
    made("inChannels = 3, planes = 2 * 32", "this.a = new nn.|"),
    "Conv2d(inChannels, planes, 3, { padding: 1 })",
  ],
  [
    "a parameter hidden by one of another type",
    made("inChannels: number", "const f = (inChannels: string) => new nn.|;"),
    "Conv2d(inputs, outputs, 3, { padding: 1 })",
  ],
  [
    "a parameter hidden by a constant",
    made("inChannels: number", '{ const inChannels = "x"; this.a = new nn.| }'),
    "Conv2d(inputs, outputs, 3, { padding: 1 })",
  ],
  [
    "parameters taken out of an object with a type",
    made("{ inChannels, outChannels }: { inChannels: number; outChannels: number }", "this.a = new nn.|"),
    "Conv2d(inChannels, outChannels, 3, { padding: 1 })",
  ],
  [
    "texts taken out of an object with a type",
    made("{ inChannels, outChannels }: { inChannels: string; outChannels: number }", "this.a = new nn.|"),
    "Conv2d(inputs, outChannels, 3, { padding: 1 })",
  ],
  // Equal by chance.
  [
    "a kernel that happens to be as large as the channels",
    `${made("kernel: number, inChannels: number", "this.a = new nn.|", run.replace("this.b(this.a(x))", "this.a(x)"))}new Net(3, 3)(randn(1, 3, 8, 8));`,
    "Conv2d(inChannels, inChannels, 3, { padding: 1 })",
  ],
  [
    "as many classes as channels",
    `${made("numClasses: number, inChannels: number", "this.a = new nn.Conv2d(inChannels, 64, 3); this.b = new nn.|", run)}new Net(64, 3)(randn(1, 3, 8, 8));`,
    "BatchNorm2d(64)",
  ],
  [
    "as many classes as channels, behind a layer that is given neither",
    `${made("numClasses: number, inChannels: number", "this.a = this.first(inChannels); this.b = new nn.|", `${run}\n  first(c: number) {\n    return new nn.Conv2d(c, 64, 3);\n  }`)}new Net(64, 3)(randn(1, 3, 8, 8));`,
    "BatchNorm2d(64)",
  ],
  [
    "what the layer above is given, whatever its name",
    `${made("kernel: number, inChannels: number, n: number", "this.a = new nn.Conv2d(inChannels, n, 3); this.b = new nn.|", run)}new Net(64, 3, 64)(randn(1, 3, 8, 8));`,
    "BatchNorm2d(n)",
  ],
  [
    "kernels that happen to be as large as the channels at every instance",
    `${made("kernel: number", "this.a = new nn.|", run.replace("this.b(this.a(x))", "this.a(x)"))}new Net(3)(randn(1, 3, 8, 8));\nnew Net(5)(randn(1, 5, 8, 8));`,
    "Conv2d(inputs, outputs, 3, { padding: 1 })",
  ],
  // Another `this`.
  [
    "in a static method",
    made("", "this.a = new nn.Conv2d(3, this.width, 3);", "  static make() {\n    return new nn./*|*/\n  }"),
    "BatchNorm2d(7)",
  ],
  [
    "in a function of its own",
    made("", "this.a = new nn.Conv2d(3, this.width, 3); const f = function () { return new nn.|; };"),
    "BatchNorm2d(7)",
  ],
  [
    "in an arrow function",
    made("", "this.a = new nn.Conv2d(3, this.width, 3); const f = () => new nn.|;"),
    "BatchNorm2d(this.width)",
  ],
];

describe("completion of layers in constructors", () => {
  for (const [name, text, expected] of rows)
    it(name, () => {
      const labels = (completionOf(text)?.items ?? []).map(({ label }) => label);
      const className = expected.slice(0, expected.indexOf("("));
      assert.equal(
        labels.find((label) => label.startsWith(`${className}(`)),
        expected,
      );
    });

  it("names linear layers first for tokens, convolutions for signals", () => {
    const first = (parameter: string) =>
      completionOf(
        `${made(`${parameter}: number`, "this.a = new nn.|", "  forward(x: Tensor) {\n    return this.a(x);\n  }")}new Net(16)(randn(1, 10, 16));`,
      )?.items[0]?.label;
    assert.equal(first("dim"), "Linear(dim, dim)");
    assert.match(first("depth") ?? "", /^Conv1d/);
  });
});
