import { argumentsFrom, constructionIn } from "../../analyzer/index.ts";
import type { FileRange } from "../../base/index.ts";
import type { View } from "../view/view.ts";
import type { CodeAction, TextEdit } from "./code-action.ts";

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
  offer(view, { at, data }) {
    if (at.file !== view.analysis.file || !areAll(view, at, data.layers)) return null;
    const edit = withoutBias(view, at);
    return edit === null
      ? null
      : {
          title: `Write bias: false, ${data.parameters} parameters less`,
          edits: [edit],
          preferred: true,
        };
  },
};

/** Whether these are all the layers that are built at this place: another one may need its bias. */
function areAll({ analysis }: View, at: FileRange, layers: readonly string[]): boolean {
  const built = analysis.models.flatMap(({ graph }) =>
    graph.modules.filter(
      ({ source }) => source?.file === at.file && source.start === at.start && source.end === at.end,
    ),
  );
  return built.every(({ path }) => layers.includes(path));
}

/** The library's layers with a bias, and how many arguments stand before their options. */
const layersWithBias: Readonly<Record<string, number>> = {
  Conv2d: 3,
  ConvTranspose2d: 3,
  Linear: 2,
};

function withoutBias({ text, parsed }: View, at: FileRange): TextEdit | null {
  const written = text.slice(at.start, at.end);
  const required = layersWithBias[constructionIn(written)?.className ?? ""];
  const start = at.start + (/^[^(]*\(\s*/.exec(written)?.[0].length ?? 0);
  const values = argumentsFrom(parsed(), { start, end: start })?.values;
  const last = values?.at(-1);
  if (required === undefined || values === undefined || last === undefined) return null;
  if (values.length === required)
    return { at: { ...at, start: last.end, end: last.end }, text: ", { bias: false }" };
  const options = /^\{[\s\S]*[^\s,](?=,?\s*\}$)/.exec(text.slice(last.start, last.end))?.[0];
  // A bias that is already written may depend on something, and a comment may hide what is added behind it.
  const isPlain = options !== undefined && !/\bbias\b|\/[/*]|\.\.\./.test(options);
  if (values.length !== required + 1 || !isPlain) return null;
  const end = last.start + options.length;
  return { at: { ...at, start: end, end }, text: ", bias: false" };
}
