import { constructionAround, constructionParts, holderOf, typesIn } from "../../analyzer/index.ts";
import type { Range } from "../../base/index.ts";
import { isTyped } from "../view/is-typed.ts";
import { edited } from "../view/text-edits.ts";
import { codeOfBlock } from "./library-code.ts";
import { classAbove, freeNameInFile } from "./new-class.ts";
import type { Refactoring } from "./refactoring.ts";

const before = `import { nn, randn } from "cnn-blocks";

const net = new nn.Sequential(
  new nn./*|*/DepthwiseSeparableConv(64, 128),
  new nn.MaxPool2d(2),
);
net(randn(2, 64, 32, 32));
`;

const after = `import { F, nn, randn, type Tensor } from "cnn-blocks";

class DepthwiseSeparableConv extends nn.Module {
  depthwise: nn.Conv2d;
  bn1: nn.BatchNorm2d;
  pointwise: nn.Conv2d;
  bn2: nn.BatchNorm2d;

  constructor(inChannels: number, outChannels: number, stride = 1) {
    super();
    this.depthwise = new nn.Conv2d(inChannels, inChannels, 3, {
      stride,
      padding: 1,
      groups: inChannels,
      bias: false,
    });
    this.bn1 = new nn.BatchNorm2d(inChannels);
    this.pointwise = new nn.Conv2d(inChannels, outChannels, 1, { bias: false });
    this.bn2 = new nn.BatchNorm2d(outChannels);
  }

  forward(x: Tensor): Tensor {
    const filtered = F.relu(this.bn1(this.depthwise(x)));
    return F.relu(this.bn2(this.pointwise(filtered)));
  }
}

const net = new nn.Sequential(
  new DepthwiseSeparableConv(64, 128),
  new nn.MaxPool2d(2),
);
net(randn(2, 64, 32, 32));
`;

export const writeBlockOut: Refactoring = {
  id: "write-block-out",
  summary: "Writes the code of one of the library's blocks as a class of the file, where it can be changed.",
  kind: "refactor.inline",
  keeps: "computation",
  example: { before, after },
  proposals(sources, selection) {
    const { view, library } = sources;
    const { file } = view.analysis;
    const range = constructionAround(view.parsed(), selection);
    const parts = range && constructionParts(view.parsed(), range);
    if (!range || parts?.namespace !== "nn.") return [];
    const { callee, className: name } = parts;
    const code = codeOfBlock(library, name, (one) => freeNameInFile(sources, one));
    if (code === null) return [];
    const own = freeNameInFile(sources, name);
    const type = holderOf(view.parsed(), range)?.ownType ?? null;
    const edit = ({ start, end }: Range) => ({ at: { file, start, end }, text: own });
    const edits = [
      ...classAbove(sources, range.start, isTyped(file) ? code.text : withoutTypes(code.text), code.imports),
      ...(type === null ? [] : [edit(type)]),
      edit(parts.calleeAt),
    ];
    return [{ title: `Write ${callee} out as a class of this file`, ways: [edits] }];
  },
};

/** The code as JavaScript has it, without empty lines where fields were declared. */
function withoutTypes(text: string): string {
  const written = edited(
    text,
    typesIn(text).map((range) => ({ ...range, text: "" })),
  );
  return written.replace(/\{\n\s*\n/g, "{\n").trimStart();
}
