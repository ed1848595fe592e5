import type { CodeAction } from "./code-action.ts";
import { constructionAt } from "./layers.ts";

export const dropTheBias: CodeAction<"bias-before-norm"> = {
  id: "drop-the-bias",
  summary: "Builds a layer in front of a norm without the bias that the norm removes.",
  fixes: ["bias-before-norm"],
  example: {
    before:
      'import { nn, randn } from "cnn-blocks";\nconst net = new nn.Sequential(new nn.Conv2d(3, 8, 3), new nn.BatchNorm2d(8));\nnet(randn(1, 3, 8, 8));\n',
    after:
      'import { nn, randn } from "cnn-blocks";\nconst net = new nn.Sequential(new nn.Conv2d(3, 8, 3, { bias: false }), new nn.BatchNorm2d(8));\nnet(randn(1, 3, 8, 8));\n',
  },
  offers(sources, { at, data }) {
    const edit = constructionAt(sources, at)?.withOption("bias", "false");
    if (!edit) return [];
    const title = `Write bias: false, which saves ${data.parameters} parameters`;
    return [{ title, edits: [edit], preferred: true }];
  },
};
