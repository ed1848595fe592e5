import { argumentsFrom } from "../../analyzer/index.ts";
import type { CodeAction } from "./code-action.ts";

export const leaveOutTheDouble: CodeAction<"not-options"> = {
  id: "leave-out-the-double",
  summary: "Removes an argument that is written twice, so that the options are in the right place.",
  fixes: ["not-options"],
  example: {
    before:
      'import { nn, randn } from "cnn-blocks";\nconst y = new nn.Conv2d(3, 8, 3, 3, { padding: 1 })(randn(1, 3, 8, 8));\n',
    after:
      'import { nn, randn } from "cnn-blocks";\nconst y = new nn.Conv2d(3, 8, 3, { padding: 1 })(randn(1, 3, 8, 8));\n',
  },
  offers({ view: { text, analysis, parsed } }, { at }) {
    if (at.file !== analysis.file) return [];
    // Other equal arguments may well be intended, such as the channels in and out.
    const double = argumentsFrom(parsed(), at)?.double ?? null;
    if (double === null) return [];
    const title = `Remove the second ${text.slice(at.start, at.end)}`;
    return [{ title, edits: [{ at: { file: at.file, ...double }, text: "" }], preferred: false }];
  },
};
