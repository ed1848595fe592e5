import { constructionAround, constructionParts, holderOf, unusedWithout } from "../../analyzer/index.ts";
import type { Range } from "../../base/index.ts";
import { classNamed, constructorOf, declarationsOf } from "../arguments/declarations.ts";
import { belowToo } from "./new-class.ts";
import type { Refactoring } from "./refactoring.ts";

const before = `import { F, nn, randn, type Tensor } from "cnn-blocks";

class Unit extends nn.Module {
  depthwise: nn.Conv2d;
  bn1: nn.BatchNorm2d;
  pointwise: nn.Conv2d;
  bn2: nn.BatchNorm2d;

  constructor(from: number, to: number) {
    super();
    this.depthwise = new nn.Conv2d(from, from, 3, { padding: 1, groups: from, bias: false });
    this.bn1 = new nn.BatchNorm2d(from);
    this.pointwise = new nn.Conv2d(from, to, 1, { bias: false });
    this.bn2 = new nn.BatchNorm2d(to);
  }

  forward(x: Tensor): Tensor {
    const filtered = F.relu(this.bn1(this.depthwise(x)));
    return F.relu(this.bn2(this.pointwise(filtered)));
  }
}

const net = new nn.Sequential(new /*|*/Unit(64, 128), new nn.MaxPool2d(2));
net(randn(2, 64, 32, 32));
`;

const after = `import { F, nn, randn, type Tensor } from "cnn-blocks";

const net = new nn.Sequential(new nn.DepthwiseSeparableConv(64, 128), new nn.MaxPool2d(2));
net(randn(2, 64, 32, 32));
`;

export const useLibraryBlock: Refactoring = {
  id: "use-library-block",
  summary:
    "Replaces a block of the file by the library's block that computes the same with the same arguments. A class that " +
    "nothing names any more is removed.",
  kind: "refactor.rewrite",
  keeps: "computation",
  example: { before, after },
  proposals(sources, selection) {
    const { view } = sources;
    const { file } = view.analysis;
    const range = constructionAround(view.parsed(), selection);
    const parts = range && constructionParts(view.parsed(), range);
    const declarations = declarationsOf(sources);
    if (!range || !parts || classNamed(declarations, parts.callee)?.isOfLibrary !== false) return [];
    const type = holderOf(view.parsed(), range)?.ownType ?? null;
    const unused = unusedWithout(view.parsed(), parts.callee, type === null ? 1 : 2);
    const given = parts.arguments.length;
    const takesAsMany = (block: string) => {
      const parameters = constructorOf(declarations, block)?.parameters ?? [];
      return given <= parameters.length && parameters.slice(given).every((one) => one.isOptional);
    };
    return candidates.filter(takesAsMany).map((block) => {
      const edit = ({ start, end }: Range, text: string) => ({ at: { file, start, end }, text });
      const edits = [
        ...(unused === null ? [] : [edit(belowToo(view.text, unused), "")]),
        ...(type === null ? [] : [edit(type, block)]),
        edit(parts.calleeAt, block),
      ];
      return { title: `Use the library's ${block}, which computes the same`, ways: [edits] };
    });
  },
};

/** Each is tried by an analysis, so only those that are often written by hand. */
const candidates = [
  "nn.ResidualBlock",
  "nn.Bottleneck",
  "nn.DepthwiseSeparableConv",
  "nn.InceptionModule",
  "nn.PlainBlock",
];
