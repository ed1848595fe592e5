import { lastResult } from "../../analyzer/index.ts";
import type { CodeAction } from "./code-action.ts";

const before = `import { nn, randn, type Tensor } from "cnn-blocks";
class Net extends nn.Module {
  conv = new nn.Conv2d(3, 8, 3);
  forward(x: Tensor) {
    this.conv(x);
  }
}
const y = new Net()(randn(1, 3, 8, 8));
`;

export const returnTheResult: CodeAction<"missing-return"> = {
  id: "return-the-result",
  summary: "Returns what the last statement of a forward computes.",
  fixes: ["missing-return"],
  example: { before, after: before.replace("    this.conv(x)", "    return this.conv(x)") },
  offers({ view: { analysis, parsed } }, { at }) {
    const found = at.file === analysis.file ? lastResult(parsed(), at) : null;
    if (found === null) return [];
    const { text, ...place } = found.edit;
    return [
      { title: `Return ${found.text}`, edits: [{ at: { file: at.file, ...place }, text }], preferred: true },
    ];
  },
};
