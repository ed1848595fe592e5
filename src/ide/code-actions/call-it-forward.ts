import { methodPlaces } from "../../analyzer/index.ts";
import type { CodeAction } from "./code-action.ts";

const before = `import { nn, randn, type Tensor } from "cnn-blocks";
class Net extends nn.Module {
  conv = new nn.Conv2d(3, 8, 3);
  foward(x: Tensor): Tensor {
    return this.conv(x);
  }
}
const y = new Net()(randn(1, 3, 8, 8));
`;

export const callItForward: CodeAction<"missing-forward"> = {
  id: "call-it-forward",
  summary:
    "Renames the method that is meant as forward, where its name is misspelt or comes from another library.",
  fixes: ["missing-forward"],
  example: { before, after: before.replace("foward", "forward") },
  offers({ view: { analysis, parsed } }, { at: { file }, data: { name, meant } }) {
    if (file !== analysis.file || meant === null) return [];
    const places = methodPlaces(parsed(), { className: name, method: meant, renamed: "forward" });
    if (places === null) return [];
    const edits = places.map((place) => ({ at: { file, ...place }, text: "forward" }));
    return [{ title: `Rename ${meant} to forward`, edits, preferred: true }];
  },
};
