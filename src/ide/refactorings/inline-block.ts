import {
  constructionAround,
  holderOf,
  isOperandAt,
  type ParsedFile,
  partOfSequential,
  partsWrittenOut,
  type WrittenOutParts,
} from "../../analyzer/index.ts";
import type { Range } from "../../base/index.ts";
import { edited } from "../view/text-edits.ts";
import { belowToo, indentAt, indentStep, reindented } from "./new-class.ts";
import type { Refactoring } from "./refactoring.ts";

const before = `import { nn, randn } from "cnn-blocks";

class Stem extends nn.Sequential {
  constructor(width: number) {
    super(new nn.Conv2d(3, width, 3, { padding: 1, bias: false }), new nn.BatchNorm2d(width), new nn.ReLU());
  }
}

const net = new nn.Sequential(
  new /*|*/Stem(32),
  new nn.MaxPool2d(2),
);
net(randn(2, 3, 32, 32));
`;

const after = `import { nn, randn } from "cnn-blocks";

const net = new nn.Sequential(
  new nn.Conv2d(3, 32, 3, { padding: 1, bias: false }),
  new nn.BatchNorm2d(32),
  new nn.ReLU(),
  new nn.MaxPool2d(2),
);
net(randn(2, 3, 32, 32));
`;

export const inlineBlock: Refactoring = {
  id: "inline-block",
  summary:
    "Writes the layers of a block in its place. The block is a Sequential, or a class of the file that only passes layers to " +
    "one; a class that nothing names any more is removed.",
  kind: "refactor.inline",
  keeps: "computation",
  example: { before, after },
  proposals(sources, selection) {
    const { view } = sources;
    const file = view.parsed();
    const construction = constructionAround(file, selection);
    const block = construction && partsWrittenOut(file, construction);
    if (!block || block.parts.some(({ start, end }) => start <= selection.start && selection.end <= end))
      return [];
    const { text, analysis } = view;
    const part = partOfSequential(file, construction);
    const holder = holderOf(file, construction);
    if (part === null && (holder === null || block.isSequential)) return [];
    const indent = indentAt(text, construction.start);
    const step = part === null ? indentStep(sources) : "";
    const comments = block.comments.map((one) =>
      reindented(text.slice(one.start, one.end), indentAt(text, one.start), `${indent}${step}`),
    );
    const above = comments.map((one) => `${one}\n${indent}${step}`).join("");
    const layers = block.parts.map((one, index) => {
      const layer = reindented(
        withArguments(file, block, one),
        indentAt(text, one.start),
        `${indent}${step}`,
      );
      return `${index === 0 ? above : ""}${layer}`;
    });
    const written =
      part === null
        ? `new ${block.namespace}Sequential(\n${layers.map((one) => `${indent}${step}${one},\n`).join("")}${indent})`
        : layers.join(part.separator);
    const removed = block.unusedThen === null ? [] : [belowToo(text, block.unusedThen)];
    const at = (range: Range) => ({ file: analysis.file, start: range.start, end: range.end });
    const type = part === null ? (holder?.type ?? null) : null;
    const edits = [
      { at: at(construction), text: written },
      ...(type === null ? [] : [{ at: at(type), text: `${block.namespace}Sequential` }]),
      ...removed.map((range) => ({ at: at(range), text: "" })),
    ];
    return [{ title: "Write its layers in its place", ways: [edits] }];
  },
};

/** A layer with what the construction gives in place of the parameters. */
function withArguments(file: ParsedFile, { references, given }: WrittenOutParts, part: Range): string {
  const inside = references.filter(({ start, end }) => part.start <= start && end <= part.end);
  const replacements = inside.map(({ name, start, end, isShorthand }) => {
    const range = given.get(name);
    const value = range === undefined ? name : file.text.slice(range.start, range.end);
    // `2 * width` for `width` needs brackets where `width` is part of a larger expression.
    const safe = range === undefined || isOperandAt(file, range) ? value : `(${value})`;
    return {
      start: start - part.start,
      end: end - part.start,
      text: isShorthand ? `${name}: ${value}` : safe,
    };
  });
  return edited(file.text.slice(part.start, part.end), replacements);
}
