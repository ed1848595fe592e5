import assert from "node:assert/strict";
import { describe, it } from "mocha";
import { models, nn, randn, type Tensor, trace } from "../../src/library/index.ts";
import * as blocks from "../../src/nn/blocks/index.ts";
import { summarize } from "../../src/passes/index.ts";
import { blockSnippets, netSnippets } from "../../src/words/index.ts";
import { randomOf, runModelFile, type Shapes } from "../support/run-model-file.ts";

interface Use {
  readonly args: readonly unknown[];
  /** What the library's block takes instead, where it has options. */
  readonly library?: readonly unknown[];
  readonly input: Shapes;
  readonly second?: Shapes;
}

/** Arguments and inputs that reach every branch of a block. */
const uses: Readonly<Record<string, readonly Use[]>> = {
  PlainBlock: [{ args: [8, 16, 2], input: [1, 8, 10, 10] }],
  ResidualBlock: [
    { args: [8, 8], input: [1, 8, 10, 10] },
    { args: [8, 16, 2], input: [1, 8, 10, 10] },
  ],
  Bottleneck: [
    { args: [16, 4], input: [1, 16, 10, 10] },
    { args: [16, 8, 2], input: [1, 16, 10, 10] },
  ],
  InceptionModule: [{ args: [12, 4, 6, 8, 2, 4, 4], input: [1, 12, 10, 10] }],
  DepthwiseSeparableConv: [{ args: [8, 16, 2], input: [1, 8, 10, 10] }],
  SqueezeExcitation: [{ args: [16, 4], input: [1, 16, 10, 10] }],
  DenseLayer: [{ args: [16, 8], input: [1, 16, 10, 10] }],
  Fire: [{ args: [16, 4, 8], input: [1, 16, 10, 10] }],
  GhostModule: [{ args: [8, 15], input: [1, 8, 10, 10] }],
  PreActBlock: [
    { args: [8, 8], input: [1, 8, 10, 10] },
    { args: [8, 16, 2], input: [1, 8, 10, 10] },
  ],
  InvertedResidual: [
    { args: [8, 8], input: [1, 8, 10, 10] },
    { args: [8, 16, 2, 1], input: [1, 8, 10, 10] },
  ],
  ShuffleUnit: [
    { args: [8, 8], input: [1, 8, 10, 10] },
    { args: [8, 16, 2], input: [1, 8, 10, 10] },
  ],
  ConvNeXtBlock: [{ args: [8], input: [1, 8, 10, 10] }],
  ResNeXtBlock: [
    { args: [256, 64], input: [1, 256, 10, 10] },
    {
      args: [16, 32, 2, 4, 8],
      library: [16, 32, { stride: 2, groups: 4, widthPerGroup: 8 }],
      input: [1, 16, 10, 10],
    },
  ],
  SEResidualBlock: [
    { args: [8, 8], input: [1, 8, 10, 10] },
    { args: [8, 32, 2, 4], input: [1, 8, 10, 10] },
  ],
  SEBottleneck: [
    { args: [16, 4], input: [1, 16, 10, 10] },
    { args: [16, 8, 2, 4], input: [1, 16, 10, 10] },
  ],
  MBConv: [
    { args: [8, 8], input: [1, 8, 10, 10] },
    {
      args: [8, 16, 2, 1, 5],
      library: [8, 16, { stride: 2, expansion: 1, kernelSize: 5 }],
      input: [1, 8, 10, 10],
    },
  ],
  FusedMBConv: [
    { args: [8, 8], input: [1, 8, 10, 10] },
    { args: [8, 16, 2, 1], library: [8, 16, { stride: 2, expansion: 1 }], input: [1, 8, 10, 10] },
  ],
  Res2NetBlock: [
    { args: [256, 64], input: [1, 256, 10, 10] },
    {
      args: [16, 32, 2, 8, 3],
      library: [16, 32, { stride: 2, baseWidth: 8, scale: 3 }],
      input: [1, 16, 10, 10],
    },
  ],
  RepVGGBlock: [
    { args: [8, 8], input: [1, 8, 10, 10] },
    { args: [8, 16, 2], library: [8, 16, { stride: 2 }], input: [1, 8, 10, 10] },
    { args: [8, 16, 2, true], library: [8, 16, { stride: 2, deployed: true }], input: [1, 8, 10, 10] },
  ],
  CBAM: [{ args: [16, 4], input: [1, 16, 10, 10] }],
  C3: [
    { args: [8, 16], input: [1, 8, 10, 10] },
    { args: [8, 16, 2, false], library: [8, 16, { depth: 2, shortcut: false }], input: [1, 8, 10, 10] },
  ],
  C2f: [
    { args: [8, 16], input: [1, 8, 10, 10] },
    { args: [8, 16, 2, true], library: [8, 16, { depth: 2, shortcut: true }], input: [1, 8, 10, 10] },
  ],
  SPPF: [{ args: [8, 16], input: [1, 8, 10, 10] }],
  ASPP: [{ args: [8, [2, 4], 16], input: [1, 8, 10, 10] }],
  DoubleConv: [
    { args: [8, 16], input: [1, 8, 10, 10] },
    { args: [8, 16, 12], input: [1, 8, 10, 10] },
  ],
  UNetDown: [{ args: [8, 16], input: [1, 8, 10, 10] }],
  UNetUp: [
    { args: [16, 8], input: [1, 16, 5, 5], second: [1, 8, 10, 10] },
    { args: [16, 8], input: [1, 16, 5, 5], second: [1, 8, 11, 11] },
  ],
  BiFPN: [
    {
      args: [8, 3],
      input: [
        [1, 8, 20, 20],
        [1, 8, 10, 10],
        [1, 8, 5, 5],
      ],
    },
  ],
  FPN: [
    {
      args: [[8, 16, 32], 8],
      input: [
        [1, 8, 20, 20],
        [1, 16, 10, 10],
        [1, 32, 5, 5],
      ],
    },
  ],
};

