import { isBoundToItsPlace, type SelectedParts, selectedParts } from "../../analyzer/index.ts";
import type { AnalysisSources } from "../arguments/sources.ts";
import { localNames } from "./local-names.ts";
import { classAbove, freeNameInFile, indentAt, indentStep, inLanguageOf, reindented } from "./new-class.ts";
import type { Refactoring } from "./refactoring.ts";

const before = `import { nn, randn } from "cnn-blocks";

const net = new nn.Sequential(
  /*[*/new nn.Conv2d(3, 32, 3, { padding: 1, bias: false }),
  new nn.BatchNorm2d(32),
  new nn.ReLU()/*]*/,
  new nn.MaxPool2d(2),
);
net(randn(2, 3, 32, 32));
`;

const after = `import { nn, randn } from "cnn-blocks";

class Block extends nn.Sequential {
  constructor() {
    super(
      new nn.Conv2d(3, 32, 3, { padding: 1, bias: false }),
      new nn.BatchNorm2d(32),
      new nn.ReLU(),
    );
  }
}

const net = new nn.Sequential(
  new Block(),
  new nn.MaxPool2d(2),
);
net(randn(2, 3, 32, 32));
`;

export const extractBlock: Refactoring = {
  id: "extract-block",
  summary:
    "Makes a class of the selected layers of a Sequential. What they take of the function around them becomes a parameter.",
  kind: "refactor.extract",
  keeps: "computation",
  example: { before, after },
  proposals(sources, selection) {
    const file = sources.view.parsed();
    const selected = selectedParts(file, selection);
    if (selected === null || selected.parts.length < 2) return [];
    const { parts, range } = selected;
    if (parts.some((part) => isBoundToItsPlace(file, part))) return [];
    const taken = localNames(sources, [range]);
    if (taken === null) return [];
    const name = freeNameInFile(sources, "Block");
    const at = { file: sources.view.analysis.file, ...range };
    const use = { at, text: `new ${name}(${taken.names.join(", ")})` };
    const text = classText(sources, selected, { name, parameters: taken.parameters });
    const title = `Extract ${parts.length} layers into a block`;
    return [{ title, ways: [[...classAbove(sources, range.start, text, ["nn"]), use]] }];
  },
};

function classText(
  sources: AnalysisSources,
  { range, namespace }: SelectedParts,
  { name, parameters }: { readonly name: string; readonly parameters: string },
): string {
  const { text, analysis } = sources.view;
  const step = indentStep(sources);
  const written = text.slice(range.start, range.end);
  const isInLines = written.includes("\n");
  const inner = step.repeat(3);
  const parts = isInLines
    ? `\n${inner}${reindented(written, indentAt(text, range.start), inner)},\n${step.repeat(2)}`
    : written;
  return [
    `class ${name} extends ${namespace}Sequential {`,
    `${step}constructor(${inLanguageOf(analysis.file, parameters)}) {`,
    `${step.repeat(2)}super(${parts});`,
    `${step}}`,
    "}",
  ].join("\n");
}
