import { known } from "../../ir/index.ts";
import { convolutionAt, isFull, withOptions } from "./convolution.ts";
import type { Refactoring } from "./refactoring.ts";

const before = `import { nn, randn } from "cnn-blocks";
const conv = new nn./*|*/Conv2d(128, 128, 3, { padding: 1 });
conv(randn(1, 128, 28, 28));
`;

export const divideConvolution: Refactoring = {
  id: "divide-convolution",
  summary: "Divides a convolution into groups, each of which sees its own channels only.",
  kind: "refactor.rewrite",
  keeps: "shapes",
  example: { before, after: before.replace("/*|*/", "").replace("padding: 1", "padding: 1, groups: 32") },
  proposals(sources, selection) {
    const convolution = convolutionAt(sources, selection);
    if (convolution === null || !isFull(convolution)) return [];
    const { written, instances } = convolution;
    const fits = (groups: number) =>
      instances.every(({ inChannels, outChannels }) =>
        [inChannels, outChannels].every((size) => (known(size) ?? 1) % (groups * leastChannels) === 0),
      );
    const [most, least] = [numbersOfGroups.find(fits), numbersOfGroups.findLast(fits)];
    const numbers = new Set([most, least].filter((groups) => groups !== undefined));
    return [...numbers].flatMap((groups) => {
      const edits = withOptions(convolution, { groups: String(groups) });
      const title = `Divide it into ${groups} groups`;
      return edits === null ? [] : [{ title, ways: [edits], counted: written.at, mustSave: true as const }];
    });
  },
};

/** ResNeXt has 32 groups of at least 4 channels. */
const numbersOfGroups = [32, 16, 8, 4, 2];
const leastChannels = 4;
