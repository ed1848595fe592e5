import { memberConstructed, placeOfOption } from "../../analyzer/index.ts";
import type { CodeAction } from "./code-action.ts";

export const dropTheBias: CodeAction<"bias-before-norm"> = {
  id: "drop-the-bias",
  summary: "Builds a layer in front of a norm without the bias that the norm takes away.",
  fixes: ["bias-before-norm"],
  example: {
    before:
      'import { nn, randn } from "cnn-blocks";\nconst net = new nn.Sequential(new nn.Conv2d(3, 8, 3), new nn.BatchNorm2d(8));\nnet(randn(1, 3, 8, 8));\n',
    after:
      'import { nn, randn } from "cnn-blocks";\nconst net = new nn.Sequential(new nn.Conv2d(3, 8, 3, { bias: false }), new nn.BatchNorm2d(8));\nnet(randn(1, 3, 8, 8));\n',
  },
  offer({ analysis, parsed }, { at, data }) {
    if (at.file !== analysis.file) return null;
    const required = argumentsBefore.get(memberConstructed(parsed(), at) ?? "");
    if (required === undefined) return null;
    const place = placeOfOption(parsed(), at, required, { name: "bias", value: "false" });
    if (place === null) return null;
    return {
      title: `Write bias: false, which saves ${data.parameters} parameters`,
      edits: [{ at: { ...place.at, file: at.file }, text: place.text }],
      preferred: true,
    };
  },
};

/** How many arguments of the library's layers stand before their options. */
const argumentsBefore: ReadonlyMap<string, number> = new Map([
  ...["Conv1d", "Conv2d", "Conv3d"].map((name) => [name, 3] as const),
  ...["ConvTranspose1d", "ConvTranspose2d", "ConvTranspose3d"].map((name) => [name, 3] as const),
  ...["Linear", "LazyConv2d"].map((name) => [name, 2] as const),
]);
