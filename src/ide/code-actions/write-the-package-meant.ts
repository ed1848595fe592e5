import type { CodeAction } from "./code-action.ts";

export const writeThePackageMeant: CodeAction<"misspelt-package"> = {
  id: "write-the-package-meant",
  summary: "Writes the library's name where a package with a similar name is imported.",
  fixes: ["misspelt-package"],
  isInFixAll: true,
  example: {
    before:
      'import { nn, randn } from "cnn_blocks";\nconst conv = new nn.Conv2d(3, 8, 3);\nconst y = conv(randn(1, 3, 8, 8));\n',
    after:
      'import { nn, randn } from "cnn-blocks";\nconst conv = new nn.Conv2d(3, 8, 3);\nconst y = conv(randn(1, 3, 8, 8));\n',
  },
  offers({ view: { analysis } }, { at, data: { meant } }) {
    if (at.file !== analysis.file) return [];
    const within = { ...at, start: at.start + 1, end: at.end - 1 };
    return [
      { title: `Write ${meant}`, edits: [{ at: within, text: meant }], preferred: true, isSpelling: true },
    ];
  },
};
