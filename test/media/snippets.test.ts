import assert from "node:assert/strict";
import { describe, it } from "mocha";
import { blockSnippets } from "../../src/extension/block-snippets.ts";
import { nn, randn, trace } from "../../src/library/index.ts";
import { summarize } from "../../src/passes/index.ts";
import { runModelFile } from "../support/run-model-file.ts";

/** Arguments and inputs that reach every branch of a block. */
const uses: Readonly<
  Record<string, { readonly args: readonly number[]; readonly input: readonly number[] }[]>
> = {
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
};

describe("the blocks that can be inserted are the library's", () => {
  for (const { name, file } of blockSnippets) {
    for (const { args, input } of uses[name] ?? assert.fail(`${name} has no use`)) {
      it(`${name}(${args.join(", ")})`, async () => {
        const { trace: traceOwn } = await runModelFile(
          new URL(`../../media/snippets/${file}`, import.meta.url),
        );
        const own = traceOwn(name, input, ...args);
        const library = trace(libraryBlock(name, args), randn(input));
        assert.deepEqual(summarize(own).total, summarize(library).total);
        // An input's attributes name the random stream it was drawn from, which tells nothing of the block.
        const layers = ({ nodes, inputs }: typeof own) =>
          nodes
            .filter(({ id }) => !inputs.includes(id))
            .map(({ op, attrs, shape, owner }) => ({ op, attrs, shape, owner }));
        assert.deepEqual(layers(own), layers(library));
      });
    }
  }
});

function libraryBlock(name: string, args: readonly number[]) {
  const Block = (nn as unknown as Record<string, new (...args: readonly number[]) => nn.Module>)[name];
  assert.ok(Block, `the library has no ${name}`);
  return new Block(...args);
}
