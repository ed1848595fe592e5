import { equal, isUnknown, product } from "../../ir/index.ts";
import type { CodeAction } from "./code-action.ts";

/** Flattens what a linear layer is given, where that makes exactly the features it expects. */
export const flattenBeforeLinear: CodeAction = {
  id: "flatten-before-linear",
  fixes: ["feature-mismatch"],
  example: {
    before:
      'import { nn, randn } from "cnn-blocks";\nconst x = randn(1, 16, 5, 5);\nconst y = new nn.Linear(400, 10)(x);\n',
    after:
      'import { nn, randn } from "cnn-blocks";\nconst x = randn(1, 16, 5, 5);\nconst y = new nn.Linear(400, 10)(x.flatten(1));\n',
  },
  offer(view, { at, data, related }) {
    const argument = related.find(
      (one) => one.data.kind === "shape-from" && one.at.file === view.analysis.file,
    );
    const expected = data.expected;
    if (argument?.data.kind !== "shape-from" || typeof expected !== "number") return null;
    const { shape } = argument.data;
    const features = product(shape.slice(1));
    if (shape.length < 3 || isUnknown(features) || !equal(features, expected)) return null;
    const written = view.text.slice(argument.at.start, argument.at.end);
    // Anything but a name or a call could bind less tightly than the dot.
    if (!/^[\w$.]+(\(.*\))?$/s.test(written)) return null;
    const end = { file: at.file, start: argument.at.end, end: argument.at.end };
    return {
      title: "Flatten the input to its features",
      edits: [{ at: end, text: ".flatten(1)" }],
      preferred: true,
    };
  },
};
