import { superPlace } from "../../analyzer/index.ts";
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
    "Calls super() first in a constructor that does not, or too late, with what the parent takes under the same names; a second call is removed.",
  fixes: ["missing-super"],
  example: { before, after: before.replace("this.conv = ", "super();\n    this.conv = ") },
  offers({ view: { analysis, parsed, text } }, { at, data }) {
    const { file } = at;
    const place = file === analysis.file ? superPlace(parsed(), at) : null;
    if (place === null) return [];
    const { first, between, written, handedOn } = place;
    // A whole statement goes with the blanks before it.
    const without = (start: number, end: number) => {
      const blanks = /\s*$/.exec(text.slice(0, start))?.[0].length ?? 0;
      return { at: { file, start: start - blanks, end: text[end] === ";" ? end + 1 : end }, text: "" };
    };
    if (data.isRepeated)
      return [{ title: "Remove this call of super()", edits: [without(at.start, at.end)], preferred: true }];
    const call = written === null ? `super(${handedOn.join(", ")});` : text.slice(written.start, written.end);
    const insertion = {
      at: { file, start: first, end: first },
      text: between === null ? ` ${call}` : call + between,
    };
    const edits = written === null ? [insertion] : [insertion, without(written.start, written.end)];
    return [{ title: `Write ${call.replace(/;$/, "")} first`, edits, preferred: true }];
  },
};
