import assert from "node:assert/strict";
import { readdirSync, readFileSync } from "node:fs";
import { describe, it } from "mocha";
import type { Graph } from "../../src/ir/index.ts";
import { nn, randn, trace } from "../../src/library/index.ts";
import { summarize } from "../../src/passes/index.ts";
import { runModelFile } from "../support/run-model-file.ts";

const folder = new URL("../../media/examples/", import.meta.url);

interface ExampleRow {
  readonly file: string;
  /** Models that the file calls: class, output, parameters. */
  readonly calls: readonly (readonly [name: string, output: readonly number[], parameters: number])[];
  /** A class that the file only declares, with the input it states. */
  readonly declares?: {
    readonly name: string;
    readonly input: readonly number[];
    readonly parameters: number;
  };
}

const examples: readonly ExampleRow[] = [
  {
    file: "your-first-cnn.ts",
    calls: [],
    // 448 + 4,640 + 131,136 + 650
    declares: { name: "YourFirstCnn", input: [1, 3, 32, 32], parameters: 136_874 },
  },
  {
    file: "digits.ts",
    calls: [],
    // 208 + 3,216 + 2,570
    declares: { name: "Digits", input: [1, 1, 28, 28], parameters: 5_994 },
  },
  {
    file: "tiny-vgg.ts",
    calls: [],
    // 280 + 3 × 910 + 16,910
    declares: { name: "TinyVgg", input: [1, 3, 64, 64], parameters: 19_920 },
  },
  {
    file: "super-resolution.ts",
    calls: [],
    // 1,664 + 36,928 + 18,464 + 2,601
    declares: { name: "SuperResolution", input: [1, 1, 224, 224], parameters: 59_657 },
  },
  {
    file: "residual.ts",
    calls: [
      ["ResidualBlock", [32, 64, 32, 32], 73_984],
      ["ResidualBlock", [32, 128, 16, 16], 230_144],
    ],
  },
  {
    file: "inception.ts",
    calls: [["InceptionModule", [32, 256, 28, 28], 164_432]],
  },
  {
    file: "depthwise-separable.ts",
    calls: [
      ["DepthwiseSeparableConv", [1, 128, 56, 56], 9_152],
      ["Conv2d", [1, 128, 56, 56], 73_856],
    ],
  },
  {
    file: "compare.ts",
    calls: [
      ["Conv2d", [1, 128, 56, 56], 73_856],
      ["DepthwiseSeparableConv", [1, 128, 56, 56], 9_152],
      ["PlainBlock", [1, 128, 56, 56], 221_696],
      ["ResidualBlock", [1, 128, 56, 56], 230_144],
      ["Bottleneck", [1, 128, 56, 56], 24_192],
      ["InceptionModule", [1, 128, 56, 56], 38_056],
    ],
  },
  {
    file: "unet.ts",
    calls: [["UNet", [1, 2, 128, 128], 482_754]],
  },
  {
    file: "resnet18.ts",
    calls: [],
    declares: { name: "ResNet18", input: [1, 3, 224, 224], parameters: 11_689_512 },
  },
];

describe("the examples run, and give what the guide says", () => {
  for (const { file, calls, declares } of examples) {
    it(file, async () => {
      const run = await runModelFile(new URL(file, folder));
      const found = run.graphs.map((graph) => [graph.name, graph.nodes.at(-1)?.shape, parametersOf(graph)]);
      assert.deepEqual(found, calls);
      if (declares === undefined) return;
      assert.equal(parametersOf(run.trace(declares.name, [declares.input])), declares.parameters);
    });
  }

  it("all of them", () => {
    assert.deepEqual(
      readdirSync(folder)
        .filter((name) => name.endsWith(".ts"))
        .sort(),
      examples.map(({ file }) => file).sort(),
    );
  });

  it("and import nothing but the library", () => {
    for (const { file } of examples) {
      const text = readFileSync(new URL(file, folder), "utf8");
      assert.deepEqual(
        [...text.matchAll(/from "(.*?)"/g)].map(([, name]) => name),
        ["cnn-blocks"],
        file,
      );
    }
  });
});

/** Blocks that an example spells out and the library has. */
const twins: readonly { file: string; name: string; args: readonly number[]; block: () => nn.Module }[] = [
  {
    file: "residual.ts",
    name: "ResidualBlock",
    args: [8, 16, 2],
    block: () => new nn.ResidualBlock(8, 16, 2),
  },
  {
    file: "inception.ts",
    name: "InceptionModule",
    args: [8, 1, 2, 3, 4, 5, 6],
    block: () => new nn.InceptionModule(8, 1, 2, 3, 4, 5, 6),
  },
  {
    file: "depthwise-separable.ts",
    name: "DepthwiseSeparableConv",
    args: [8, 16],
    block: () => new nn.DepthwiseSeparableConv(8, 16),
  },
];

describe("a block that an example spells out is the library's", () => {
  for (const { file, name, args, block } of twins) {
    it(name, async () => {
      const input = [1, 8, 8, 8];
      const run = await runModelFile(new URL(file, folder));
      assert.deepEqual(
        withoutStreams(run.trace(name, [input], ...args)),
        withoutStreams(trace(block(), randn(input))),
      );
    });
  }
});

/** The inputs' random streams depend on what was made before. */
function withoutStreams(graph: Graph): readonly object[] {
  return graph.nodes.map((node) => ({ ...node, attrs: { ...node.attrs, stream: 0 } }));
}

function parametersOf(graph: Graph): unknown {
  return summarize(graph).total.parameters;
}
