import { superFirst, withoutSuper } from "../../analyzer/index.ts";
import type { CodeAction } from "./code-action.ts";

const before = `import { nn, randn, type Tensor } from "cnn-blocks";
class Net extends nn.Module {
  conv: nn.Conv2d;
  constructor() {
    this.conv = new nn.Conv2d(3, 8, 3);
  }
  forward(x: Tensor): Tensor {
    return this.conv(x);
  }
}
const y = new Net()(randn(1, 3, 8, 8));
`;

export const callSuperFirst: CodeAction<"missing-super"> = {
  id: "call-super-first",
  summary:
    "Calls super() first in a constructor that does not call it, or calls it too late, with the arguments that the parent takes under the same names; removes a second call.",
  fixes: ["missing-super"],
  example: { before, after: before.replace("this.conv = ", "super();\n    this.conv = ") },
  offers({ view: { analysis, parsed } }, { at, data }) {
    if (at.file !== analysis.file) return [];
    const found = data.isRepeated ? withoutSuper(parsed(), at) : superFirst(parsed(), at);
    if (found === null) return [];
    const { call } = found;
    const edits = found.edits.map(({ text, ...place }) => ({ at: { file: at.file, ...place }, text }));
    const title = call === null ? "Remove this call of super()" : `Write ${call.replace(/;$/, "")} first`;
    return [{ title, edits, preferred: true }];
  },
};