describe("the blocks that can be inserted are the library's", () => {
  it("and all of them", () => {
    const inserted = blockSnippets.map(({ name }) => name);
    assert.deepEqual(inserted.toSorted(), Object.keys(blocks).toSorted());
  });

  for (const { name, file } of blockSnippets) {
    for (const use of uses[name] ?? assert.fail(`${name} has no use`)) {
      const { args, library: libraryArgs = args, input, second } = use;
      const inputs = second === undefined ? [input] : [input, second];
      it(`${name}(${JSON.stringify(args).slice(1, -1)}) of ${JSON.stringify(inputs).slice(1, -1)}`, async () => {
        const { trace: traceOwn } = await runModelFile(
          new URL(`../../media/snippets/${file}`, import.meta.url),
        );
        const own = traceOwn(name, inputs, ...args);
        const given = inputs.map((shapes) => randomOf(randn, shapes) as Tensor);
        const library = trace(libraryBlock(name, libraryArgs), ...given);
        assert.deepEqual(summarize(own).total, summarize(library).total);
        assert.deepEqual(layersOf(own), layersOf(library));
      });
    }
  }
});

/** An input's attributes name the random stream it was drawn from, which tells nothing of the block. */
function layersOf({ nodes, inputs }: ReturnType<typeof trace>) {
  return nodes
    .filter(({ id }) => !inputs.includes(id))
    .map(({ op, attrs, shape, owner }) => ({ op, attrs, shape, owner }));
}

function libraryBlock(name: string, args: readonly unknown[]) {
  const Block = (nn as unknown as Record<string, new (...args: readonly unknown[]) => nn.Module>)[name];
  assert.ok(Block, `the library has no ${name}`);
  return new Block(...args);
}

describe("the nets that can be inserted are the library's", () => {
  for (const { name, file } of netSnippets) {
    it(name, async () => {
      const Net = (models as unknown as Record<string, new () => nn.Module>)[name];
      assert.ok(Net, `the library has no ${name}`);
      const { exampleInput } = Net as unknown as { readonly exampleInput: readonly number[] };
      const { trace: traceOwn } = await runModelFile(
        new URL(`../../media/snippets/${file}`, import.meta.url),
      );
      const own = traceOwn(name, [exampleInput]);
      const library = trace(new Net(), randn(...exampleInput));
      assert.deepEqual(summarize(own).total, summarize(library).total);
      // An activation is a function here and a layer there, so owners differ.
      const ops = (graph: typeof own) => layersOf(graph).map(({ owner: _, ...layer }) => layer);
      assert.deepEqual(ops(own), ops(library));
    });
  }
});
